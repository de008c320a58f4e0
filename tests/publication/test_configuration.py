"""The engine's own settings are checked at start."""

import pytest
from django.core.checks import run_checks

from publication.configuration import configuration


def complaints() -> list[str]:
    return [message.msg for message in run_checks() if message.id == "publication.E001"]


def test_the_settings_as_they_are_make_sense():
    assert complaints() == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"QUIET_SECONDS": 0}, "quiet_seconds must be above 0"),
        ({"QUIET_SECONDS": 2, "PATIENCE_SECONDS": 1}, "patience_seconds not below it"),
        ({"ATTEMPTS": 0}, "attempts must be at least 1"),
        ({"KEEP_DIRECTORIES": 0}, "keep_directories must be at least 1"),
        ({"CODE": ["/nowhere/at/all"]}, "/nowhere/at/all"),
        ({"QUITE_SECONDS": 1}, "quite_seconds"),
    ],
)
def test_settings_that_make_no_sense_are_named(settings, change, complaint):
    settings.PUBLICATION = {**settings.PUBLICATION, **change}

    assert complaint in " ".join(complaints())


def test_a_missing_root_is_named(settings):
    settings.PUBLICATION = {}

    assert complaints() == ["settings.PUBLICATION: 'root'"]


def test_paths_may_be_given_as_text(settings, tmp_path):
    settings.PUBLICATION = {"ROOT": str(tmp_path), "CODE": [str(tmp_path)]}

    assert configuration().root == tmp_path
    assert configuration().code == (tmp_path,)
