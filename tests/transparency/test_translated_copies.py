"""Translations of stories made of blocks and of inline rows are stored at the places where translators find them."""

from typing import Any

import pytest
from wagtail_localize.models import Translation, TranslationSource

from content.models import AlbumPage, AlbumPicture, PhotoArchivePage, Picture, StandardPage
from tests.factories import english, home_page, spanish
from transparency.services.translations import TranslationMismatch, store_translation

pytestmark = pytest.mark.django_db

STORY = [
    {"type": "heading", "value": "Cómo empezó", "id": "1"},
    {"type": "text", "value": "<p>Con un <b>concurso</b>.</p><ul><li>Uno</li><li>Dos</li></ul>", "id": "2"},
    {
        "type": "timeline",
        "id": "3",
        "value": {
            "title": "",
            "moments": [
                {"type": "item", "id": "a", "value": {"date": "2009-12", "text": "Empieza."}},
                {"type": "item", "id": "b", "value": {"date": "2013", "text": "Termina."}},
            ],
        },
    },
]
STORY_IN_ENGLISH: list[dict[str, Any]] = [
    {"heading": "How it began"},
    {"text": "<p>With a <b>competition</b>.</p><ul><li>One</li><li>Two</li></ul>"},
    {"timeline": {"moments": [{"text": "It begins."}, {"text": "It ends."}]}},
]


def story_page(body: list) -> StandardPage:
    """A published Spanish page with a story, below a home page that exists in English."""
    home = home_page()
    page = StandardPage(title="Historia", slug="historia", locale=spanish(), body=body)
    page.body = page._meta.get_field("body").stream_block.to_python(body)
    home.add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def words(body: list | None = None) -> dict:
    """The English words of the page."""
    return {"title": "Story", "slug": "story", "body": body or STORY_IN_ENGLISH}


def test_every_block_is_translated_and_keeps_its_facts():
    page = story_page(STORY)

    assert store_translation(page, "en", words())

    heading, text, timeline = page.get_translation(english()).specific.body
    assert heading.value == "How it began"
    assert text.value.source == STORY_IN_ENGLISH[1]["text"]
    assert [(moment["date"], moment["text"]) for moment in timeline.value["moments"]] == [
        ("2009-12", "It begins."),
        ("2013", "It ends."),
    ]
    total, done = Translation.objects.get(source=TranslationSource.objects.get_for_instance(page)).get_progress()
    assert total == done


def test_the_same_story_again_changes_nothing():
    page = story_page(STORY)
    store_translation(page, "en", words())

    assert not store_translation(StandardPage.objects.get(pk=page.pk), "en", words())


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (STORY_IN_ENGLISH[:2], "body"),
        ([STORY_IN_ENGLISH[1], STORY_IN_ENGLISH[0], STORY_IN_ENGLISH[2]], "heading"),
        ([*STORY_IN_ENGLISH[:2], {"timeline": {"moments": [{"text": "It begins."}]}}], "moments"),
        ([*STORY_IN_ENGLISH[:2], {"timeline": {"place": "Lima"}}], "timeline|title"),
        ([{"heading": ["How", "it began"]}, *STORY_IN_ENGLISH[1:]], "text"),
        ([STORY_IN_ENGLISH[0], {"text": "<p>With a competition.</p>"}, STORY_IN_ENGLISH[2]], "body"),
    ],
    ids=["a block missing", "blocks in another order", "an item missing", "an unknown part", "a list", "other markup"],
)
def test_a_story_that_is_built_otherwise_is_refused(body, where):
    page = story_page(STORY)

    with pytest.raises(TranslationMismatch, match=where):
        store_translation(page, "en", words(body))


def test_captions_of_inline_rows_are_translated_in_their_order():
    home = home_page()
    pictures = [
        Picture.objects.create(title=name, width=1, height=1, file=f"original_images/{name}.png") for name in ("a", "b")
    ]
    archive = PhotoArchivePage(title="Fotos", slug="fotos", locale=spanish())
    home.add_child(instance=archive)
    archive.save_revision().publish()
    album = AlbumPage(title="Oficios", slug="oficios", locale=spanish())
    album.pictures = [
        AlbumPicture(picture=picture, caption=caption, locale=spanish())
        for picture, caption in zip(pictures, ("Telar", "Huso"), strict=True)
    ]
    archive.add_child(instance=album)
    album.save_revision().publish()

    store_translation(
        AlbumPage.objects.get(pk=album.pk),
        "en",
        {"title": "Crafts", "slug": "crafts", "pictures": [{"caption": "Loom"}, {"caption": "Spindle"}]},
    )

    translated = album.get_translation(english()).specific.pictures.all()
    assert [(row.caption, row.picture) for row in translated] == [("Loom", pictures[0]), ("Spindle", pictures[1])]


def test_a_page_that_gets_children_in_the_same_transaction_keeps_count_of_them():
    page = story_page(STORY)
    store_translation(page, "en", words())
    child = StandardPage(title="Más", slug="mas", locale=spanish())
    page.add_child(instance=child)
    child.save_revision().publish()

    store_translation(child, "en", {"title": "More", "slug": "more"})

    assert page.get_translation(english()).numchild == 1
