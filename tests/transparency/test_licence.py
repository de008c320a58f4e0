"""Whose terms the data are under: the operator's, or the ones that are documented."""

from dataclasses import asdict, replace

import environ
import pytest
from django.conf import LazySettings

from publication.manifest import fingerprint
from quipu.env import data_licence, iati_publisher
from tests import factories
from transparency.exports.licence import Licence, licence, terms
from transparency.views.finances import FinancesView

OTHER = {"DATA_LICENCE": "ODbL-1.0", "DATA_LICENCE_URL": "https://opendatacommons.org/licenses/odbl/1-0/"}


def env_of(monkeypatch: pytest.MonkeyPatch, **values: str) -> environ.Env:
    for name in ("DATA_LICENCE", "DATA_LICENCE_TITLE", "DATA_LICENCE_URL", "IATI_REF", "IATI_NAME", "IATI_TYPE"):
        monkeypatch.setenv(name, values.get(name, ""))
    return environ.Env()


def test_unset_it_is_the_documented_licence(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    settings.DATA_LICENCE = data_licence(env_of(monkeypatch))

    assert licence() == Licence()
    assert all("CC" in Licence().name and Licence().path in words for words in terms().values())


def test_an_operator_sets_another_one(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    settings.DATA_LICENCE = data_licence(env_of(monkeypatch, **OTHER, DATA_LICENCE_TITLE="Open Database License"))

    assert licence().title == "Open Database License"
    assert all(OTHER["DATA_LICENCE_URL"] in words for words in terms().values())


def test_a_licence_whose_terms_nobody_can_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(environ.ImproperlyConfigured, match="DATA_LICENCE_URL"):
        data_licence(env_of(monkeypatch, DATA_LICENCE="ODbL-1.0"))


def test_a_publisher_is_named_by_its_identifier_where_it_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert iati_publisher(env_of(monkeypatch)) == {}
    named = iati_publisher(env_of(monkeypatch, IATI_REF="PE-RUC-20131370645"))

    assert (named["NAME"], named["KIND"], named["REGISTERED"]) == ("PE-RUC-20131370645", "90", True)


@pytest.mark.django_db
def test_another_licence_makes_the_pages_anew(settings: LazySettings) -> None:
    site = factories.programme_with_pages()
    settings.DATA_LICENCE = {}
    before = FinancesView().read(site.programme.code)
    settings.DATA_LICENCE = asdict(replace(Licence(), name="ODbL-1.0"))
    after = FinancesView().read(site.programme.code)

    assert before is not None
    assert after is not None
    assert fingerprint(before.pages, before.data, "c") != fingerprint(after.pages, after.data, "c")
