"""A chart of the record on a page of an editor: with the files that lie beside the released page."""

import re
from collections.abc import Collection

import pytest
from django.utils.translation import override

from content.blocks.figure import ChartBlock
from tests import factories
from tests.publication.published import publish_files
from transparency.models import Measure, Statement
from transparency.selectors.programmes import released_links
from transparency.views.embeds import ENDINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """A programme with one statement, and the finances page that explains it."""
    site = factories.programme_with_pages()
    statement = factories.StatementFactory(programme=site.programme, kind=Statement.Kind.FINAL)
    factories.StatementLineFactory(statement=statement, measure=Measure.DISBURSED)
    return site.programme


def shown(programme) -> str:
    block = ChartBlock()
    with override("es"):
        return str(block.render(block.normalize({"programme": programme, "chart": "agencies"})))


def finances(programme) -> str:
    [link] = released_links(programme.code, "es", "finances")
    return str(link["url"])


def chart_ids(markup: str) -> list[str]:
    return re.findall(r'aria-labelledby="([\w-]+)-t ', markup)


def release(programme, names: Collection[str]) -> None:
    publish_files({"finances": ({"es": finances(programme)}, {"es": dict.fromkeys(["index.html", *names], "x")})})


def test_it_offers_the_files_of_the_released_page(programme):
    [chart] = chart_ids(shown(programme))
    names = [f"grafico-{chart}{ending}" for ending in ENDINGS]
    release(programme, names)
    markup = shown(programme)

    assert set(re.findall(r'href="(/[^"]*/grafico-[^"]*)"', markup)) == {finances(programme) + name for name in names}
    assert f"src=&quot;http://127.0.0.1:8000{finances(programme)}grafico-{chart}.embed.html" in markup


def test_it_offers_nothing_that_has_not_been_released(programme):
    assert "chart-offers" not in shown(programme)

    release(programme, ["grafico-another.svg"])

    assert "chart-offers" not in shown(programme)
