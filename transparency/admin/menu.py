"""The record's menu: seven groups, in the order in which an officer works."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from transparency.admin import changes, findings, follow_up, money, programme, questions, results, vocabulary


class AreaGroup(SnippetViewSetGroup):
    """One area of the record; its own menu item stands under the record's."""

    add_to_admin_menu = False
    menu_item_is_registered = True


class ProgrammeGroup(AreaGroup):
    """The programme and who takes part."""

    menu_label = _("Programme")
    menu_name = "record-programme"
    menu_icon = "globe"
    items = programme.VIEWSETS


class MoneyGroup(AreaGroup):
    """Statements, instalments, contributions."""

    menu_label = _("Money")
    menu_name = "record-money"
    menu_icon = "table"
    items = money.VIEWSETS


class ResultsGroup(AreaGroup):
    """Framework, values, achievements."""

    menu_label = _("Results")
    menu_name = "record-results"
    menu_icon = "success"
    items = results.VIEWSETS


class FollowUpGroup(AreaGroup):
    """Evaluations and what followed."""

    menu_label = _("Follow-up")
    menu_name = "record-follow-up"
    menu_icon = "tasks"
    items = (*follow_up.VIEWSETS, *findings.VIEWSETS)


class QuestionsGroup(AreaGroup):
    """What readers ask, and what is answered."""

    menu_label = _("Questions")
    menu_name = "record-questions"
    menu_icon = "help"
    items = questions.VIEWSETS


class ChangesGroup(AreaGroup):
    """Why published figures changed."""

    menu_label = _("Changes")
    menu_name = "record-changes"
    menu_icon = "history"
    items = changes.VIEWSETS


class VocabularyGroup(AreaGroup):
    """Labels that every area uses."""

    menu_label = _("Vocabulary")
    menu_name = "record-vocabulary"
    menu_icon = "tag"
    items = vocabulary.VIEWSETS


class RecordGroup(SnippetViewSetGroup):
    """The whole record."""

    menu_label = _("Record")
    menu_name = "record"
    menu_icon = "clipboard-list"
    menu_order = 200
    items = (ProgrammeGroup, MoneyGroup, ResultsGroup, FollowUpGroup, QuestionsGroup, ChangesGroup, VocabularyGroup)
