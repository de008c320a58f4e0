"""Checking an IATI file: schema, codelists, standard ruleset; the answer as plain data and as a text to read."""

import datetime
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from publication.content import MadeContent, pieces
from transparency.iati import ruleset as rules
from transparency.iati.codes import strange_codes

VERSION = "2.03"
Report = dict[str, Any]
Problem = dict[str, Any]


@cache
def schema() -> etree.XMLSchema:
    """The schema of activity files, from our own copy: nothing is fetched."""
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(rules.DATA / "iati-activities-schema.xsd", parser))


def validate(document: MadeContent, now: datetime.datetime) -> Report:
    """Everything that is wrong with an IATI file; ``now`` is what its dates are held against.

    A document that is no XML at all, or that has a document type, gives a report with that one problem.
    """
    try:
        root = _parsed(document)
    except etree.XMLSyntaxError as error:
        return _report([_problem("xml", "error", "", str(error), "", error.lineno or 0)], 0, [])
    if root.getroottree().docinfo.doctype:
        # Its entities could name any file; a file of ours has none, and the schema cannot look into them.
        return _report([_problem("xml", "error", "", "The file has a document type.", "", 0)], 0, [])
    checked = rules.check(root, rules.standard_ruleset(), now)
    return _report([*_by_schema(root), *_by_codelist(root), *_by_rules(checked)], checked.checked, checked.unchecked)


def _parsed(document: MadeContent) -> etree._Element:
    """The root of a document, without the blanks between its elements: they take as much memory as the elements."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    for piece in pieces(document):
        parser.feed(piece)
    root: etree._Element = parser.close()
    return root


def report_text(report: Report, remarks: Iterable[str] = ()) -> str:
    """A report for people, in the active language; ``remarks`` are what the maker of the file has to say about it."""
    lines = [
        _("Validation of the IATI file"),
        "",
        _("Version of the standard: %(version)s") % {"version": report["version"]},
        _("Schema: %(verdict)s") % {"verdict": _verdict(report, "schema", "xml")},
        _("Codelists: %(verdict)s") % {"verdict": _verdict(report, "codelist")},
        _("Standard ruleset: %(verdict)s") % {"verdict": _verdict(report, "ruleset")},
        _("Times that a rule was applied: %(count)d") % {"count": report["rules_applied"]},
    ]
    if report["rules_not_checked"]:
        names = ", ".join(report["rules_not_checked"])
        lines.append(_("Not checked, for want of IATI's online registers: %(rules)s") % {"rules": names})
    for problem in report["problems"]:
        place = problem["path"] or _("the file")
        told = (f"[{problem['severity']}]", problem["rule"], problem["message"])
        lines += ["", " ".join(filter(None, told)), f"  {place}"]
    said = list(remarks)
    if said:
        lines += ["", _("About this file"), *(f"- {remark}" for remark in said)]
    return "\n".join(lines) + "\n"


def _verdict(report: Report, *sources: str) -> str:
    problems = [problem for problem in report["problems"] if problem["by"] in sources]
    errors = sum(problem["severity"] == "error" for problem in problems)
    if not problems:
        return _("nothing to object to")
    counted = [ngettext("%(count)d error", "%(count)d errors", errors) % {"count": errors}]
    others = len(problems) - errors
    counted.append(ngettext("%(count)d warning", "%(count)d warnings", others) % {"count": others})
    return ", ".join(counted)


def _by_schema(root: etree._Element) -> list[Problem]:
    known = schema()
    if known.validate(root):
        return []
    return [_problem("schema", "error", "", entry.message, entry.path or "", entry.line) for entry in known.error_log]


def _by_codelist(root: etree._Element) -> list[Problem]:
    return [
        _problem("codelist", "error", strange.codelist, f"{strange.code} is not in this codelist.", strange.place, 0)
        for strange in strange_codes(root)
    ]


def _by_rules(checked: rules.Outcome) -> list[Problem]:
    return [
        _problem("ruleset", breach.severity, breach.rule, breach.message, breach.path, breach.line)
        for breach in checked.breaches
    ]


def _problem(by: str, severity: str, rule: str, message: str, path: str, line: int) -> Problem:
    return {"by": by, "severity": severity, "rule": rule, "message": message, "path": path, "line": line}


def _report(problems: list[Problem], applied: int, unchecked: list[str]) -> Report:
    errors = sum(problem["severity"] == "error" for problem in problems)
    return {
        "version": VERSION,
        "valid": not errors,
        "errors": errors,
        "warnings": len(problems) - errors,
        "rules_applied": applied,
        "rules_not_checked": unchecked,
        "problems": problems,
    }
