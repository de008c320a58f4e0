"""What is registered, and in which order it is built."""

from typing import Any, cast

from publication.registry import Registry, ReleasedView


def registered(*names: str) -> Registry:
    return Registry(views={name: cast(ReleasedView, cast(Any, None)) for name in names})


def test_scopes_are_built_subject_by_subject_in_the_order_of_registration():
    built = registered("finances", "data", "agencies")

    assert built.in_order(["agencies:P2", "data:P1", "agencies:P1", "finances:P2", "finances:P1"]) == [
        "finances:P1",
        "data:P1",
        "agencies:P1",
        "finances:P2",
        "agencies:P2",
    ]


def test_scopes_of_views_that_are_no_longer_registered_come_last():
    assert registered("data").in_order(["b:P1", "a:P1", "data:P1"]) == ["data:P1", "a:P1", "b:P1"]
