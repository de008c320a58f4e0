"""A programme's whole record as plain data: what the data page and its files are made of, without a database."""

from typing import Any

from publication.registry import Inputs
from tests.transparency.plain import CITATION, PATHS, Row, finances, label, labels, prose, results
from transparency.iati.publisher import publisher

FACTS = ("participations", "places", "sectors", "themes", "milestones")
FOLLOW_UP = ("evaluations", "conclusions", "recommendations", "responses", "key_actions", "effects", "products")
VOCABULARY = ("organisations", "areas", "dac_codes")


def whole(**tables: list[Row]) -> dict[str, list[Row]]:
    """Every table; those that are not given are empty. There is always somebody who publishes, and a data page."""
    pages = [{"view": "data", "language": language, "url": url, "title": "Datos"} for language, url in PATHS.items()]
    nothing: dict[str, list[Row]] = {name: [] for name in (*FACTS, *FOLLOW_UP, *VOCABULARY)}
    return {**finances(), **results(), **nothing, "publisher": [publisher()], "pages": pages, **tables}


def whole_data(figures: dict[str, list[Row]] | None = None, **words: dict[str, Any]) -> dict[str, Any]:
    """The data that a data view renders from."""
    return {
        "programme": "P-1",
        "figures": figures or whole(),
        "labels": {**named_programme(), **words},
        "sources": {"report": {"publisher": "", "issued": "2013-10", "language": "es", "sha256": "a" * 64}},
        "prose": {language: prose(language) for language in PATHS},
    }


def whole_inputs(figures: dict[str, list[Row]] | None = None, **words: dict[str, Any]) -> Inputs:
    """What the release engine hands to a data view."""
    return Inputs(PATHS, whole_data(figures, **words))


def named_programme() -> dict[str, Any]:
    """Labels with a programme that has all its words."""
    names = {"es": "Industrias", "en": "Industries"}
    return labels(
        programme={
            "P-1": {
                language: {"name": name, "short_name": name, "summary": f"{name}."} for language, name in names.items()
            }
        }
    )


def milestone(kind: str, date: str | None, precision: str = "day") -> Row:
    """A date of the programme."""
    row = {"milestone": kind, "kind": kind, "date": date, "precision": precision, "printed": "", "citation": CITATION}
    return row


def taking_part(organisation: str, role: str, kind: str = "40") -> Row:
    """An organisation's role."""
    return {"organisation": organisation, "kind": kind, "role": role, "phase": "", "citation": CITATION}


def known(organisation: str, kind: str = "40", iati_ref: str = "") -> Row:
    """What the vocabulary says about an organisation."""
    return {"organisation": organisation, "kind": kind, "iati_ref": iati_ref}


def rich() -> dict[str, list[Row]]:
    """A record with something in most tables."""
    from tests.transparency.plain import figure, line, observation, statement

    return whole(
        statements=[statement("semester", "2010-1", "2010-06-30"), statement()],
        lines=[line(None, "committed", "100.5", "semester/2010-1/report"), line("ILO", "disbursed", "40")],
        totals=[{"statement": "final/final/report", "measure": "committed", "figure": figure("900")}],
        instalments=[{"number": 1, "date": "2009-12-15", "currency": "USD", "figure": figure("1429667")}],
        outcomes=[{"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION}],
        achievements=[{"achievement": "a1", "outcome": "r1", "place": "05", "sector": None, "citation": CITATION}],
        indicators=[{"indicator": "people", "unit": "persons", "outcome": "r1", "citation": CITATION}],
        observations=[observation("people", "13", sex="men", place="05"), observation("people", None, note="blank")],
        participations=[taking_part("FUND", "funding"), taking_part("ILO", "agency")],
        organisations=[known("FUND"), known("ILO", iati_ref="XM-DAC-41302")],
        places=[{"place": "05", "citation": CITATION}],
        areas=[{"place": "05", "level": "region", "parent": None}],
        sectors=[{"sector": "crafts", "citation": CITATION}],
        dac_codes=[{"sector": "crafts", "dac_code": "32140"}],
        milestones=[milestone("actual-start", "2009-12-15"), milestone("actual-end", "2013-06-30")],
    )


def rich_words() -> dict[str, Any]:
    """The labels of ``rich``."""
    return {
        "organisation": {"FUND": label("Fondo", "Fund"), "ILO": label("OIT", "ILO")},
        "outcome": {"r1": label("Las familias ganan más.", "Families earn more.")},
        "achievement": {"a1": label("Se formó un consorcio.", "A consortium was formed.", "text")},
        "indicator": {"people": label("Personas", "People")},
        "unit": {"persons": label("personas", "people")},
        "place": {"05": label("Ayacucho", "Ayacucho")},
        "sector": {"crafts": label("Artesanía", "Handicrafts")},
        "note": {"blank": label("En blanco.", "Blank.", "text")},
        "milestone": {"actual-start": label("Inicio", "Start"), "actual-end": label("Cierre", "End")},
    }
