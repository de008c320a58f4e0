"""Content of any size: what is put together is what is read, and the large waits on the disk of the store."""

from hypothesis import given
from hypothesis import strategies as st

from publication import content
from publication.configuration import configuration
from publication.content import LargeContent, gathered, in_full, pieces
from publication.store import Store

PARTS = st.lists(st.binary(max_size=60), max_size=40)


@given(PARTS)
def test_parts_come_back_as_one_whether_they_are_few_or_many(parts):
    for few in (10, 10_000):
        with_few = _gathered(parts, few)

        assert in_full(with_few) == b"".join(pieces(with_few)) == b"".join(parts)
        assert len(with_few) == sum(map(len, parts))
        assert isinstance(with_few, LargeContent) == (sum(map(len, parts)) > few)


def test_large_content_is_kept_like_any_other_and_leaves_nothing_behind(monkeypatch, settings):
    monkeypatch.setattr(content, "FEW", 1000)
    monkeypatch.setattr(content, "PIECE", 100)
    text = b"una linea\n" * 1000
    large = gathered([text[start : start + 70] for start in range(0, len(text), 70)])
    assert isinstance(large, LargeContent)

    kept = Store(configuration().root)
    first, again = (
        kept.write_bundle({"es": {"a.csv": large}, "en": {"a.csv": large}}),
        kept.write_bundle({"es": {"a.csv": text}, "en": {"a.csv": text}}),
    )

    assert first == again
    assert kept.bundle_damage(first) == []
    assert (kept.bundle_path(first) / "es" / "a.csv").read_bytes() == text
    assert not [path for path in configuration().root.iterdir() if path.is_file()]


def _gathered(parts, few):
    was = content.FEW, content.PIECE
    content.FEW, content.PIECE = few, 25
    try:
        return gathered(parts)
    finally:
        content.FEW, content.PIECE = was
