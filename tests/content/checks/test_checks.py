"""What a page is looked over for before readers see it."""

import pytest
from django.utils import translation
from django.utils.functional import Promise
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from content.checks import Severity, check_page, registry
from content.checks.links import external_addresses
from content.checks.sentences import split
from content.models import AlbumPage, AlbumPicture, File, Picture, ProductPage, StandardPage

DESCRIBED = {"title": "Página", "summary": "Un resumen.", "search_description": "Una descripción."}

pytestmark = pytest.mark.django_db


def page(*story, **fields) -> StandardPage:
    """A page in memory with this story."""
    made = StandardPage(**{**DESCRIBED, **fields})
    made.body = list(story)
    return made


def found(checked: Page, severity: Severity | None = None) -> list[str]:
    """What is said about a page, in English."""
    with translation.override("en"):
        return [str(one.sentence) for one in check_page(checked) if severity is None or one.severity == severity]


def errors(checked: Page) -> list[str]:
    return found(checked, Severity.ERROR)


def warnings(checked: Page) -> list[str]:
    return found(checked, Severity.WARNING)


def test_nothing_is_said_about_a_page_in_order():
    assert found(page(("heading", "Qué se hizo"), ("text", "<h3>Dónde</h3><p>En cuatro regiones.</p>"))) == []


class TestPictures:
    """Told in words, in both languages."""

    @pytest.mark.parametrize(
        "story",
        [
            lambda shown: ("picture", {"picture": shown, "caption": ""}),
            lambda shown: ("gallery", {"title": "", "pictures": [{"picture": shown, "caption": "Uno"}]}),
            lambda shown: ("video", {"url": "https://example.org", "title": "Un video", "picture": shown}),
        ],
    )
    def test_a_picture_in_any_block_needs_alternative_text(self, story):
        assert len(errors(page(story(Picture(title="Telar"))))) == 1

    def test_so_does_the_picture_of_the_page(self):
        assert "“Telar”" in errors(page(picture=Picture(title="Telar")))[0]

    def test_so_does_a_picture_of_an_album(self):
        album = AlbumPage(**DESCRIBED, pictures=[AlbumPicture(picture=Picture(title="Telar"))])

        assert len(errors(album)) == 1

    def test_a_text_in_spanish_alone_is_a_warning(self):
        shown = page(picture=Picture(title="Telar", description="Un telar de cintura"))

        assert errors(shown) == []
        assert "no English translation" in warnings(shown)[0]

    def test_a_text_in_both_languages_is_all(self):
        assert found(page(picture=Picture(description="Un telar", description_en="A loom"))) == []


class TestHeadings:
    """The outline of a page."""

    def test_an_empty_heading_is_an_error(self):
        assert len(errors(page(("heading", " ")))) == 1
        assert len(errors(page(("heading", "Uno"), ("text", "<h3> </h3>")))) == 1

    def test_a_skipped_level_is_a_warning(self):
        assert len(warnings(page(("text", "<h3>Dónde</h3><p>Aquí.</p>")))) == 1

    def test_a_level_may_come_back_up(self):
        assert (
            found(page(("heading", "Uno"), ("text", "<h3>Dos</h3>"), ("heading", "Tres"), ("text", "<h3>4</h3>"))) == []
        )


class TestLinkTexts:
    """A link's text says where it leads."""

    @pytest.mark.parametrize("text", ["aquí", "Haga clic aquí", "Ver más…", "click here", "Read more", "AQUÍ."])
    def test_vague_texts_are_errors(self, text):
        story = ("text", f'<p>Lea el informe <a href="https://example.org">{text}</a></p>')

        assert len(errors(page(story))) == 1

    def test_a_link_without_text_is_an_error(self):
        assert len(errors(page(("text", '<p><a href="https://example.org"></a></p>')))) == 1

    def test_an_address_as_text_is_a_warning(self):
        shown = page(("text", '<p><a href="https://example.org/a">https://example.org/a</a></p>'))

        assert errors(shown) == []
        assert len(warnings(shown)) == 1

    def test_a_text_that_names_its_target_is_fine(self):
        assert found(page(("text", '<p><a href="https://example.org">El informe final</a></p>'))) == []

    def test_an_address_field_has_no_text_of_its_own(self):
        assert found(ProductPage(**DESCRIBED, url="https://example.org")) == []

    def test_the_addresses_that_leave_the_site_are_known_with_their_field(self):
        shown = ProductPage(**DESCRIBED, url="https://example.org/a")
        shown.body = [
            ("text", '<p><a href="https://example.org/b">B</a> <a href="mailto:a@example.org">Correo</a></p>'),
            ("video", {"url": "https://example.org/c", "title": "C"}),
        ]

        assert sorted(external_addresses(shown)) == [
            ("body", "https://example.org/b"),
            ("body", "https://example.org/c"),
            ("url", "https://example.org/a"),
        ]


class TestLinkTargets:
    """Links within the site lead somewhere."""

    def test_a_page_that_is_gone_is_an_error(self):
        assert len(errors(page(("text", '<p><a linktype="page" id="99999">Informe</a></p>')))) == 1

    def test_a_file_that_is_gone_is_an_error(self):
        assert len(errors(page(("text", '<p><a linktype="document" id="99999">Informe</a></p>')))) == 1

    def test_a_page_that_readers_cannot_see_is_a_warning(self):
        draft = Page.get_first_root_node().add_child(instance=StandardPage(title="Borrador", live=False))
        shown = page(("text", f'<p><a linktype="page" id="{draft.pk}">Informe</a></p>'))

        assert errors(shown) == []
        assert len(warnings(shown)) == 1


class TestFiles:
    """A file to download says what it is."""

    def shown(self, **fields):
        return page(("file", {"file": File(title="Informe", **fields), "text": ""}))

    def test_a_file_without_type_or_size_is_an_error(self):
        assert len(errors(self.shown(file="informe", file_size=0))) == 2

    def test_a_file_that_could_not_be_read_is_an_error(self):
        assert len(errors(self.shown(file="a.pdf", file_size=9, text_state="broken"))) == 1

    def test_a_pdf_whose_pages_are_not_counted_is_a_warning(self):
        assert len(warnings(self.shown(file="a.pdf", file_size=9))) == 1

    def test_what_is_known_needs_no_word(self):
        assert found(self.shown(file="a.pdf", file_size=9, page_count=2)) == []
        assert found(self.shown(file="a.csv", file_size=9)) == []


class TestDescriptions:
    """What stands for the page elsewhere."""

    def test_a_missing_description_and_a_missing_summary_are_warnings(self):
        assert len(warnings(page(summary="", search_description=" "))) == 2


class TestSentences:
    """Long sentences lose readers."""

    def test_a_sentence_of_more_than_35_words_is_a_warning(self):
        long = " ".join(["palabra"] * 36) + "."

        assert "36 words" in warnings(page(summary=long))[0]
        assert "36 words" in warnings(page(("text", f"<p>Corta. Esta {long[8:]}</p>")))[0]
        assert found(page(summary=long.replace("palabra ", "", 1))) == []

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Una. Dos. ¿Tres? ¡Cuatro!", 4),
            ("La Ordenanza N.º 015 es del art. 3. La Sra. Rosa M. Quispe la firmó.", 2),
            ("It cost US$ 4.9 million. Mr. Smith vs. Dr. Jones.", 2),
            ("Llegó de EE. UU. Volvió.", 1),
            ("sin punto", 1),
        ],
    )
    def test_abbreviations_end_no_sentence(self, text, count):
        assert len(split(text)) == count

    @given(st.text())
    def test_no_word_is_lost(self, text):
        assert " ".join(split(text)).split() != [] or not text.split()
        assert len(" ".join(split(text)).split()) <= len(text.split())


def test_errors_come_first_and_nothing_is_said_twice():
    story = ("text", '<p><a href="https://example.org"> </a><a href="https://example.org"> </a></p>')
    said = check_page(page(story, search_description=""))

    assert [one.severity for one in said] == [Severity.ERROR, Severity.WARNING]


def test_everybody_reads_a_finding_in_their_own_language():
    said = check_page(page(picture=Picture(title="Telar")))[0]

    assert isinstance(said.sentence, Promise)
    assert isinstance(said.place, Promise)


def test_another_app_adds_a_check_once(monkeypatch):
    monkeypatch.setattr(registry, "_checks", [])

    def check(checked):
        return []

    assert registry.register(check) is registry.register(check)
    assert registry._checks == [check]
