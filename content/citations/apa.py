"""The citation to copy, in the style of the American Psychological Association, seventh edition."""

from django.utils.translation import gettext as _

from content.citations.reference import Name, Reference, no_date


def apa(reference: Reference) -> str:
    """Author. (Year). Title [Translated title] [What it is]. Publisher. Address."""
    year = f"({reference.issued[:4] or no_date()})"
    titles = (reference.title, _in_brackets(reference.translated_title), _what(reference))
    title = " ".join(part for part in titles if part)
    opening = [_authors(reference.authors), year, title] if reference.authors else [title, year]
    parts = [*opening, reference.publisher, reference.series]
    return " ".join([*(_stopped(part) for part in parts if part), reference.url])


def _what(reference: Reference) -> str:
    words = " ".join(part for part in (reference.genre, reference.number) if part)
    return _in_brackets(_("%(what)s, not published") % {"what": words} if reference.unpublished else words)


def _in_brackets(text: str) -> str:
    return f"[{text}]" if text else ""


def _authors(names: tuple[Name, ...]) -> str:
    """“Quispe, R., Flores, A. M. and Naciones Unidas”, with the word for “and” of the active language."""
    written = [f"{name.family}, {_initials(name.given)}" if name.is_person else name.family for name in names]
    if len(written) == 1:
        return written[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(written[:-1]), "last": written[-1]}


def _initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.split())


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
