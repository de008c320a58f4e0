"""What search reads of a call-out."""

from content.blocks.callout import CalloutBlock


def test_search_reads_the_words_of_a_callout_and_not_its_kind() -> None:
    block = CalloutBlock()
    value = block.to_python({"kind": "missing", "title": "Autoría", "text": "<p>Los documentos callan.</p>"})

    assert block.get_searchable_content(value) == ["Autoría", "Los documentos callan."]
