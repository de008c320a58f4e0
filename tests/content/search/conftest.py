"""A small site with something of everything that can be found."""

import pytest

from content.models import OrdinancePage, StudyPage
from content.search.finding import search
from content.search.indexing import compare
from content.services.files import file_read
from tests import factories
from tests.content import pdfs


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Where this test's files are written."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def places():
    """Two regions, and a district of one of them."""
    cusco, puno = factories.PlaceFactory(code="08", name="Cusco"), factories.PlaceFactory(code="21", name="Puno")
    calca = factories.PlaceFactory(code="0804", name="Calca", level="province", parent=cusco)
    pisac = factories.PlaceFactory(code="080405", name="Písac", level="district", parent=calca)
    return {"cusco": cusco, "puno": puno, "calca": calca, "pisac": pisac}


@pytest.fixture
def textiles():
    sector = factories.SectorFactory(code="textiles", name="Artesanía textil")
    factories.in_english(sector, name="Textile crafts")
    return sector


@pytest.fixture
def file():
    """A PDF of two pages, read."""
    made = pdfs.file(
        pdfs.pdf(
            "En la primera página se presenta el diagnóstico del sector.",
            "En la segunda se cuenta que las tejedoras usan tintes de cochinilla y chilca.",
        ),
        title="Diagnóstico textil",
    )
    file_read(made.pk)
    return made


@pytest.fixture
def study(places, textiles, file):
    """A study that was translated."""
    page = factories.item_page(
        StudyPage,
        "La niñez y los tejidos de Písac",
        summary="Cómo aprenden las niñas a tejer.",
        issued="2012-10",
        places=[places["pisac"]],
        sectors=[textiles],
        file=file,
        abstract="Las artesanas enseñan la iconografía a sus hijas. Programación de talleres.",
    )
    factories.translate(page, title="Childhood and weavings of Písac", summary="How girls learn to weave.", abstract="")
    return page


@pytest.fixture
def ordinance(places):
    """An ordinance that nobody has translated."""
    return factories.item_page(
        OrdinancePage,
        "Ordenanza que promueve la artesanía",
        summary="La municipalidad promueve la feria de artesanos.",
        number="015-2012-MDP/CM",
        year=2012,
        place=places["pisac"],
        places=[places["pisac"]],
    )


@pytest.fixture
def titles():
    """Searches as a reader, with an index that is as it should be; the titles of what has the very words, in order."""

    def find(typed, half="es", **chosen):
        compare()
        results = search(typed, half, chosen)
        return [] if results.corrected else [hit.entry.title for hit in results.hits]

    return find
