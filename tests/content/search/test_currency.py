"""The index follows what is published and recorded."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Site

from content.models import File, SearchEntry, SearchWord, StudyPage
from content.search import changes
from content.search.changes import search_changed
from content.search.finding import search
from content.search.indexing import compare, refresh
from content.tasks import compare_search_index
from tests import factories
from tests.content import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done in the block is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def found(typed, half="es"):
    return [hit.entry.title for hit in search(typed, half).hits]


def assert_index_is_right():
    assert not compare(repair=False)


def test_a_published_page_is_found_at_once_in_both_halves(committed):
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")

    assert found("cochinilla") == found("cochinilla", "en") == [page.title]
    assert_index_is_right()


def test_a_change_is_found_when_it_is_published_and_not_before(committed):
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")
    with committed():
        page.title = "Tintes de chilca"
        revision = page.save_revision()
    assert found("chilca") == []

    with committed():
        revision.publish()

    assert found("chilca") == ["Tintes de chilca"]
    assert found("cochinilla") == []
    assert_index_is_right()


def test_a_translation_takes_the_place_of_the_words_it_translates(committed):
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")
    with committed():
        factories.translate(page, title="Cochineal dyes")

    assert found("dye", "en") == ["Cochineal dyes"]
    assert found("tintes", "en") == []
    assert_index_is_right()


@pytest.mark.parametrize("leave", ["unpublish", "delete"])
def test_a_page_that_leaves_is_found_no_more_and_neither_is_its_file(committed, leave):
    with committed():
        file = pdfs.file(pdfs.pdf("La cochinilla vive en la tuna de los Andes."))
        page = factories.item_page(StudyPage, "Tintes de los Andes", file=file)
    with committed():
        from content.services.files import file_read

        file_read(file.pk)
    assert "Informe" in found("tuna")

    with committed():
        getattr(StudyPage.objects.get(pk=page.pk), leave)()

    assert found("tintes") == found("tuna") == found("tuna", "en") == []
    assert_index_is_right()


def test_pages_below_one_that_moves_are_found_where_they_are_now(committed):
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")
    with committed():
        register = page.get_parent().specific
        register.slug = "investigaciones"
        register.save_revision().publish()

    assert SearchEntry.objects.get(title="Tintes de cochinilla", half="es").url.startswith("/es/investigaciones/")
    assert_index_is_right()


def test_another_root_of_the_site_gives_every_page_another_address(committed):
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")
    with committed():
        site = Site.objects.get()
        site.root_page = page.get_parent()
        site.save()

    assert SearchEntry.objects.get(title="Tintes de cochinilla", half="es").url == "/es/tintes-de-cochinilla/"
    assert_index_is_right()


def test_a_file_is_found_once_it_is_read_and_under_its_new_title(committed):
    from content.services.files import file_read

    with committed():
        file = pdfs.file(pdfs.pdf("La cochinilla vive en la tuna de los Andes."))
        factories.item_page(StudyPage, "Colores", file=file)
    assert found("tuna") == []
    with committed():
        file_read(file.pk)
    assert found("tuna") == ["Informe"]

    with committed():
        file = File.objects.get(pk=file.pk)
        file.title = "Informe de tintes"
        file.save()

    assert found("tuna") == ["Informe de tintes"]
    assert_index_is_right()


def test_a_page_that_no_longer_shows_a_file_takes_it_out_of_search(committed):
    from content.services.files import file_read

    with committed():
        file = pdfs.file(pdfs.pdf("La cochinilla vive en la tuna de los Andes."))
        page = factories.item_page(StudyPage, "Colores", file=file)
        file_read(file.pk)
    with committed():
        page.file = None
        page.save_revision().publish()

    assert found("tuna") == []
    assert_index_is_right()


def test_a_row_of_the_record_is_found_as_it_is_now(committed):
    with committed():
        factories.programme_with_pages()
    assert found("artesanas") == ["Se formó a 160 artesanas."]

    from transparency.models import Achievement

    with committed():
        row = Achievement.objects.get(locale__language_code="es")
        row.text = "Se certificó a 160 tejedoras."
        row.save()

    assert found("artesanas") == []
    assert found("tejedoras") == ["Se certificó a 160 tejedoras."]
    assert_index_is_right()


def test_a_page_of_results_that_leaves_takes_the_record_along(committed):
    with committed():
        site = factories.programme_with_pages()
    with committed():
        site.results.unpublish()

    assert found("artesanas") == []
    assert_index_is_right()


def test_a_change_that_is_rolled_back_is_not_found(committed):
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")

    class Undone(Exception):
        pass

    def change_and_undo():
        with transaction.atomic():
            page.title = "Tintes de chilca"
            page.save_revision().publish()
            raise Undone

    with committed(), pytest.raises(Undone):
        change_and_undo()

    assert found("chilca") == []
    assert_index_is_right()


def test_a_failing_index_does_not_make_publishing_fail(committed, monkeypatch):
    def broken(sources):
        raise OSError("no disk")

    monkeypatch.setattr("content.search.indexing.refresh", broken)
    with committed():
        page = factories.item_page(StudyPage, "Tintes de cochinilla")

    assert page.live
    monkeypatch.undo()
    compare_search_index()
    assert found("cochinilla") == ["Tintes de cochinilla"]


def test_many_changes_are_looked_at_once(committed, monkeypatch):
    looks: list[object] = []
    monkeypatch.setattr("content.search.indexing.refresh", looks.append)
    with committed():
        for number in range(3):
            search_changed(f"file:{number}")

    assert looks == [{"file:0", "file:1", "file:2"}]


def test_looking_again_changes_nothing(study):
    compare()
    before = list(SearchEntry.objects.order_by("key").values_list("pk", "digest"))

    assert not compare()
    assert not refresh([f"page:{study.translation_key}"])
    assert list(SearchEntry.objects.order_by("key").values_list("pk", "digest")) == before


def test_the_comparison_finds_what_no_signal_told(study, capsys):
    compare()
    StudyPage.objects.filter(pk=study.pk).update(title="Otro título")
    SearchEntry.objects.create(
        key="page:gone:es", source="page:gone", half="es", language="es", kind="page", title="Nada", url="/", digest="x"
    )

    with pytest.raises(CommandError):
        call_command("search_index", "--check")
    told = capsys.readouterr().out
    assert f"~ page:{study.translation_key}:es" in told
    assert "- page:gone:es" in told

    call_command("search_index")
    call_command("search_index", "--check")
    assert found("otro título") == ["Otro título"]


def test_words_that_are_gone_are_not_suggested(study):
    compare()
    assert SearchWord.objects.filter(word="niñez").exists()

    study.unpublish()
    compare()

    assert not SearchWord.objects.filter(word="niñez").exists()


def test_a_change_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="nonsense"):
        refresh(["nonsense"])


def test_what_one_transaction_left_behind_does_not_stay_for_ever(committed):
    changes._pending.sources.clear()
    with committed():
        factories.item_page(StudyPage, "Tintes de cochinilla")

    assert changes._pending.sources == set()
