"""BibTeX, for LaTeX."""

import re

from content.citations.reference import REPORT, Reference

MEDIA_TYPE = "application/x-bibtex"
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def bibtex_file(reference: Reference) -> str:
    """One entry. Titles stand in double braces: their capitals are meant."""
    fields = {
        "title": f"{{{escaped(reference.title)}}}",
        "author": " and ".join(
            escaped(str(name)) if name.is_person else f"{{{escaped(name.family)}}}" for name in reference.authors
        ),
        # A report must name an institution: where no body is on record, the programme that it was made for.
        "institution" if reference.type == REPORT else "publisher": escaped(reference.publisher or reference.series),
        "year": reference.issued[:4],
        "month": reference.issued[5:7].lstrip("0"),
        "type": escaped(reference.genre),
        "number": escaped(reference.number),
        "series": escaped(reference.series) if reference.publisher else "",
        "edition": escaped(reference.edition),
        "abstract": escaped(reference.abstract),
        "keywords": escaped(", ".join(reference.keywords)),
        "isbn": reference.isbn,
        "doi": reference.doi,
        "url": reference.url,
        "language": reference.language,
        "note": escaped(reference.translated_title),
    }
    lines = [f"  {name} = {{{' '.join(value.split())}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_kind(reference)}{{{_key(reference)},", *lines, "}", ""])


def escaped(text: str) -> str:
    """A text whose signs LaTeX prints instead of obeying."""
    return "".join(SPECIAL.get(sign, sign) for sign in text)


def _kind(reference: Reference) -> str:
    if reference.unpublished:
        return "unpublished"
    return "techreport" if reference.type == REPORT else "misc"


def _key(reference: Reference) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", reference.key) or "quipu"
