#!/usr/bin/env python3
"""Comprueba una publicación descargada de Quipu. / Verifies a downloaded release of Quipu.

    python3 verify.py release-12.zip
    python3 verify.py release-12.zip --chain chain.zip
    python3 verify.py release-12.zip --chain chain.zip --noted 7:0123abcd...

ES  Necesita Python 3.8 o más nuevo y nada más: ni conexión, ni programas de Quipu. No escribe ningún archivo.
EN  Needs Python 3.8 or newer and nothing else: no connection, no program of Quipu. It writes no file.

    0  todo coincide / everything agrees      1  algo no coincide / something does not      2  uso / usage
"""

# For anybody's machine: old versions of the language, the standard library alone, one file that a person can read.

from __future__ import annotations

import argparse
import hashlib
import json
import locale
import os
import re
import sys
import zipfile
import zlib
from typing import Any

FORMAT = 1
DIGEST = re.compile(r"[0-9a-f]{64}")

# What is said, in Spanish and in English.
WORDS = {
    "opened": ("Publicación {number}, del {date}", "Release {number} of {date}"),
    "digest": ("Su huella (SHA-256 del manifiesto): {digest}", "Its digest (SHA-256 of the manifest): {digest}"),
    "step_files": (
        "1. Cada archivo, contra la lista de su página ({count} archivos)",
        "1. Every file against the list of its page ({count} files)",
    ),
    "step_lists": (
        "2. Cada lista, contra el manifiesto ({count} listas)",
        "2. Every list against the manifest ({count} lists)",
    ),
    "step_noted": ("3. El manifiesto, contra la huella que usted trae", "3. The manifest against the digest you bring"),
    "step_chain": (
        "4. La cadena: cada publicación nombra la huella de la anterior ({count} publicaciones)",
        "4. The chain: every release names the digest of the one before ({count} releases)",
    ),
    "fine": ("   coincide", "   agrees"),
    "skipped": ("   no se hizo: {why}", "   not done: {why}"),
    "why_noted": ("no se dio --digest", "no --digest was given"),
    "why_chain": ("no se dio --chain", "no --chain was given"),
    "wrong": ("   NO COINCIDE  {what}", "   DOES NOT AGREE  {what}"),
    "unreadable": ("{name} no se puede leer: {error}", "{name} cannot be read: {error}"),
    "missing": ("{name} falta", "{name} is missing"),
    "changed": ("{name} no tiene la huella que dice la lista", "{name} does not have the digest that the list gives"),
    "size": ("{name} no tiene el tamaño que dice la lista", "{name} does not have the size that the list gives"),
    "list_changed": (
        "{name} no tiene la huella que dice el manifiesto",
        "{name} does not have the digest that the manifest gives",
    ),
    "stranger": ("{name} no está en ninguna lista", "{name} is in no list"),
    "twice": ("{name} está dos veces en el archivo ZIP", "{name} is in the ZIP archive twice"),
    "other_digest": (
        "manifest.json no tiene la huella {digest}",
        "manifest.json does not have the digest {digest}",
    ),
    "not_in_chain": (
        "la cadena no tiene la publicación {number}",
        "the chain has no release {number}",
    ),
    "other_in_chain": (
        "manifest.json no es el de la publicación {number} de la cadena, cuya huella es {digest}",
        "manifest.json is not that of release {number} in the chain, whose digest is {digest}",
    ),
    "other_parent": (
        "la publicación {number} no nombra como anterior a la {before}",
        "release {number} does not name release {before} as the one before",
    ),
    "first_parent": (
        "la publicación {number}, la primera de la cadena, nombra una anterior que no está",
        "release {number}, the first of the chain, names one before it that is not there",
    ),
    "order": ("la publicación {number} está fuera de orden", "release {number} is out of order"),
    "manifest_in_chain": (
        "manifests/{number}.json no tiene la huella que la cadena da a la publicación {number}",
        "manifests/{number}.json does not have the digest that the chain gives to release {number}",
    ),
    "manifest_says": (
        "manifests/{number}.json dice otro número u otra publicación anterior que la cadena",
        "manifests/{number}.json tells another number or another release before it than the chain",
    ),
    "noted_other": (
        "la publicación {number} de la cadena no tiene la huella que usted anotó",
        "release {number} of the chain does not have the digest that you noted",
    ),
    "proved": ("Queda comprobado:", "This is proved:"),
    "proved_files": (
        "- los {count} archivos son, byte por byte, los que enumera el manifiesto de esta huella;",
        "- the {count} files are, byte by byte, those that the manifest of this digest lists;",
    ),
    "proved_digest": ("- la huella es la que usted trajo;", "- the digest is the one that you brought;"),
    "proved_links": (
        "- la cadena que descargó contiene esta publicación, y cada publicación nombra a la anterior;",
        "- the chain that you downloaded holds this release, and every release names the one before;",
    ),
    "proved_chain": (
        "- las huellas de la cadena se recalcularon con el manifiesto de cada publicación: cambiar una publicación "
        "antigua cambiaría la huella de todas las que siguen;",
        "- the digests of the chain were computed again from the manifest of every release: to change an old release "
        "would change the digest of all that follow;",
    ),
    "proved_noted": (
        "- la publicación {number} sigue siendo la que usted anotó.",
        "- release {number} still is the one that you noted.",
    ),
    "open": ("Esto no lo comprueba:", "This is not proved:"),
    "open_facts": (
        "- que las cifras sean ciertas: cada una cita el documento de donde se leyó;",
        "- that the figures are true: each cites the document that it was read from;",
    ),
    "open_digest": (
        "- que el sitio haya mostrado a todos esta misma publicación: compare la huella con la que otra persona "
        "descargó o con una que usted anotó (--digest);",
        "- that the site showed everybody this very release: compare the digest with the one that somebody else "
        "downloaded, or with one that you noted (--digest);",
    ),
    "open_chain": (
        "- que las publicaciones anteriores sigan como eran: use --chain con chain.zip;",
        "- that the releases before it are as they were: use --chain with chain.zip;",
    ),
    "open_manifests": (
        "- que las huellas de la cadena correspondan a sus manifiestos: use chain.zip en vez de chain.json;",
        "- that the digests of the chain belong to their manifests: use chain.zip instead of chain.json;",
    ),
    "open_noted": (
        "- que la cadena entera no se haya escrito de nuevo: solo una huella anotada antes lo muestra (--noted).",
        "- that the whole chain was not written anew: only a digest noted earlier shows that (--noted).",
    ),
    "result_good": ("RESULTADO: todo lo que se revisó coincide.", "RESULT: everything that was checked agrees."),
    "result_bad": (
        "RESULTADO: no todo coincide; diferencias: {count}.",
        "RESULT: not everything agrees; differences: {count}.",
    ),
    "usage_zip": ("{name} no es un archivo ZIP que se pueda leer: {error}", "{name} is no readable ZIP: {error}"),
    "usage_digest": ("una huella tiene 64 cifras hexadecimales", "a digest has 64 hexadecimal digits"),
    "usage_noted": ("escriba NÚMERO:HUELLA", "write NUMBER:DIGEST"),
    "usage_needs_chain": ("--noted necesita --chain", "--noted needs --chain"),
}


class Unreadable(Exception):
    """A file of an archive is not there or is not what it should be; the text says which and why."""


class Teller:
    """Speaks one language, and remembers what was wrong."""

    def __init__(self, language: str) -> None:
        self.column = 1 if language == "en" else 0
        self.wrong: list[str] = []

    def words(self, key: str, **values: object) -> str:
        return WORDS[key][self.column].format(**values)

    def say(self, key: str, **values: object) -> None:
        print(self.words(key, **values))

    def complain(self, key: str, **values: object) -> None:
        what = self.words(key, **values)
        self.wrong.append(what)
        self.say("wrong", what=what)


class Archive:
    """A ZIP archive, read file by file. Nothing is ever unpacked to disk."""

    def __init__(self, path: str, teller: Teller) -> None:
        self.zip = zipfile.ZipFile(path)
        self.names = self.zip.namelist()
        self.teller = teller

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises ``Unreadable``."""
        try:
            return self.zip.read(name)
        except KeyError:
            raise Unreadable(self.teller.words("missing", name=name)) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise Unreadable(self.teller.words("unreadable", name=name, error=error)) from None

    def read_json(self, name: str) -> Any:
        """A file as JSON. Raises ``Unreadable``."""
        return as_json(self.read(name), name, self.teller)


def as_json(content: bytes, name: str, teller: Teller) -> Any:
    """JSON that is an object. Raises ``Unreadable``."""
    try:
        value = json.loads(content.decode("utf-8"))
        if not isinstance(value, dict):
            raise ValueError("no JSON object")
        return value
    except ValueError as error:
        raise Unreadable(teller.words("unreadable", name=name, error=error)) from None


def as_list(content: bytes, name: str, teller: Teller) -> Any:
    """A list of files, as it should be. Raises ``Unreadable`` for JSON of another shape."""
    value = as_json(content, name, teller)
    for named in value.values():
        entries = named.values() if isinstance(named, dict) else [None]
        for entry in entries:
            if not isinstance(entry, dict) or not {"sha256", "size"} <= set(entry):
                raise Unreadable(teller.words("unreadable", name=name, error="shape"))
    return value


def sha256(content: bytes) -> str:
    """The digest, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def check_release(archive: Archive, manifest: dict[str, Any], teller: Teller) -> int:
    """Files against lists, lists against the manifest, nothing else in the archive; returns how many files."""
    lists: dict[str, Any] = {}
    wrong_lists = []
    for bundle in sorted({entry["bundle"] for entry in manifest["scopes"].values()}):
        name = f"bundles/{bundle}.json"
        try:
            content = archive.read(name)
            if sha256(content) != bundle:
                wrong_lists.append(teller.words("list_changed", name=name))
            lists[bundle] = as_list(content, name, teller)
        except Unreadable as error:
            wrong_lists.append(str(error))
    expected = expected_files(manifest, lists)
    teller.say("step_files", count=len(expected))
    before = len(teller.wrong)
    known = {"manifest.json", *expected, *(f"bundles/{bundle}.json" for bundle in lists)}
    for name, entry in expected.items():
        check_file(archive, name, entry, teller)
    for name in archive.names:
        if name not in known:
            teller.complain("stranger", name=name)
    for name in sorted({name for name in archive.names if archive.names.count(name) > 1}):
        teller.complain("twice", name=name)
    if len(teller.wrong) == before:
        teller.say("fine")
    teller.say("step_lists", count=len({entry["bundle"] for entry in manifest["scopes"].values()}))
    for what in wrong_lists:
        teller.wrong.append(what)
        teller.say("wrong", what=what)
    if not wrong_lists:
        teller.say("fine")
    return len(expected)


def expected_files(manifest: dict[str, Any], lists: dict[str, Any]) -> dict[str, Any]:
    """Name in the archive → what its list says of it, for every page of every language."""
    found = {}
    for entry in manifest["scopes"].values():
        listed = lists.get(entry["bundle"], {})
        for language, page in entry["pages"].items():
            for name, about in listed.get(language, {}).items():
                found[f"files{page}{name}"] = about
    return found


def check_file(archive: Archive, name: str, entry: dict[str, Any], teller: Teller) -> None:
    """One file against what its list says."""
    try:
        content = archive.read(name)
    except Unreadable as error:
        teller.wrong.append(str(error))
        teller.say("wrong", what=str(error))
        return
    if sha256(content) != entry["sha256"]:
        teller.complain("changed", name=name)
    elif len(content) != entry["size"]:
        teller.complain("size", name=name)


def check_chain(path: str, manifest: dict[str, Any], digest: str, noted: str, teller: Teller) -> bool:
    """The links of the chain and this release's place in it; returns whether the manifests were there to recompute."""
    archive = Archive(path, teller) if zipfile.is_zipfile(path) else None
    if archive:
        chain = archive.read_json("chain.json")
    else:
        with open(path, "rb") as file:
            chain = as_json(file.read(), os.path.basename(path), teller)
    rows = chain["releases"]
    teller.say("step_chain", count=len(rows))
    before = len(teller.wrong)
    check_links(rows, teller)
    if archive:
        for row in rows:
            check_manifest(archive, row, teller)
    digests = {row["number"]: row["digest"] for row in rows}
    number = manifest["number"]
    if number not in digests:
        teller.complain("not_in_chain", number=number)
    elif digests[number] != digest:
        teller.complain("other_in_chain", number=number, digest=digests[number])
    if noted:
        noted_number, _, noted_digest = noted.partition(":")
        if digests.get(int(noted_number)) != noted_digest.lower():
            teller.complain("noted_other", number=noted_number)
    if len(teller.wrong) == before:
        teller.say("fine")
    return archive is not None


def check_links(rows: list[dict[str, Any]], teller: Teller) -> None:
    """Every release after the one before it, and naming its digest."""
    previous: dict[str, Any] | None = None
    for row in rows:
        if previous is None:
            if row["parent"]:
                teller.complain("first_parent", number=row["number"])
        else:
            if row["number"] <= previous["number"]:
                teller.complain("order", number=row["number"])
            if row["parent"] != previous["digest"]:
                teller.complain("other_parent", number=row["number"], before=previous["number"])
        previous = row


def check_manifest(archive: Archive, row: dict[str, Any], teller: Teller) -> None:
    """A release's digest computed again, and what its manifest says of its place in the chain."""
    number = row["number"]
    name = f"manifests/{number}.json"
    try:
        content = archive.read(name)
        if sha256(content) != row["digest"]:
            teller.complain("manifest_in_chain", number=number)
            return
        manifest = as_json(content, name, teller)
    except Unreadable as error:
        teller.wrong.append(str(error))
        teller.say("wrong", what=str(error))
        return
    if manifest.get("number") != number or manifest.get("parent") != row["parent"]:
        teller.complain("manifest_says", number=number)


def conclude(options: argparse.Namespace, count: int, recomputed: bool, teller: Teller) -> int:
    """What was proved and what was not; returns the exit status."""
    print()
    if teller.wrong:
        teller.say("result_bad", count=len(teller.wrong))
        return 1
    teller.say("proved")
    teller.say("proved_files", count=count)
    if options.digest:
        teller.say("proved_digest")
    if options.chain:
        teller.say("proved_chain" if recomputed else "proved_links")
    if options.noted:
        teller.say("proved_noted", number=options.noted.partition(":")[0])
    teller.say("open")
    teller.say("open_facts")
    if not options.digest:
        teller.say("open_digest")
    if not options.chain:
        teller.say("open_chain")
    elif not recomputed:
        teller.say("open_manifests")
    if not options.noted:
        teller.say("open_noted")
    print()
    teller.say("result_good")
    return 0


def verify(options: argparse.Namespace, teller: Teller) -> int:
    """All steps; returns the exit status."""
    try:
        archive = Archive(options.release, teller)
    except (OSError, zipfile.BadZipFile) as error:
        teller.complain("usage_zip", name=options.release, error=error)
        return 2
    count, recomputed = 0, False
    try:
        content = archive.read("manifest.json")
        manifest = as_json(content, "manifest.json", teller)
        digest = sha256(content)
        if manifest["format"] != FORMAT:
            raise Unreadable(teller.words("unreadable", name="manifest.json", error="format"))
        teller.say("opened", number=manifest["number"], date=manifest["published_at"])
        teller.say("digest", digest=digest)
        print()
        count = check_release(archive, manifest, teller)
        teller.say("step_noted")
        if not options.digest:
            teller.say("skipped", why=teller.words("why_noted"))
        elif options.digest.lower() != digest:
            teller.complain("other_digest", digest=options.digest)
        else:
            teller.say("fine")
        if options.chain:
            recomputed = check_chain(options.chain, manifest, digest, options.noted, teller)
        else:
            teller.say("step_chain", count="–")
            teller.say("skipped", why=teller.words("why_chain"))
    except Unreadable as error:
        teller.wrong.append(str(error))
        teller.say("wrong", what=str(error))
    except (KeyError, TypeError, ValueError, AttributeError, OSError, zipfile.BadZipFile) as error:
        # JSON of another shape than a release or a chain has: whoever made it, it is none.
        teller.complain("unreadable", name="manifest.json / chain", error=repr(error))
    return conclude(options, count, recomputed, teller)


def preferred_language() -> str:
    """The language of the machine, Spanish where it says nothing."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    said = said or (locale.getlocale()[0] or "")
    return "en" if said.lower().startswith("en") else "es"


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and verify. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", help="release-N.zip")
    parser.add_argument("--chain", help="chain.zip (mejor / better) o / or chain.json", default="")
    parser.add_argument("--digest", help="la huella que debe tener / the digest that it must have", default="")
    parser.add_argument(
        "--noted",
        metavar="N:DIGEST",
        help="una publicación y su huella, como las anotó antes / a release and its digest, as you noted them earlier",
        default="",
    )
    parser.add_argument("--language", choices=["es", "en"], default=preferred_language())
    options = parser.parse_args(arguments)
    teller = Teller(options.language)
    if options.digest and not DIGEST.fullmatch(options.digest.lower()):
        parser.error(teller.words("usage_digest"))
    number, _, digest = options.noted.partition(":")
    if options.noted and not (number.isdigit() and DIGEST.fullmatch(digest.lower())):
        parser.error(teller.words("usage_noted"))
    if options.noted and not options.chain:
        parser.error(teller.words("usage_needs_chain"))
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return verify(options, teller)


if __name__ == "__main__":
    sys.exit(main())
