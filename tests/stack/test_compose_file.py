"""Reading the compose file, and carrying it over to a machine without containers."""

from pathlib import Path

import pytest

from scripts.compose import ComposeError, ComposeService, Machine, interpolate, read_services

VARIABLES = {"SECRET_KEY": "s", "POSTGRES_PASSWORD": "p"}


def service(name: str, **parts: object) -> ComposeService:
    """A service of a compose file with these entries."""
    return ComposeService.read(name, dict(parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${HOST}", "here"),
        ("${NOBODY}", ""),
        ("${NOBODY:-there}", "there"),
        ("${HOST:-there}", "here"),
        ("$${HOST}", "${HOST}"),
        ("a${HOST}b${HOST}", "aherebhere"),
    ],
)
def test_variables_are_filled_in_as_compose_does(text: str, expected: str) -> None:
    assert interpolate(text, {"HOST": "here"}) == expected


def test_a_needed_variable_that_is_empty_is_refused_with_the_files_own_words() -> None:
    with pytest.raises(ComposeError, match="SECRET_KEY is not set"):
        interpolate("${SECRET_KEY:?is not set}", {"SECRET_KEY": ""})


def test_names_ports_and_directories_are_carried_over(tmp_path: Path) -> None:
    web = service(
        "web",
        command=["serve", "--bind", "0.0.0.0:8000", "--data", "/srv/quipu/media", "--scratch", "/tmp"],
        environment={"BROKER": "redis://redis:6379/0", "TIMEOUT": "80000", "MINE": None},
        expose=["8000"],
        volumes=["files:/srv/quipu"],
        tmpfs=["/tmp"],
    )
    redis = service("redis", command=["redis-server"], expose=["6379"])
    machine = Machine(
        services={"redis": redis, "web": web},
        directory=tmp_path,
        variables={},
        ports={("web", "8000"): 41000, ("redis", "6379"): 42000},
    )

    assert machine.command(web) == [
        *["serve", "--bind", "127.0.0.1:41000", "--data", f"{tmp_path}/files/media"],
        *["--scratch", f"{tmp_path}/web-tmp"],
    ]
    assert machine.environment(web) == {"BROKER": "redis://127.0.0.1:42000/0", "TIMEOUT": "80000"}


def test_services_come_after_those_that_they_depend_on() -> None:
    names = list(read_services())

    assert names.index("postgres") < names.index("migrate") < names.index("web")
    assert names[0] == "nginx", "nginx must start while nothing else is there"


def test_the_compose_file_is_hardened() -> None:
    import yaml

    from scripts.compose import COMPOSE_FILE

    for name, entry in yaml.safe_load(COMPOSE_FILE.read_text())["services"].items():
        assert entry["read_only"] is True, name
        assert entry["cap_drop"] == ["ALL"], name
        assert "healthcheck" in entry or entry["restart"] == "no", name
        assert entry.get("image") == "quipu" or entry.get("user") not in {None, "root", "0"}, name


def test_without_secrets_the_file_says_how_to_make_them(tmp_path: Path) -> None:
    services = read_services()
    machine = Machine(services=services, directory=tmp_path, variables={})

    with pytest.raises(ComposeError, match=r"docker/make-env\.sh"):
        machine.environment(services["web"])


def test_no_word_of_a_container_is_left_over(tmp_path: Path) -> None:
    services = read_services()
    machine = Machine(services=services, directory=tmp_path, variables=VARIABLES)

    for each in services.values():
        words = [*machine.command(each), *machine.environment(each).values()]
        for word in words:
            assert "/srv/quipu" not in word
            assert "0.0.0.0" not in word
            assert "${" not in word or "envsubst" in word
