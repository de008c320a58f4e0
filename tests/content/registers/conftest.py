"""A small register of each kind, below the home page of a site in two languages."""

import datetime

import pytest
from django.core.files.base import ContentFile

from content.models import File, OrdinancePage, StudyPage
from tests import factories
from transparency.models import Organisation


@pytest.fixture
def home():
    return factories.home_page()


@pytest.fixture
def cusco():
    """A region, a province in it and a district in that, by level."""
    region = factories.PlaceFactory(code="08", name="Cusco")
    province = factories.PlaceFactory(code="0804", name="Calca", level="province", parent=region)
    district = factories.PlaceFactory(code="080405", name="Písac", level="district", parent=province)
    return {"region": region, "province": province, "district": district}


@pytest.fixture
def municipality():
    return factories.OrganisationFactory(
        code="MD-PISAC", name="Municipalidad Distrital de Písac", acronym="", kind=Organisation.Kind.LOCAL_GOVERNMENT
    )


@pytest.fixture
def pdf(home):
    file = File(title="El texto", language="es", sha256="ab" * 32, page_count=12)
    file.file.save("texto.pdf", ContentFile(b"%PDF-1.4 texto"), save=True)
    return file


@pytest.fixture
def study(home, cusco, municipality):
    """A study that was translated."""
    page = factories.item_page(
        StudyPage,
        "Iconografía textil & color",
        code="iconografia",
        summary="Lo que dicen los tejidos.",
        authors="Quispe Mamani, Rosa\nFlores, Ana María\nCentro de Textiles",
        issued="2012-10",
        status="published",
        organisation=municipality,
        places=[cusco["district"]],
        abstract="Se leyó cada tejido.",
        keywords="tejidos, color",
        isbn="978-9972-0-0000-1",
        source=factories.SourceFactory(name="Informe final"),
        source_section="II.a",
    )
    factories.translate(page, title="Textile iconography & colour", summary="What weavings say.", keywords="weavings")
    return page


@pytest.fixture
def ordinance(home, cusco, municipality):
    """An ordinance with everything on record, not translated."""
    return factories.item_page(
        OrdinancePage,
        "Ordenanza de la papa nativa",
        code="papa-nativa",
        number="015-2012-MDP",
        year=2012,
        issued="2012-10-05",
        place=cusco["district"],
        organisation=municipality,
        published_on=datetime.date(2012, 10, 8),
        in_force_from=datetime.date(2012, 10, 9),
        legal_status="in-force",
    )
