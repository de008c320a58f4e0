"""Many ordinances, studies or photographs at once: a spreadsheet, and a ZIP archive with the files that it names.

Everything is checked before anything is saved, and either every row is saved or none. A row whose item is there already
changes that item's draft, so that the same files can be brought in again.
"""

from content.importing.checking import plan_make
from content.importing.kinds import KINDS, Kind
from content.importing.problems import ImportRefused, Plan, Problem
from content.importing.saving import plan_save

__all__ = ["KINDS", "ImportRefused", "Kind", "Plan", "Problem", "plan_make", "plan_save"]
