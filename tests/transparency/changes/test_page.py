"""The public list of changes: what changed in which release, from what to what, and why."""

import json
import re
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext

from publication.models import LivePointer, Release
from tests.factories import ProgrammeFactory, home_page, in_english, publish_in_english, wagtail_roots
from tests.transparency.changes.releases import CODE, figure, index, publish_figures
from tests.transparency.changes.test_recording import give_reason
from transparency.changes.recording import record_changes
from transparency.models import ChangeReason, ChangesPage, Programme, TransparencyIndexPage

pytestmark = pytest.mark.django_db

PATH = "/es/transparencia/cambios/"
ENGLISH = "/en/transparency/changes/"
KEY = "lines~2012-2~AG0~budget"
COST = "costs~fund~doc"


@pytest.fixture
def programme() -> Programme:
    """A programme whose page of changes is published in both languages."""
    wagtail_roots()
    home = home_page()
    made: Programme = ProgrammeFactory(code=CODE)
    top = home.add_child(instance=TransparencyIndexPage(title="Transparencia", slug="transparencia", programme=made))
    publish_in_english(top, "Transparency", "transparency")
    page = top.add_child(
        instance=ChangesPage(title="Cambios", slug="cambios", programme=made, introduction="<p>Qué cambió.</p>")
    )
    publish_in_english(page, "Changes", "changes")
    return made


@pytest.fixture
def releases(programme: Programme) -> None:
    """Four releases: the first list, a change of two figures, a change of texts, a figure less."""
    publish_figures(index(figure(KEY, "1000"), figure(COST, "5")), {"finances": "uno"})
    publish_figures(index(figure(KEY, "1200"), figure(COST, "6")), {"finances": "uno"})
    publish_figures(index(figure(KEY, "1200"), figure(COST, "6")), {"finances": "dos"})
    publish_figures(index(figure(KEY, "1200")), {"finances": "dos"})
    record_changes()


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def release(html: str, number: int) -> str:
    """What the list says of one release, without markup."""
    found = re.search(rf'<article id="release-{number}".*?</article>', html, re.DOTALL)
    assert found, number
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def numbers(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article id="release-(\d+)"', html)]


@pytest.mark.usefixtures("releases")
class TestList:
    def test_it_tells_every_release_the_newest_first(self, client: Client) -> None:
        html = text(client, ENGLISH)

        assert numbers(html) == [4, 3, 2, 1]
        assert "US$ 1,000 US$ 1,200" in release(html, 2).replace("\u00a0", " ").replace("Since ", "")
        assert "Budget lines~2012-2~AG0~budget" in release(html, 2)
        assert "No figure changed, only the texts or the look" in release(html, 3)
        assert "Taken off the record" in release(html, 4)

    def test_the_first_list_of_all_figures_is_one_sentence(self, client: Client) -> None:
        told = release(text(client, ENGLISH), 1)

        assert "2 figures were published" in told
        assert KEY not in told

    def test_a_figure_without_a_reason_says_so_and_with_one_gives_it_at_once(
        self, client: Client, programme: Programme
    ) -> None:
        assert "No reason given yet" in release(text(client, ENGLISH), 2)

        give_reason(programme, 2, "Se leyó mal.", KEY)
        told = release(text(client, ENGLISH), 2)
        assert "Se leyó mal." in told
        assert told.count("No reason given yet") == 1  # the other figure

        in_english(give_reason(programme, 2, "Llegó el informe."), text="The report came.")
        told = release(text(client, ENGLISH), 2)
        assert told.count("The report came.") == 1
        assert "No reason given yet" not in told

    def test_a_reason_in_another_language_says_in_which(self, client: Client, programme: Programme) -> None:
        give_reason(programme, 2, "Llegó el informe.")

        assert '<p class="change-reason" lang="es">Llegó' in text(client, ENGLISH)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("?part=statements", [2]),
            ("?part=money", [4, 2]),
            (f"?figure={KEY}", [2, 1]),
            ("?release=2", [2]),
            ("?year=2026", [4, 3, 2, 1]),
            ("?year=1999", []),
            ("?part=money&release=4", [4]),
            (f"?figure={KEY}&part=money", []),
            ("?figure=nothing", []),
            ("?part=nonsense&year=x&release=-1&page=zz", [4, 3, 2, 1]),
            ("?figure=a%00b", []),
            ("?page=99", [4, 3, 2, 1]),
        ],
    )
    def test_every_way_to_narrow_it_down_has_an_address(self, client: Client, asked: str, expected: list[int]) -> None:
        html = text(client, PATH + asked)

        assert numbers(html) == expected
        assert (gettext("Nothing changed that matches all of that") in html) == (not expected)

    def test_the_ways_that_it_offers_lead_to_something(self, client: Client) -> None:
        html = text(client, PATH)

        offered = re.findall(r'href="(/es/transparencia/cambios/\?[^"]+)"', html.replace("&amp;", "&"))
        assert offered
        for address in offered:
            assert numbers(text(client, address)), address

    def test_a_reader_who_has_it_is_told_so_until_a_reason_is_given(self, client: Client, programme: Programme) -> None:
        first = client.get(PATH)
        again = client.get(PATH, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert first["Last-Modified"]

        give_reason(programme, 2, "Llegó el informe.")

        assert client.get(PATH, headers={"If-None-Match": first["ETag"]}).status_code == 200

    def test_it_is_translated_and_names_its_translation(self, client: Client) -> None:
        assert '<html lang="es"' in text(client, PATH)
        assert f'hreflang="en" href="{settings.PUBLIC_URL}{ENGLISH}"' in text(client, PATH)

    def test_what_figures_say_is_never_markup(self, client: Client) -> None:
        publish_figures(index(figure(KEY, "7", labels={"es": "<script>alert(1)</script>"})))
        record_changes()

        assert "<script>alert" not in text(client, PATH)


def test_before_anything_is_released_it_says_so(client: Client, programme: Programme) -> None:
    assert "Nothing has been released yet" in text(client, ENGLISH)


def test_a_release_of_many_changes_shows_some_and_leads_to_all(client: Client, programme: Programme) -> None:
    keys = [f"costs~{number}~doc" for number in range(130)]
    publish_figures(index(*(figure(key, "1") for key in keys)))
    publish_figures(index(*(figure(key, "2") for key in keys)))
    record_changes()

    html = text(client, ENGLISH)
    assert release(html, 2).count("US$ 2") == 20
    assert "110 more changes in this release" in html

    shown = [text(client, f"{ENGLISH}?release=2&page={page}").count("US$\u00a02<") for page in (1, 2, 3)]
    assert shown == [50, 50, 30]


def test_the_list_and_its_files_cost_the_same_however_long_it_is(
    client: Client, programme: Programme, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    def publish(number: int) -> None:
        publish_figures(index(figure(KEY, str(number)), figure(COST, str(number))))
        record_changes()
        give_reason(programme, number, f"Razón {number}")

    def cost(path: str) -> int:
        with django_assert_max_num_queries(40) as counted:
            text(client, path)
        return len(counted)

    paths = [PATH, f"{PATH}?part=money", f"{PATH}cambios.atom", f"{PATH}cambios.csv", f"{PATH}verificar/"]
    for number in (1, 2, 3):
        publish(number)
    few = [cost(path) for path in paths]
    for number in range(4, 14):
        publish(number)

    assert [cost(path) for path in paths] == few


@pytest.mark.usefixtures("releases")
class TestFiles:
    def test_the_feed_is_atom_with_one_entry_per_release_that_changed_a_figure(
        self, client: Client, programme: Programme
    ) -> None:
        give_reason(programme, 2, "Llegó el informe.")
        response = client.get(f"{PATH}cambios.atom")
        feed = feedparser.parse(response.content)

        assert response["Content-Type"].startswith("application/atom+xml")
        assert not feed.bozo
        assert feed.version == "atom10"
        assert [entry.link.rpartition("=")[2] for entry in feed.entries] == ["4", "2", "1"]
        told = feed.entries[1].summary.replace("\u00a0", " ")
        assert "Llegó el informe." in told
        assert f"Presupuesto {KEY}: US$ 1,000 → US$ 1,200" in told
        assert len({entry.id for entry in feed.entries}) == 3
        assert feed.entries[1].updated > feed.entries[1].published  # the reason came later

    def test_the_feed_can_be_narrowed_down_like_the_list(self, client: Client) -> None:
        feed = feedparser.parse(client.get(f"{PATH}cambios.atom?part=statements").content)

        assert [entry.link.rpartition("=")[2] for entry in feed.entries] == ["2"]

    def test_the_data_hold_every_change_with_its_reason_in_both_languages(
        self, client: Client, programme: Programme
    ) -> None:
        in_english(give_reason(programme, 2, "Llegó el informe."), text="The report came.")

        data = json.loads(text(client, f"{ENGLISH}changes.json"))
        rows = {(row["release"], row["key"]): row for row in data["rows"]}

        assert rows.keys() == {(2, KEY), (2, COST), (4, COST)}
        row = rows[2, KEY]
        assert (row["old_value"], row["new_value"], row["new_unit"]) == ("1000", "1200", "USD")
        assert (row["reason_es"], row["reason_en"]) == ("Llegó el informe.", "The report came.")
        assert row["release_sha256"] == Release.objects.get(number=2).digest
        assert row["what_differs"] == "value printed"
        assert (rows[4, COST]["change"], rows[4, COST]["new_value"]) == ("removed", "")

    def test_the_csv_has_the_same_rows_and_the_same_columns_without_any(self, client: Client) -> None:
        lines = text(client, f"{PATH}cambios.csv").splitlines()
        empty = text(client, f"{PATH}cambios.csv?year=1999").splitlines()

        assert len(lines) == 4
        assert empty == lines[:1]

    @pytest.mark.parametrize("name", ["changes.csv", "cambios.xml", "otros.json"])
    def test_a_name_of_another_language_or_kind_is_not_found(self, client: Client, name: str) -> None:
        assert client.get(PATH + name).status_code == 404

    def test_what_is_behind_a_shut_door_gives_no_files_either(self, client: Client) -> None:
        from wagtail.models import PageViewRestriction

        page = ChangesPage.objects.get(slug="cambios")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

        assert client.get(f"{PATH}cambios.csv").status_code == 302


@pytest.mark.usefixtures("releases")
class TestVerify:
    def test_it_tells_the_live_digest_and_the_chain(self, client: Client) -> None:
        html = text(client, f"{ENGLISH}verify/")

        live = LivePointer.objects.get().release
        assert live is not None
        assert live.digest in html
        assert "python3 verify.py release-4.zip --chain chain.zip" in html
        for row in Release.objects.all():
            assert row.digest[:16] in html

    def test_every_address_on_it_is_there(self, client: Client) -> None:
        for path in set(
            re.findall(r'href="(/(?:releases|es/publicaciones)/[^"]*)"', text(client, f"{PATH}verificar/"))
        ):
            assert client.get(path).status_code == 200, path

    def test_each_language_has_its_own_address(self, client: Client) -> None:
        assert f"{ENGLISH}verify/" in text(client, f"{PATH}verificar/")
        response = client.get(f"{PATH}verify/")
        assert (response.status_code, response["Location"]) == (302, f"{PATH}verificar/")


def test_the_verification_page_before_any_release_says_that_there_is_none(client: Client, programme: Programme) -> None:
    html = text(client, f"{ENGLISH}verify/")

    assert "Nothing has been released yet" in html
    assert "python3" not in html


def test_a_draft_of_the_page_can_be_previewed(programme: Programme) -> None:
    page = ChangesPage.objects.get(slug="cambios")
    page.title = "Borrador"

    html = page.make_preview_request().content.decode()

    assert "Borrador" in html


def test_a_page_that_is_not_translated_shows_the_words_of_its_source(client: Client, programme: Programme) -> None:
    publish_figures(index(figure(KEY, "1")))
    record_changes()
    ChangesPage.objects.get(slug="changes").delete()
    source = ChangesPage.objects.get(slug="cambios")
    from tests.factories import english

    source.copy_for_translation(english(), alias=True)

    html = text(client, "/en/transparency/cambios/")

    assert '<html lang="es"' in html
    assert ChangeReason.objects.count() == 0


def test_the_map_of_the_site_has_the_list_and_how_to_check_it_in_both_languages(
    client: Client, programme: Programme
) -> None:
    html = text(client, "/sitemap.xml")

    for path in (PATH, ENGLISH, f"{PATH}verificar/", f"{ENGLISH}verify/"):
        assert f"{path}</loc>" in html
    assert html.count(f'hreflang="en" href="{settings.PUBLIC_URL}{ENGLISH}verify/"') == 2
