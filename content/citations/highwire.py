"""The ``citation_*`` tags that Google Scholar and Zotero read from a study's page."""

from content.citations.reference import Reference


def highwire_tags(reference: Reference, pdf_url: str = "") -> list[tuple[str, str]]:
    """Names and contents, in order; an author is a tag of its own."""
    tags = [
        ("citation_title", reference.title),
        *(("citation_author", str(name)) for name in reference.authors),
        ("citation_publication_date", reference.issued.replace("-", "/")),
        ("citation_technical_report_institution", reference.publisher or reference.series),
        ("citation_technical_report_number", reference.number),
        ("citation_isbn", reference.isbn),
        ("citation_doi", reference.doi),
        ("citation_language", reference.language),
        ("citation_keywords", "; ".join(reference.keywords)),
        ("citation_abstract_html_url", reference.url),
        ("citation_pdf_url", pdf_url),
    ]
    return [(name, content) for name, content in tags if content]
