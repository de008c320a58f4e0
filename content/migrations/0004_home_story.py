"""The home page becomes a page like the others: its text a story of blocks, with a picture and corrections.

What was written stays: rich text becomes one block, in the pages, in their drafts and former versions, and in what
translators work on, whose translations go on belonging to their texts. The way back keeps text and headings; blocks of
other kinds have no place in rich text and are lost.
"""

import json
import uuid
from html import escape

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models

import content.dates

CONTEXT_PATHS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")  # as wagtail-localize names its contexts


def block_of(translation_key):
    """The identity of the block that holds a page's text: the same in every language, draft and translation."""
    return str(uuid.uuid5(uuid.UUID(str(translation_key)), "body"))


def is_stream(text):
    """Whether this is a stored stream and no rich text, which begins with a tag."""
    return text == "[]" or text.startswith("[{")


def story_of(text, translation_key):
    """Rich text as a stored stream of one block; what is a stream already stays."""
    if is_stream(text):
        return text
    blocks = [{"type": "text", "value": text, "id": block_of(translation_key)}] if text.strip() else []
    return json.dumps(blocks, ensure_ascii=False)


def text_of(stored, translation_key):
    """The rich text in a stored stream."""
    if not is_stream(stored):
        return stored
    kept = {"text": "{}", "heading": "<h2>{}</h2>"}
    parts = [(block["type"], block["value"]) for block in json.loads(stored) if block["type"] in kept]
    return "".join(kept[kind].format(escape(value) if kind == "heading" else value) for kind, value in parts)


def rewritten(content, convert, old, new):
    """A stored version of a page with its text converted and its lead under its other name."""
    changed = {new if name == old else name: value for name, value in content.items()}
    if "body" in changed:
        changed["body"] = convert(changed["body"] or "", changed["translation_key"])
    return changed


def convert_everything(apps, database, convert, old, new, path_of, field_of_text):
    """Pages, their versions, and the sources and contexts of translators."""

    def rows(app, model):
        return apps.get_model(app, model).objects.using(database)

    for page in rows("content", "HomePage").only("body", "translation_key"):
        rows("content", "HomePage").filter(pk=page.pk).update(body=convert(page.body or "", page.translation_key))
    of_home_pages = {"app_label": "content", "model": "homepage"}
    for revision in rows("wagtailcore", "Revision").filter(
        **{f"content_type__{name}": value for name, value in of_home_pages.items()}
    ):
        revision.content = rewritten(revision.content, convert, old, new)
        revision.save(update_fields=["content"])
    for source in rows("wagtail_localize", "TranslationSource").filter(
        **{f"specific_content_type__{name}": value for name, value in of_home_pages.items()}
    ):
        source.content_json = json.dumps(rewritten(json.loads(source.content_json), convert, old, new))
        source.save(update_fields=["content_json"])
    keys = set(rows("content", "HomePage").values_list("translation_key", flat=True))
    for context in rows("wagtail_localize", "TranslationContext").filter(object_id__in=keys):
        path = path_of(context.path, context.object_id)
        if path != context.path:
            context.path, context.path_id = path, uuid.uuid5(CONTEXT_PATHS, path)
            context.field_path = field_of_text if path.startswith("body") else path
            context.save(update_fields=["path", "path_id", "field_path"])


def path_in_stories(path, translation_key):
    """Where a text stands once the page has blocks: a link of the rich text stands below its block."""
    if path == "lead":
        return "summary"
    name, dot, rest = path.partition(".")
    return f"body.{block_of(translation_key)}{dot}{rest}" if name == "body" else path


def path_in_rich_text(path, translation_key):
    """Where a text stood before the page had blocks."""
    if path == "summary":
        return "lead"
    block = f"body.{block_of(translation_key)}"
    return f"body{path.removeprefix(block)}" if path.startswith(block) else path


def to_stories(apps, schema_editor):
    convert_everything(apps, schema_editor.connection.alias, story_of, "lead", "summary", path_in_stories, "body.text")


def to_rich_text(apps, schema_editor):
    convert_everything(apps, schema_editor.connection.alias, text_of, "summary", "lead", path_in_rich_text, "body")


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0003_search"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(to_stories, to_rich_text),
        migrations.RenameField(model_name="homepage", old_name="lead", new_name="summary"),
        migrations.AlterField(
            model_name="homepage",
            name="summary",
            field=models.TextField(
                blank=True,
                help_text="One to three sentences: they open the page and stand for it in lists and in search.",
                verbose_name="summary",
            ),
        ),
        migrations.AlterField(
            model_name="homepage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("heading", 1),
                    ("figures", 5),
                    ("chart", 7),
                    ("quote", 11),
                    ("callout", 15),
                    ("table", 20),
                    ("picture", 23),
                    ("gallery", 26),
                    ("video", 31),
                    ("file", 34),
                    ("timeline", 39),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "content.blocks.text.ProseBlock",
                        (),
                        {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "h2", "h3"]},
                    ),
                    1: ("content.blocks.text.HeadingBlock", (), {}),
                    2: (
                        "wagtail.snippets.blocks.SnippetChooserBlock",
                        ("transparency.Programme",),
                        {"label": "Programme"},
                    ),
                    3: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("cost", "What it cost"),
                                ("transferred", "Transferred"),
                                ("disbursed", "Disbursed"),
                                ("delivery", "Share of the transferred money that was disbursed"),
                                ("people", "People reached"),
                                ("ordinances", "Ordinances passed"),
                                ("initiatives", "Initiatives funded"),
                                ("trainers", "Trainers certified"),
                            ],
                            "label": "Figure",
                        },
                    ),
                    4: ("wagtail.blocks.ListBlock", (3,), {"label": "Figures", "min_num": 1}),
                    5: ("wagtail.blocks.StructBlock", [[("programme", 2), ("figures", 4)]], {}),
                    6: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("agencies", "Money by agency"),
                                ("semesters", "Money by semester"),
                                ("people", "People reached"),
                                ("trainers", "Trainers by region"),
                            ],
                            "label": "Chart",
                        },
                    ),
                    7: ("wagtail.blocks.StructBlock", [[("programme", 2), ("chart", 6)]], {}),
                    8: ("wagtail.blocks.TextBlock", (), {"label": "Quotation", "rows": 3}),
                    9: ("wagtail.blocks.CharBlock", (), {"label": "Who said it", "max_length": 160, "required": False}),
                    10: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Where it stands", "max_length": 200, "required": False},
                    ),
                    11: ("wagtail.blocks.StructBlock", [[("text", 8), ("author", 9), ("source", 10)]], {}),
                    12: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [("note", "Note"), ("missing", "Not on record"), ("warning", "Attention")],
                            "label": "Kind",
                        },
                    ),
                    13: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
                    14: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link", "document-link", "ol", "ul"], "label": "Text"},
                    ),
                    15: ("wagtail.blocks.StructBlock", [[("kind", 12), ("title", 13), ("text", 14)]], {}),
                    16: ("wagtail.blocks.CharBlock", (), {"label": "What the table shows", "max_length": 200}),
                    17: ("wagtail.blocks.CharBlock", (), {"label": "Cell", "required": False}),
                    18: ("wagtail.blocks.ListBlock", (17,), {"label": "Row", "min_num": 1}),
                    19: ("wagtail.blocks.ListBlock", (18,), {"label": "Rows", "min_num": 2}),
                    20: ("wagtail.blocks.StructBlock", [[("caption", 16), ("rows", 19)]], {}),
                    21: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                    22: ("wagtail.blocks.CharBlock", (), {"label": "Caption", "max_length": 300, "required": False}),
                    23: ("wagtail.blocks.StructBlock", [[("picture", 21), ("caption", 22)]], {}),
                    24: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120, "required": False}),
                    25: ("wagtail.blocks.ListBlock", (23,), {"label": "Pictures", "min_num": 2}),
                    26: ("wagtail.blocks.StructBlock", [[("title", 24), ("pictures", 25)]], {}),
                    27: ("wagtail.blocks.URLBlock", (), {"label": "Address"}),
                    28: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 200}),
                    29: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture", "required": False}),
                    30: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"label": "What is said and seen", "required": False, "rows": 6},
                    ),
                    31: (
                        "wagtail.blocks.StructBlock",
                        [[("url", 27), ("title", 28), ("picture", 29), ("transcript", 30)]],
                        {},
                    ),
                    32: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
                    33: ("wagtail.blocks.CharBlock", (), {"label": "What it is", "max_length": 240, "required": False}),
                    34: ("wagtail.blocks.StructBlock", [[("file", 32), ("text", 33)]], {}),
                    35: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "help_text": "As far as it is known: 2013, 2013-10 or 2013-10-31.",
                            "label": "Date",
                            "regex": "^\\d{4}(-\\d{2}(-\\d{2})?)?$",
                            "validators": [content.dates.validate_partial_date],
                        },
                    ),
                    36: ("wagtail.blocks.TextBlock", (), {"label": "What happened", "rows": 2}),
                    37: ("wagtail.blocks.StructBlock", [[("date", 35), ("text", 36)]], {}),
                    38: ("wagtail.blocks.ListBlock", (37,), {"label": "Moments", "min_num": 1}),
                    39: ("wagtail.blocks.StructBlock", [[("title", 24), ("moments", 38)]], {}),
                },
                verbose_name="text",
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="corrections",
            field=wagtail.fields.StreamField(
                [("correction", 2)],
                blank=True,
                default=list,
                block_lookup={
                    0: ("wagtail.blocks.DateBlock", (), {"label": "Date"}),
                    1: ("wagtail.blocks.TextBlock", (), {"label": "What was wrong, and what is right", "rows": 3}),
                    2: ("wagtail.blocks.StructBlock", [[("date", 0), ("text", 1)]], {}),
                },
                help_text="What was wrong, what is right, and since when. Readers see it at the top of the page.",
                verbose_name="corrections",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="homepage",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="content.picture",
                verbose_name="picture",
            ),
        ),
    ]
