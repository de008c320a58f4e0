"""The page on which a reader questions a figure."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from publication.navigation import alternates, frame
from publication.serving import not_released_yet
from transparency.figures.page import shown_figure
from transparency.figures.sight import NotReleased, Sight, Unknown, look
from transparency.models.pages import FiguresPage
from transparency.questions import limits
from transparency.questions.asking import QuestionForm, question_ask
from transparency.selectors.changes import history_of

# The last part of the address in each language.
SEGMENTS = {"es": "pregunta", "en": "question"}
SENT = "sent"


@never_cache
def question_page(request: HttpRequest, page: FiguresPage, key: str) -> HttpResponse:
    """The form, what is wrong with what was sent, or that it has arrived."""
    language = page.locale.language_code
    code = page.programme.code
    try:
        sight = look(code, key, "", history_of(code, key, language))
    except NotReleased:
        return not_released_yet(request)
    except Unknown as error:
        raise Http404 from error
    form = QuestionForm(
        page.programme,
        key,
        limits.origin_of(request.META.get(settings.CLIENT_ADDRESS, "")),
        request.POST if request.method == "POST" else None,
    )
    if form.is_valid():
        question_ask(form, shown_figure(sight.entry, language).value, sight.stamp.number, language)
        return HttpResponseRedirect(f"{request.path}?{SENT}=1")
    status = 422 if form.is_bound else 200
    context = {**_context(page, key, sight), "form": form, "sent": SENT in request.GET and not form.is_bound}
    return TemplateResponse(request, "transparency/question.html", context, status=status)


def question_path(figure_path: str, language: str) -> str:
    """Where a figure is questioned, below its own page."""
    return f"{figure_path}{SEGMENTS.get(language, 'question')}/"


def _context(page: FiguresPage, key: str, sight: Sight) -> dict[str, Any]:
    around = frame(page)
    language: str = around["page_language"]
    figure = shown_figure(sight.entry, language)
    figure_path = f"{around['path']}{key}/"
    paths = {link["language"]: f"{link['url']}{key}/" for link in around["alternates"]}
    above = [{"title": page.title, "url": around["path"]}, {"title": figure.label.text, "url": figure_path}]
    return {
        **around,
        "title": _("Question this figure"),
        "description": "",
        "noindex": True,
        "canonical_url": "",
        "path": question_path(figure_path, language),
        "alternates": alternates({code: question_path(path, code) for code, path in paths.items()}, language),
        "breadcrumbs": [*around["breadcrumbs"], *above],
        "figure": figure,
        "figure_path": figure_path,
        "programme_code": page.programme.code,
        "release": sight.stamp.number,
    }
