"""Read docker-compose.yml, and carry what it says over to a machine without containers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scripts.processes import ROOT, free_port

COMPOSE_FILE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$(?:(?P<escaped>\$)|\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<text>[^}]*))?\})")


class ComposeError(Exception):
    """The compose file asks for something that is not there."""


def interpolate(text: str, variables: Mapping[str, str]) -> str:
    """Fill in `${NAME}`, `${NAME:-default}` and `${NAME:?message}`, and read `$$` as a dollar sign.

    Raises ``ComposeError`` with the message where a needed variable is empty.
    """

    def value(found: re.Match[str]) -> str:
        if found["escaped"]:
            return "$"
        given = variables.get(found["name"], "")
        if not given and found["kind"] == "?":
            raise ComposeError(f"{found['name']} {found['text']}")
        return given or (found["text"] or "" if found["kind"] == "-" else "")

    return VARIABLE.sub(value, text)


@dataclass
class ComposeService:
    """One service as the file has it, before anything is carried over."""

    name: str
    command: list[str]
    environment: dict[str, str | None]
    ports: list[str]
    mounts: dict[str, str]
    tmpfs: list[str]
    depends_on: dict[str, str]

    @classmethod
    def read(cls, name: str, entry: dict[str, Any]) -> "ComposeService":
        """Take over the parts that matter for starting a process."""
        mounts = {}
        for volume in entry.get("volumes", []):
            if isinstance(volume, dict):
                mounts[volume["target"]] = volume["source"]
            else:
                source, target = volume.split(":")[:2]
                mounts[target] = source
        entrypoint = entry.get("entrypoint", [])
        return cls(
            name=name,
            command=[str(word) for word in [*entrypoint, *entry.get("command", [])]],
            environment=dict(entry.get("environment", {})),
            ports=[str(port) for port in entry.get("expose", [])],
            mounts=mounts,
            tmpfs=[path.partition(":")[0] for path in entry.get("tmpfs", [])],
            depends_on={other: rule["condition"] for other, rule in entry.get("depends_on", {}).items()},
        )


def read_services(path: Path = COMPOSE_FILE) -> dict[str, ComposeService]:
    """All services of a compose file, each after those that it depends on."""
    entries = yaml.safe_load(path.read_text())["services"]
    services: dict[str, ComposeService] = {}

    def add(name: str) -> None:
        if name not in services:
            service = ComposeService.read(name, entries[name])
            for other in service.depends_on:
                add(other)
            services[name] = service

    for name in entries:
        add(name)
    return services


@dataclass
class Machine:
    """Where the containers' names, ports and directories are on this machine.

    ``directory`` holds the volumes; ``paths`` are further container paths and where they are here.
    """

    services: Mapping[str, ComposeService]
    directory: Path
    variables: Mapping[str, str]
    paths: Mapping[str, str] = field(default_factory=dict)
    ports: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for service in self.services.values():
            for port in service.ports:
                self.ports.setdefault((service.name, port), free_port())

    def volume(self, source: str) -> Path:
        """The directory of a named volume, or the file of the checkout that is mounted."""
        return ROOT / source if source.startswith(".") else self.directory / source

    def carry_over(self, service: ComposeService, text: str) -> str:
        """A word of a service's command or environment, in terms of this machine. Every part is replaced once."""
        places = dict(self.paths)
        places |= {target: str(self.volume(source)) for target, source in service.mounts.items()}
        places |= {path: str(self.directory / f"{service.name}{path.replace('/', '-')}") for path in service.tmpfs}
        replacements = {rf"(?<![\w./]){re.escape(path)}(?![\w-])": here for path, here in places.items()}
        for (name, port), here in self.ports.items():
            replacements[rf"\b{name}:{port}\b"] = f"127.0.0.1:{here}"
            if name == service.name:
                replacements[rf"(?<![\w.]){port}(?![\w.])"] = str(here)
        replacements[r"\b0\.0\.0\.0\b"] = "127.0.0.1"
        parts = sorted(replacements, key=len, reverse=True)
        pattern = "|".join(f"({part})" for part in parts)
        carried = re.sub(pattern, lambda found: replacements[parts[(found.lastindex or 1) - 1]], text)
        return interpolate(carried, self.variables)

    def command(self, service: ComposeService) -> list[str]:
        """The service's very command."""
        return [self.carry_over(service, word) for word in service.command]

    def environment(self, service: ComposeService) -> dict[str, str]:
        """The service's environment; a name without a value is taken from the variables, or left out."""
        environment = {}
        for name, value in service.environment.items():
            if value is not None:
                environment[name] = self.carry_over(service, str(value))
            elif name in self.variables:
                environment[name] = self.variables[name]
        return environment

    def make_directories(self) -> None:
        """Make what the containers would find: their volumes and their temporary directories."""
        for service in self.services.values():
            for source in service.mounts.values():
                if not source.startswith("."):
                    self.volume(source).mkdir(parents=True, exist_ok=True)
            for path in service.tmpfs:
                (self.directory / f"{service.name}{path.replace('/', '-')}").mkdir(parents=True, exist_ok=True)
