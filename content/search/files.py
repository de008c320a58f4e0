"""Pages of PDFs as entries of the index."""

from collections.abc import Collection, Iterator

from wagtail.models import Page

from content.models import File, FilePage
from content.models.search import SearchEntry
from content.search.entries import Entry, Facts
from content.search.pages import fact_pages, facts_of
from content.search.vocabulary import Vocabulary
from content.selectors.files import pages_showing

WEIGHT = 0.5
AT_ONCE = 50


def file_entries(ids: Collection[int] | None, roots: dict[str, Page], vocabulary: Vocabulary) -> Iterator[Entry]:
    """An entry for each page with text of each public file; None stands for every file."""
    files = File.objects.filter(text_state=File.TextState.READ)
    if ids is not None:
        files = files.filter(pk__in=ids)
    found = list(files.order_by("pk"))
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        shown = pages_showing([file.pk for file in part])
        pages = fact_pages({keys[0] for keys in shown.values()})
        for file in part:
            if file.pk in shown:
                page = pages.get(shown[file.pk][0])
                facts = facts_of(page, file.language, vocabulary) if page else Facts()
                yield from _entries(file, facts, roots)


def _entries(file: File, facts: Facts, roots: dict[str, Page]) -> Iterator[Entry]:
    for page in FilePage.objects.filter(file=file).exclude(text="").order_by("number"):
        for half in roots:
            yield Entry(
                source=f"file:{file.pk}",
                half=half,
                language=file.language,
                kind=SearchEntry.Kind.FILE,
                title=(file.title_en if half == "en" else "") or file.title,
                url=f"{file.url}#page={page.number}",
                text=page.text,
                page_number=page.number,
                weight=WEIGHT,
                facts=Facts(facts.places, facts.sectors, facts.year),
            )
