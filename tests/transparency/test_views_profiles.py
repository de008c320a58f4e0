"""Profiles of regions and agencies: what the record says of each, under an address of its own."""

import pytest

from tests.transparency.plain import (
    CITATION,
    Row,
    figure,
    finances,
    label,
    labels,
    main_text,
    observation,
    render,
    results,
    tables_of,
)
from transparency.models import Measure
from transparency.selectors.areas import lying_in
from transparency.views.agencies import AgenciesView
from transparency.views.leaves import leaves_of
from transparency.views.observations import recency
from transparency.views.regions import RegionsView

AREAS: list[Row] = [
    {"place": "05", "level": "region", "parent": None},
    {"place": "08", "level": "region", "parent": None},
    {"place": "0806", "level": "province", "parent": "08"},
    {"place": "080607", "level": "district", "parent": "0806"},
]
WORDS = labels(
    indicator={"trainers": label("Formadores", "Trainers")},
    achievement={"a1": label("Se abrió un taller.", "A workshop opened.", "text")},
    unit={"people": label("personas", "people")},
    place={
        "05": label("Ayacucho", "Ayacucho"),
        "08": label("Cusco", "Cusco"),
        "0806": label("Canchis", "Canchis"),
        "080607": label("San Pedro", "San Pedro"),
    },
    organisation={
        "ILO": {
            "es": {"name": "Organización Internacional del Trabajo", "acronym": "OIT"},
            "en": {"name": "International Labour Organization", "acronym": "ILO"},
        },
        "FAO": label("Organización para la Alimentación", "Food Organization"),
    },
)


def regions_record():
    tables = results(
        outcomes=[{"outcome": "r1", "version": "revised", "number": 1, "citation": CITATION}],
        achievements=[{"achievement": "a1", "outcome": "r1", "place": "080607", "sector": None, "citation": CITATION}],
        indicators=[{"indicator": "trainers", "unit": "people", "outcome": None, "citation": CITATION}],
        observations=[
            observation("trainers", "24", place="05"),
            observation("trainers", "13", place="08", sex="women"),
            observation("trainers", "10", place="08", sex="men"),
        ],
    )
    places = [{"place": "08", "citation": CITATION}, {"place": "080607", "citation": CITATION}]
    return {**tables, "contributions": [], "places": places, "areas": AREAS, "findings_pages": []}


def agencies_record():
    statement = {
        "statement": "final/final/report",
        "kind": "final",
        "period": "final",
        "as_of": "2013-06-30",
        "precision": "day",
        "currency": "USD",
        "citation": CITATION,
    }
    lines = [
        {"statement": "final/final/report", "organisation": code, "measure": measure, "figure": figure(amount)}
        for code, amounts in {
            "ILO": ("250", "240", "200", "160", "150"),
            "FAO": ("90", "90", "100", "80", None),
        }.items()
        for measure, amount in zip(Measure.values, amounts, strict=True)
    ]
    parts = [
        {"organisation": "ILO", "kind": "40", "role": role, "phase": phase, "citation": CITATION}
        for role, phase in (("agency", ""), ("lead-agency", "first"))
    ]
    return {**finances(statements=[statement], lines=lines), "participations": parts, "findings_pages": []}


def test_each_region_has_a_file_named_in_its_language():
    files = render(RegionsView(), regions_record(), WORDS, "es")

    assert files.keys() == {"index.html", "ayacucho.html", "cusco.html"}


def test_the_list_leads_to_each_profile_within_the_same_release():
    page = render(RegionsView(), regions_record(), WORDS, "en")["index.html"].decode()

    assert 'href="cusco.html"' in page
    assert tables_of(page)[0] == [
        ["Region", "Trainers", "Source"],
        ["Ayacucho", "24", "1"],
        ["Cusco", "23", "1"],
        ["Our sum of what is printed: 13 women + 10 men"],
    ]


@pytest.mark.parametrize("periods", [("2010-2", "2011-1"), ("2011-1", "2010-2"), ("2011-1", "2009/2013")])
def test_a_region_counts_what_its_newest_period_says(periods):
    record = regions_record()
    values = dict(zip(sorted(periods, key=recency), ("5", "17"), strict=True))
    record["observations"] = [observation("trainers", values[period], place="05", period=period) for period in periods]
    page = render(RegionsView(), record, WORDS, "en")["index.html"].decode()

    assert tables_of(page)[0][1][:2] == ["Ayacucho", "17"]


def test_older_women_are_not_added_to_newer_men():
    record = regions_record()
    record["observations"] = [
        observation("trainers", "13", place="08", sex="women", period="2010-2"),
        observation("trainers", "10", place="08", sex="men", period="2010-2"),
        observation("trainers", "40", place="08", sex="men", period="2011-1"),
    ]
    page = render(RegionsView(), record, WORDS, "en")["index.html"].decode()

    assert not any("Cusco" in row for table in tables_of(page) for row in table)


def test_a_region_gathers_what_lies_in_its_provinces_and_districts():
    page = render(RegionsView(), regions_record(), WORDS, "en")["cusco.html"].decode()

    assert "A workshop opened." in main_text(page)
    assert ["San Pedro", "district", "080607", "1"] in [row for table in tables_of(page) for row in table]
    assert 'href="http://127.0.0.1:8000/es/transparencia/pagina/cusco.html"' in page


def test_a_region_without_anything_says_so():
    page = render(RegionsView(), regions_record(), WORDS, "en")["ayacucho.html"].decode()

    assert "A workshop opened." not in main_text(page)
    assert "The documents place no achievement and no contribution here" in main_text(page)


def test_an_agency_is_named_by_its_initials_in_each_language():
    assert render(AgenciesView(), agencies_record(), WORDS, "es").keys() >= {"oit.html"}
    assert render(AgenciesView(), agencies_record(), WORDS, "en").keys() >= {"ilo.html"}


def test_agencies_stand_side_by_side_with_the_rate_that_we_reckon():
    page = render(AgenciesView(), agencies_record(), WORDS, "en")["index.html"].decode()
    rows = {row[0]: row[3:7] for row in tables_of(page)[0]}

    assert rows["ILO"] == ["200", "160", "150", "75.00%"]
    assert rows["Food Organization"] == ["100", "80", "no data", ""]


def test_a_profile_tells_the_money_and_the_roles_of_its_agency_only():
    text = main_text(render(AgenciesView(), agencies_record(), WORDS, "en")["ilo.html"].decode())

    assert "US$ 200 " in text
    assert "US$ 100 " not in text
    assert "Lead agency" in text
    assert "at first" in text


@pytest.mark.parametrize(("place", "inside"), [("08", {"08", "0806", "080607"}), ("0806", {"0806", "080607"})])
def test_what_lies_in_a_place(place, inside):
    assert lying_in(AREAS, place) == inside


def test_two_of_one_name_have_two_addresses():
    words = labels(place={"1": label("San Pedro", "San Pedro"), "2": label("San Pedro", "Saint Peter")})

    first, second = leaves_of("place", ["1", "2"], words, ["es", "en"])

    assert first.name("es") == "san-pedro-1.html"
    assert second.name("es") == "san-pedro-2.html"
    assert second.name("en") == "saint-peter.html"
