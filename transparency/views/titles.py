"""What data sets are called that pages name as well as offer: where a shortened table goes on, where figures stand."""

from django.utils.translation import gettext_lazy as _

BY_AGENCY = _("Amounts by agency")
BY_SEMESTER = _("Amounts by semester")
INSTALMENTS = _("Instalments from the fund")
GATES = _("Conditions for instalments")
BALANCES = _("Pending balances")
COSTS = _("What it was to cost")
CONTRIBUTIONS = _("What others added")
ACHIEVEMENTS = _("Outcomes and achievements")
OBSERVATIONS = _("People reached and counts")
PLACES = _("Where it worked")
FIGURES = _("All figures")
MILESTONES = _("Dates of the programme")
