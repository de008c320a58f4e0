"""Manifests: one spelling, so that equal releases have equal digests."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.manifest import Manifest, as_text, canonical, fingerprint
from tests.publication.sealing import manifest

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), plain, max_size=5), st.randoms())
def test_the_order_of_keys_does_not_matter(value, random):
    keys = list(value)
    random.shuffle(keys)

    assert canonical({key: value[key] for key in keys}) == canonical(value)
    assert json.loads(canonical(value)) == value


@given(plain, plain)
def test_different_data_have_different_fingerprints(one, other):
    same = canonical(one) == canonical(other)

    assert (fingerprint({}, {"x": one}, "code") == fingerprint({}, {"x": other}, "code")) is same


def test_pages_and_code_are_part_of_the_fingerprint():
    prints = {
        fingerprint(pages, {"x": 1}, code) for pages in ({"es": "/es/a/"}, {"es": "/es/b/"}) for code in ("one", "two")
    }

    assert len(prints) == 4


def test_a_manifest_reads_back():
    written = manifest(3, "b" * 64, "p" * 64)

    assert Manifest.parse(written.text()) == written
    assert Manifest.parse(written.text()).text() == written.text()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 2}', '{"format": 1, "number": 1}', "null"])
def test_what_is_no_manifest_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Manifest.parse(text)


def test_a_scope_knows_the_stamp_that_its_pages_print():
    [entry] = manifest(3, "b").scopes.values()

    assert entry.stamp.number == 3
    assert entry.stamp.published_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_moments_are_written_in_utc_and_whole_seconds():
    lima = timezone(timedelta(hours=-5))

    assert as_text(datetime(2026, 1, 1, 22, 0, 0, 999_999, tzinfo=lima)) == "2026-01-02T03:00:00+00:00"
