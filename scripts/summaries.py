"""Writes the short accounts that stand in for studies whose file is not at hand: ``python -m scripts.summaries``.

They are made from ``data/ici/content/studies.yaml`` and say on their first page that this site wrote them. The same
texts always give the same bytes.
"""

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from fpdf import FPDF
from fpdf.enums import XPos, YPos

DATA = Path(__file__).resolve().parents[1] / "data" / "ici"
WRITTEN = datetime(2026, 11, 21, tzinfo=UTC)
COCHINEAL, INDIGO, GOLD, INK = (143, 22, 56), (31, 58, 110), (217, 138, 31), (36, 27, 20)
MARGIN, LINE = 22.0, 5.6
NOTE = (
    "Síntesis escrita por este sitio a partir de los documentos del programa. No es el estudio original, cuyo archivo "
    "no está a mano, ni lo reemplaza."
)
SOURCES = {"final-report": "Informe final narrativo del programa conjunto, octubre de 2013"}
# The core fonts of PDF know Latin-1 only.
SIGNS = str.maketrans({"–": "-", "—": "-", "“": "«", "”": "»", "’": "'", "…": "..."})


class Account(FPDF):
    """A4 with a woven edge above and a line on its origin below."""

    def header(self) -> None:
        """The edge: diamonds on a dark band."""
        self.set_fill_color(*INDIGO)
        self.rect(0, 0, self.w, 9, style="F")
        self.set_fill_color(*GOLD)
        for step in range(int(self.w // 6) + 1):
            x = step * 6 + 3
            self.polygon([(x - 2.4, 4.5), (x, 2.1), (x + 2.4, 4.5), (x, 6.9)], style="F")
        self.set_fill_color(*COCHINEAL)
        self.rect(0, 9, self.w, 1.2, style="F")
        self.set_y(20)

    def footer(self) -> None:
        """Where it comes from, and the page."""
        self.set_y(-16)
        self.set_font("Helvetica", size=9)
        self.set_text_color(*INK)
        self.cell(0, 5, f"Quipu · Industrias Creativas Inclusivas (MDGF-2081) · {self.page_no()}", align="C")

    def words(self, text: str, size: float = 11, style: str = "", colour: tuple[int, int, int] = INK) -> None:
        """A paragraph."""
        self.set_font("Times" if not style else "Helvetica", style=style, size=size)
        self.set_text_color(*colour)
        self.multi_cell(0, LINE * size / 11, text.translate(SIGNS), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(2.2)

    def heading(self, text: str) -> None:
        """A heading, which readers' outlines list too."""
        self.ln(1.5)
        self.start_section(text.translate(SIGNS))
        self.words(text, size=13, style="B", colour=COCHINEAL)


def account(facts: dict[str, Any], words: dict[str, Any]) -> Account:
    """The short account of one study."""
    pdf = Account(format="A4")
    pdf.set_creation_date(WRITTEN)
    pdf.set_lang("es")
    pdf.set_title(f"Síntesis: {words['title']}")
    pdf.set_author("Quipu")
    pdf.set_subject(NOTE)
    pdf.set_keywords(words.get("keywords", ""))
    pdf.set_margins(MARGIN, 20, MARGIN)
    pdf.set_auto_page_break(True, margin=22)
    pdf.add_page()
    pdf.words("SÍNTESIS", size=9, style="B", colour=INDIGO)
    pdf.start_section(words["title"].translate(SIGNS))
    pdf.words(words["title"], size=19, style="B", colour=INDIGO)
    pdf.words(NOTE, size=10, style="I")
    pdf.words(words["summary"], size=12.5)
    for block in words["body"]:
        ((kind, value),) = block.items()
        if kind == "heading":
            pdf.heading(value)
        elif kind == "text":
            for paragraph in paragraphs(value):
                pdf.words(paragraph)
        elif kind == "callout":
            pdf.heading(value["title"])
            for paragraph in paragraphs(value["text"]):
                pdf.words(paragraph)
    if method := words.get("method"):
        pdf.heading("Método")
        pdf.words(method)
    pdf.heading("Fuente")
    pdf.words(f"{SOURCES[facts['source']]}; secciones {facts['source_section'].replace(';', ',')}.")
    return pdf


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of rich text, without their markup."""
    return [
        html.unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in re.findall(r"<(?:p|li)>(.*?)</", markup, re.S)
    ]


def main() -> None:
    """Writes every account that a study names."""
    studies = yaml.safe_load((DATA / "content" / "studies.yaml").read_text(encoding="utf-8"))
    for entry in studies["children"]:
        if name := entry["facts"].get("file"):
            account(entry["facts"], entry["es"]).output(str(DATA / "media" / f"{name}.pdf"))


if __name__ == "__main__":
    main()
