"""Which tables the released views are made from.

Every row of a programme's record marks all views of that programme: a view whose inputs turn out to be equal is not
rendered, while a view left out of a finer list would go stale unseen. Shared vocabulary marks everything.
"""

from wagtail.models import Locale, Page, PageViewRestriction, Site

from publication.registry import Watch
from transparency import models
from transparency.models.pages import RELEASED_PAGES

PROGRAMME = "programme__code"
STATEMENT = "statement__programme__code"

# What readers of a page see of its row in the page tree; a draft's autosave touches none of these.
PAGE_COLUMNS = ("title", "slug", "url_path", "live", "live_revision_id", "seo_title", "search_description", "locale_id")
MENU_COLUMNS = ("title", "slug", "url_path", "path", "live", "show_in_menus", "locale_id")

RECORD_ROWS = [
    Watch(models.Note, PROGRAMME),
    Watch(models.Participation, PROGRAMME),
    Watch(models.ProgrammePlace, PROGRAMME),
    Watch(models.ProgrammeSector, PROGRAMME),
    Watch(models.ProgrammeTheme, PROGRAMME),
    Watch(models.Milestone, PROGRAMME),
    Watch(models.Cost, PROGRAMME),
    Watch(models.Statement, PROGRAMME),
    Watch(models.StatementLine, STATEMENT),
    Watch(models.ReportedTotal, STATEMENT),
    Watch(models.ReportedShare, STATEMENT),
    Watch(models.Balance, STATEMENT),
    Watch(models.Instalment, PROGRAMME),
    Watch(models.Gate, PROGRAMME),
    Watch(models.Contribution, PROGRAMME),
    Watch(models.Outcome, PROGRAMME),
    Watch(models.Output, PROGRAMME),
    Watch(models.Indicator, PROGRAMME),
    Watch(models.Observation, "indicator__programme__code"),
    Watch(models.Achievement, PROGRAMME),
    Watch(models.AchievementQuantity, "achievement__programme__code"),
    Watch(models.Initiative, PROGRAMME),
    Watch(models.KnowledgeProduct, PROGRAMME),
    Watch(models.Evaluation, PROGRAMME),
    Watch(models.Conclusion, PROGRAMME),
    Watch(models.ManagementResponse, PROGRAMME),
    Watch(models.Recommendation, PROGRAMME),
    Watch(models.KeyAction, PROGRAMME),
    Watch(models.Effect, PROGRAMME),
    Watch(models.FindingAnswer, PROGRAMME),
    Watch(models.Programme, "code"),
]

VOCABULARY = [
    Watch(model)
    for model in (
        models.Source,
        models.Organisation,
        models.Place,
        models.Sector,
        models.Theme,
        models.Unit,
        models.Category,
    )
]

RECORD_PAGES: tuple[type[Page], ...] = (*RELEASED_PAGES, models.ChangesPage)
PAGES = [
    *(
        watch
        for model in RECORD_PAGES
        for watch in (
            Watch(model, PROGRAMME),
            Watch(Page, f"{model._meta.model_name}__{PROGRAMME}", columns=PAGE_COLUMNS),
        )
    ),
    # The menu stands on every page, and so do the titles of the pages above it.
    Watch(Page, columns=MENU_COLUMNS, when="show_in_menus"),
    Watch(Page, columns=MENU_COLUMNS, when="numchild > 0"),
    # The foot of every page lists the sections below the home page, whether the menu has them or not.
    Watch(Page, columns=MENU_COLUMNS, when="depth < 4"),
    # What not everybody may read is neither released nor named.
    Watch(PageViewRestriction),
    Watch(Site),
    Watch(Locale),
]

WATCHES = [*RECORD_ROWS, *VOCABULARY, *PAGES]
