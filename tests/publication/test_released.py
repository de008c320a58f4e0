"""What a release holds can be read back, also when it is no longer live."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from publication.models import Release, Run
from publication.released import published, release_at, released_file
from tests.publication.conftest import SmallSite

pytestmark = pytest.mark.django_db(transaction=True)
Publish = Callable[[], list[Run]]


@pytest.fixture
def two_releases(small_site: SmallSite, publish: Publish) -> list[Release]:
    publish()
    small_site.change("P1", "Segunda nota")
    publish()
    return list(Release.objects.order_by("number"))


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """The numbers of the releases that were announced."""
    numbers: list[int] = []

    def hear(number: int, **kwargs: object) -> None:
        numbers.append(number)

    published.connect(hear)
    yield numbers
    published.disconnect(hear)


def test_a_file_is_read_as_each_release_had_it(two_releases: list[Release]) -> None:
    first, second = (released_file(release, "alpha:P1", "es", "notes.csv") for release in two_releases)

    assert first is not None
    assert first.startswith(b"n1;Primera nota")
    assert second is not None
    assert second.startswith(b"n1;Segunda nota")


def test_what_a_release_does_not_hold_is_none(two_releases: list[Release]) -> None:
    live = two_releases[-1]

    assert released_file(live, "alpha:P9", "es", "notes.csv") is None
    assert released_file(live, "alpha:P1", "qu", "notes.csv") is None
    assert released_file(live, "alpha:P1", "es", "other.csv") is None


def test_the_release_of_a_moment_is_the_last_one_before_it(two_releases: list[Release]) -> None:
    first, second = two_releases
    Release.objects.filter(pk=first.pk).update(published_at=second.published_at - timedelta(days=2))

    assert release_at(second.published_at - timedelta(days=1)) == first
    assert release_at(second.published_at) == second
    assert release_at(second.published_at - timedelta(days=3)) is None


def test_each_release_is_announced_once_and_an_unchanged_one_is_not(
    heard: list[int], small_site: SmallSite, publish: Publish
) -> None:
    publish()
    small_site.change("P1", "Primera nota")
    publish()

    assert heard == [1]


def test_who_listens_cannot_stop_a_release(small_site: SmallSite, publish: Publish) -> None:
    def fail(**kwargs: object) -> None:
        raise RuntimeError("listener")

    published.connect(fail)
    try:
        [run] = publish()
    finally:
        published.disconnect(fail)

    assert run.result == Run.Result.PUBLISHED
