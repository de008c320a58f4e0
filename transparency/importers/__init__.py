"""Loading a programme's record from a directory of reviewed CSV files (``data/ici/README.md`` describes them)."""

from transparency.importers.loading import load_record
from transparency.importers.problems import Problem, RecordRefused
from transparency.importers.report import Counts, Report

__all__ = ["Counts", "Problem", "RecordRefused", "Report", "load_record"]
