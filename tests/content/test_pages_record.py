"""Pages that draw on the record: figures with their sources, fact sheet, partners, regions, albums."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from content.models import (
    AlbumPage,
    AlbumPicture,
    GovernancePage,
    OrdinancePage,
    PartnersPage,
    PhotoArchivePage,
    Picture,
    ProgrammePage,
    RegionIndexPage,
    RegionPage,
)
from content.models.home import HomePage
from tests import factories
from tests.factories.content import item_page, translate
from transparency.models import Measure, Participation, ReportedTotal

pytestmark = pytest.mark.django_db

# Frame, record (money, results, facts, labels, sources), short lists: fixed, whatever the number of rows or items.
HOME_QUERIES = 120
REGION_QUERIES = 110
PROGRAMME_QUERIES = 75
ALBUM_QUERIES = 45
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"><path d="M0 0h3v2H0z"/></svg>'


@pytest.fixture
def site():
    site = factories.programme_with_pages()
    HomePage.objects.update(programme=site.programme)
    return site


def publish(parent, page):
    page.locale = factories.spanish()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def html(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def cited_and_listed(page: str) -> tuple[set[str], set[str]]:
    return set(re.findall(r'href="#source-(\d+)"', page)), set(re.findall(r'id="source-(\d+)"', page))


def story(programme) -> str:
    return json.dumps(
        [
            {"type": "heading", "value": "De dónde partió"},
            {"type": "figures", "value": {"programme": programme.pk, "figures": ["transferred", "delivery"]}},
            {"type": "chart", "value": {"programme": programme.pk, "chart": "semesters"}},
            {"type": "table", "value": {"caption": "Distritos", "rows": [["Región", "Distritos"], ["Puno", "Pucará"]]}},
            {"type": "timeline", "value": {"title": "", "moments": [{"date": "2013-06", "text": "Cierra."}]}},
            {"type": "quote", "value": {"text": "Así fue.", "author": "Alguien", "source": ""}},
            {"type": "callout", "value": {"kind": "missing", "title": "No consta", "text": "<p>Nada.</p>"}},
        ]
    )


@pytest.mark.parametrize(("path", "words"), [("/es/", "Transferido"), ("/en/", "Finances")])
def test_the_home_page_shows_figures_with_sources_and_the_page_that_explains_them(site, path, words):
    page = html(path)
    cited, listed = cited_and_listed(page)

    assert 'class="figure-value"' in page
    assert cited == listed
    assert listed
    assert ("/es/transparencia/finanzas/" if path == "/es/" else "/en/transparency/finances/") in page.split("<main")[1]


def test_the_home_page_costs_the_same_however_many_ordinances_there_are(site, django_assert_max_num_queries):
    for number in range(8):
        item_page(OrdinancePage, f"Ordenanza {number}", programme=site.programme)

    with django_assert_max_num_queries(HOME_QUERIES):
        page = html("/es/")

    assert page.split("<main")[1].count("/es/ordenanzas/ordenanza-") == 3


def test_figures_on_a_page_follow_the_record_without_being_published_again(site):
    publish(
        site.home,
        ProgrammePage(title="Programa", slug="programa", programme=site.programme, body=story(site.programme)),
    )
    before = html("/es/programa/")

    ReportedTotal.objects.filter(measure=Measure.TRANSFERRED).update(amount=987654321)
    after = html("/es/programa/")

    assert "987,654,321" not in before
    assert "987,654,321" in after


def test_every_family_of_blocks_is_shown_with_its_own_markup(site):
    publish(
        site.home,
        ProgrammePage(title="Programa", slug="programa", programme=site.programme, body=story(site.programme)),
    )

    page = html("/es/programa/")
    cited, listed = cited_and_listed(page)

    assert cited == listed
    assert '<th scope="row" role="rowheader">Puno</th>' in page
    assert '<time datetime="2013-06">junio de 2013</time>' in page
    assert "<blockquote>" in page
    assert "notice-missing" in page
    assert 'class="chart"' in page


def test_the_fact_sheet_says_what_is_on_record_and_what_is_not(site, django_assert_max_num_queries):
    publish(site.home, ProgrammePage(title="Programa", slug="programa", programme=site.programme))
    Participation.objects.create(
        programme=site.programme,
        organisation=site.organisations[0],
        role=Participation.Role.LEAD_AGENCY,
        source=site.source,
        section="I",
    )

    with django_assert_max_num_queries(PROGRAMME_QUERIES):
        page = html("/es/programa/")

    sheet = page.split('id="fact-sheet"')[1].split("</section>")[0]
    assert str(site.organisations[0]) in sheet
    assert 'class="missing"' in sheet


def test_the_directory_shows_one_kind_of_partner_when_asked_and_cites_only_what_it_shows(site):
    other = factories.OrganisationFactory(name="Municipalidad", acronym="", kind="11")
    for organisation, section in ((site.organisations[0], "I"), (other, "II")):
        Participation.objects.create(
            programme=site.programme, organisation=organisation, role="partner", source=site.source, section=section
        )
    top = publish(site.home, ProgrammePage(title="Programa", slug="programa", programme=site.programme))
    publish(top, PartnersPage(title="Socios", slug="socios", programme=site.programme))

    everybody, one = html("/es/programa/socios/"), html("/es/programa/socios/?kind=11")
    strange = html("/es/programa/socios/?kind=%3Cb%3E")

    assert everybody.count('class="partner"') == strange.count('class="partner"') == 2
    assert one.count('class="partner"') == 1
    assert "Municipalidad" in one
    for page in (everybody, one):
        cited, listed = cited_and_listed(page)
        assert cited == listed


def test_a_body_without_members_on_record_says_so(site):
    top = publish(site.home, ProgrammePage(title="Programa", slug="programa", programme=site.programme))
    body = {"name": "Comité Directivo", "duty": "Decide.", "members": [], "others": ""}
    bodies = json.dumps([{"type": "body", "value": body}])
    publish(top, GovernancePage(title="Gobernanza", slug="gobernanza", programme=site.programme, bodies=bodies))

    page = html("/es/programa/gobernanza/")

    assert "Comité Directivo" in page
    assert 'class="missing"' in page


def test_a_region_gathers_what_lies_in_it_and_stands_on_the_map(site, django_assert_max_num_queries):
    region = factories.PlaceFactory(code="21", name="Puno")
    district = factories.PlaceFactory(code="210708", name="Pucará", level="district", parent=region)
    index = publish(site.home, RegionIndexPage(title="Regiones", slug="regiones"))
    publish(index, RegionPage(title="Puno", slug="puno", programme=site.programme, place=region))
    translate(
        item_page(OrdinancePage, "Ordenanza de Pucará", programme=site.programme, place=district), title="Of Pucará"
    )
    item_page(OrdinancePage, "Ordenanza de otra parte", programme=site.programme)

    with django_assert_max_num_queries(REGION_QUERIES):
        page = html("/es/regiones/puno/").split("<main")[1]

    assert "Ordenanza de Pucará" in page
    assert "Ordenanza de otra parte" not in page
    assert "?place=21" in page
    assert 'class="map-region map-region-1"' in html("/es/regiones/")
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html("/es/regiones/puno/"))
    parsed = [json.loads(found) for found in data]
    assert any(found.get("@type") == "AdministrativeArea" for found in parsed)
    kinds = {node["@type"] for found in parsed for node in found.get("@graph", ())}
    assert {"WebSite", "WebPage", "BreadcrumbList"} <= kinds


def test_an_album_shows_each_picture_lazily_with_its_words_and_says_that_it_is_an_illustration(
    site, django_assert_max_num_queries
):
    archive = publish(site.home, PhotoArchivePage(title="Fotos", slug="fotos"))
    album = AlbumPage(title="Oficios", slug="oficios", locale=factories.spanish())
    for number in range(3):
        picture = Picture(
            title=f"Telar {number}",
            description="Un telar de cintura",
            description_en="A backstrap loom",
            illustration=True,
            licence="CC BY 4.0",
            file=ContentFile(DRAWING + b"<!--%d-->" % number, name=f"telar-{number}.svg"),
            width=960,
            height=640,
        )
        picture.save()
        album.pictures.add(AlbumPicture(picture=picture, caption=f"Vista {number}", locale=factories.spanish()))
    publish(archive, album)
    html("/es/fotos/oficios/")

    with django_assert_max_num_queries(ALBUM_QUERIES):
        page = html("/es/fotos/oficios/")

    images = re.findall(r"<img [^>]*>", page.split("<main")[1])
    assert len(images) == 3
    assert all(
        'loading="lazy"' in image and "width=" in image and 'alt="Un telar de cintura"' in image for image in images
    )
    assert page.count('class="picture-credit"') == 3
    assert page.count("CC\xa0BY\xa04.0") == 3
    assert "/es/fotos/oficios/" in html("/es/fotos/")


def test_a_long_story_lists_its_headings_and_each_entry_leads_to_one(site):
    headings = ["De dónde partió", "Qué se propuso", "Cómo se fue corrigiendo"]
    page = ProgrammePage(title="El programa", slug="el-programa", programme=site.programme)
    page.body = json.dumps([{"type": "heading", "value": heading} for heading in headings])
    page.picture = Picture.objects.create(title="Dibujo", description="Un quipu.", file=ContentFile(DRAWING, "q.svg"))
    long = html(publish(site.home, page).url)
    listed = re.findall(r'<li><a href="#([^"]+)">', long[long.index('class="contents"') :].split("</nav>")[0])
    assert listed == ["s-de-donde-partio", "s-que-se-propuso", "s-como-se-fue-corrigiendo", "fact-sheet"]
    assert all(f'id="{name}"' in long for name in listed)


def test_a_short_story_has_no_list_of_its_headings(site):
    page = ProgrammePage(title="El programa", slug="el-programa", programme=site.programme)
    page.body = json.dumps([{"type": "heading", "value": "De dónde partió"}])
    assert 'class="contents"' not in html(publish(site.home, page).url)
