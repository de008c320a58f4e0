"""A table of words: its cells carry the names of their columns, for screens without room for columns."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from content.blocks.table import TextTableBlock

WORDS = st.text("abcdefg", min_size=1, max_size=8)
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=2, max_size=5)


def rendered(rows: list[list[str]]) -> html.HtmlElement:
    block = TextTableBlock()
    return html.fromstring(block.render(block.to_python({"caption": "Quién ayuda", "rows": rows})))


@given(ROWS)
def test_every_cell_stands_once_in_its_place_under_the_name_of_its_column(rows):
    columns, *others = rows
    table = rendered(rows)
    assert [cell.text_content() for cell in table.xpath("//thead//th")] == columns
    lines = table.xpath("//tbody/tr")
    assert len(lines) == len(others)
    for line, row in zip(lines, others, strict=True):
        head, *cells = line.xpath("./th|./td")
        assert head.text_content() == row[0]
        assert [cell.xpath("string(text()[last()])").strip() for cell in cells] == row[1:]
        names = [cell.xpath("string(span)") for cell in cells]
        assert names == (columns[1 : len(row)] + [""] * len(row))[: len(row) - 1]


def test_a_table_without_rows_renders():
    assert rendered([[]]).xpath("//tbody/tr") == []
