"""Small PDFs, good and bad."""

import zlib

from django.core.files.base import ContentFile
from fpdf import FPDF

from content.models import File


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a page for each text; an empty text gives a page without words, like a scan."""
    document = FPDF()
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    for text in pages:
        document.add_page()
        document.set_font("helvetica", size=12)
        if text:
            document.multi_cell(0, text=text)
    return bytes(document.output())


def bomb(megabytes: int) -> bytes:
    """A PDF of a few kilobytes whose only page is many megabytes of orders to print a letter."""
    orders = b"(a) Tj\n"
    stream = zlib.compress(b"BT /F1 1 Tf\n" + orders * (megabytes * 1_000_000 // len(orders)) + b"ET", 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def file(content: bytes, name: str = "informe.pdf", **facts: str) -> File:
    """A file with these bytes, saved."""
    made = File(title=facts.pop("title", "Informe"), **facts)
    made.file.save(name, ContentFile(content), save=True)
    return made
