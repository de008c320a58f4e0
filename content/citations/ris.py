"""RIS, the tagged format that EndNote and the others import."""

from content.citations.reference import LEGISLATION, REPORT, SITE, WEBPAGE, Reference

MEDIA_TYPE = "application/x-research-info-systems"
TYPES = {REPORT: "RPRT", LEGISLATION: "LEGAL", WEBPAGE: "ELEC", "motion_picture": "VIDEO", "broadcast": "SOUND"}


def ris_file(reference: Reference) -> str:
    """One record; lines end as the format's description has it."""
    tags = [
        ("TY", "UNPB" if reference.unpublished else TYPES.get(reference.type, "GEN")),
        ("ID", reference.key),
        ("TI", reference.title),
        ("TT", reference.translated_title),
        *(("AU", str(name)) for name in reference.authors),
        ("PY", reference.issued[:4]),
        ("DA", _date(reference)),
        ("PB", reference.publisher),
        ("CY", reference.jurisdiction),
        ("T3", reference.series),
        ("M1", reference.number),
        ("M3", reference.genre),
        ("ET", reference.edition),
        ("AB", reference.abstract),
        *(("KW", word) for word in reference.keywords),
        ("SN", reference.isbn),
        ("DO", reference.doi),
        ("UR", reference.url),
        ("LA", reference.language),
        ("DP", SITE),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value.strip()]
    return "\r\n".join([*lines, "ER  - ", ""])


def _date(reference: Reference) -> str:
    """Year, month and day between slashes; what is not known stays empty between them."""
    parts = reference.issued.split("-") if reference.issued else []
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""
