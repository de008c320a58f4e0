"""What the files of a register and of its items are called, in the language of their page."""

CSV, JSON, ATOM = "csv", "json", "atom"
RIS, BIBTEX, CSL = "ris", "bibtex", "csl"

FILE_NAMES: dict[str, dict[str, str]] = {
    "es": {
        CSV: "datos.csv",
        JSON: "datos.json",
        ATOM: "atom.xml",
        RIS: "cita.ris",
        BIBTEX: "cita.bib",
        CSL: "cita.json",
    },
    "en": {
        CSV: "data.csv",
        JSON: "data.json",
        ATOM: "atom.xml",
        RIS: "citation.ris",
        BIBTEX: "citation.bib",
        CSL: "citation.json",
    },
}


def file_name(what: str, language: str) -> str:
    """The name of a file below a page in this language; a language without names of its own uses the English ones."""
    return FILE_NAMES.get(language, FILE_NAMES["en"])[what]


def file_named(name: str, language: str) -> str | None:
    """What the file of this name holds."""
    names = FILE_NAMES.get(language, FILE_NAMES["en"])
    return next((what for what, own in names.items() if own == name), None)
