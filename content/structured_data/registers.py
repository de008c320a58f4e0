"""A register as a schema.org ``Dataset``: what it holds, and the files that it comes in."""

from typing import Any

from django.conf import settings

from content.models.register import RegisterIndexPage
from content.registers.names import CSV, JSON, file_name
from content.registers.pages import own_path
from content.structured_data.items import known

FORMATS = {CSV: "text/csv", JSON: "application/json"}


def register(page: RegisterIndexPage) -> dict[str, Any]:
    """The whole register, whatever a reader narrowed it down to."""
    path, language = own_path(page), page.locale.language_code
    url = settings.PUBLIC_URL + path
    files = [
        {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": url + file_name(what, language)}
        for what, media_type in FORMATS.items()
    ]
    return {
        "@type": "Dataset",
        **known(
            **{"@id": f"{url}#data"},
            url=url,
            name=page.title,
            description=page.summary or page.search_description,
            inLanguage=page.text_language,
            distribution=files,
        ),
    }
