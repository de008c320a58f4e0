"""The life of a page of every type, in a browser: drafted, submitted, published, translated, read, unpublished.

Each person works in their own session, as the role that does it. Pages of registers and sections are made where the
demo keeps theirs; the pages of figures are those of a second programme, which a data officer puts on record first,
since a programme has one page of each kind.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.utils.text import slugify
from playwright.sync_api import Browser, BrowserContext, Page, expect
from wagtail.models import get_page_models

from scripts.processes import wait_until
from tests.browser.conftest import Demo, sign_in

pytestmark = pytest.mark.browser

SHOWN_TO_NOBODY = (404, 410)
PATIENCE = 30_000
RELEASED_SECONDS = 60
# The home page is made with the site, and there is one: it has a life of its own below.
MADE_WITH_THE_SITE = {"HomePage"}
PROGRAMME = "Programa de prueba"


@dataclass(frozen=True)
class Kind:
    """A page type: the type it goes below, and the least that its form asks for besides a title.

    ``typed`` and ``picked`` are fields to type into and to pick from, ``chosen`` those that open a dialogue.
    """

    model: str
    parent: str = "HomePage"
    app: str = "content"
    chosen: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    picked: dict[str, str] = field(default_factory=dict)


def figures(model: str, parent: str = "TransparencyIndexPage") -> Kind:
    """A page that a release fills with the figures of a programme."""
    return Kind(model, parent, app="transparency", chosen=("programme",))


def item(model: str, parent: str, kind: str) -> Kind:
    """An item of a register: its programme, its permanent code, what kind it is."""
    typed = {"code": f"prueba-{model.removesuffix('Page').lower()}"}
    return Kind(model, parent, chosen=("programme",), typed=typed, picked={"kind": kind})


KINDS = [
    Kind("SectionPage"),
    Kind("StandardPage"),
    Kind("ProgrammePage", chosen=("programme",)),
    Kind("GovernancePage", "ProgrammePage", chosen=("programme",)),
    Kind("PartnersPage", "ProgrammePage", chosen=("programme",)),
    Kind("EvaluationPage", "ProgrammePage", chosen=("programme", "evaluation")),
    Kind("RegionIndexPage"),
    Kind("RegionPage", "RegionIndexPage", chosen=("programme", "place")),
    Kind("StudyIndexPage"),
    item("StudyPage", "StudyIndexPage", "study"),
    Kind("OrdinanceIndexPage"),
    item("OrdinancePage", "OrdinanceIndexPage", "district"),
    Kind("ProductIndexPage"),
    item("ProductPage", "ProductIndexPage", "bulletin"),
    Kind("InitiativeIndexPage"),
    item("InitiativePage", "InitiativeIndexPage", "venture"),
    Kind("DocumentIndexPage"),
    item("DocumentPage", "DocumentIndexPage", "plan"),
    Kind("ActivityIndexPage"),
    item("ActivityPage", "ActivityIndexPage", "fair"),
    Kind("PhotoArchivePage"),
    Kind("AlbumPage", "PhotoArchivePage", chosen=("pictures-0-picture",)),
]
FIGURES_INDEX = figures("TransparencyIndexPage", "HomePage")
FIGURES = [
    figures(model)
    for model in (
        "FinancesPage",
        "ResultsPage",
        "FollowUpPage",
        "FactSheetPage",
        "RegionsPage",
        "AgenciesPage",
        "FindingsPage",
        "FiguresPage",
        "DataPage",
        "ChangesPage",
    )
]


@dataclass(frozen=True)
class People:
    """Who takes part: four members of the team, each signed in, and a reader who is not."""

    communicator: Page
    editor: Page
    translator: Page
    officer: Page
    reader: Page


@pytest.fixture(scope="module")
def people(browser: Browser, demo: Demo) -> Iterator[People]:
    """Everybody in a session of their own, for all tests of this module: signing in is not what they are about."""
    opened: list[BrowserContext] = []

    def enter(user: str = "") -> Page:
        context = browser.new_context(base_url=demo.url, viewport={"width": 1280, "height": 1000})
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        if user:
            sign_in(page, demo, user)
        return page

    yield People(enter("comunicadora"), enter("editora"), enter("traductora"), enter("datos"), enter())
    for context in opened:
        context.close()


@dataclass(frozen=True)
class Published:
    """A page and its translation, as readers reach them."""

    number: int
    spanish: str
    english: str


@pytest.fixture(scope="module")
def second_index(people: People) -> Iterator[Published]:
    """The transparency pages of a second programme, as far as their entrance; it leaves the site at the end."""
    programme_create(people.officer)
    index = publish_in_both_languages(people, FIGURES_INDEX, home_of(people.communicator))
    yield index
    withdraw(people, index)


def test_every_page_type_is_lived_through_here() -> None:
    lived = {(kind.app, kind.model) for kind in [*KINDS, FIGURES_INDEX, *FIGURES]}
    types = {(model._meta.app_label, model.__name__) for model in get_page_models() if model.is_creatable}

    assert lived == {one for one in types if one[0] != "wagtailcore" and one[1] not in MADE_WITH_THE_SITE}


class TestPagesOfWords:
    """Readers have these at once; the worker rests, so that the first release after all of them shows that."""

    @pytest.fixture(scope="class", autouse=True)
    def no_release(self, demo: Demo) -> Iterator[None]:
        demo.worker.pause()
        yield
        demo.worker.resume()

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model)
    def test_one_is_drafted_submitted_published_translated_read_and_unpublished(
        self, kind: Kind, people: People
    ) -> None:
        withdraw(people, publish_in_both_languages(people, kind, parent_of(people.communicator, kind)))


@pytest.mark.parametrize("kind", FIGURES, ids=lambda kind: kind.model)
def test_so_is_a_page_of_figures_which_a_release_brings_and_takes(
    kind: Kind, people: People, second_index: Published
) -> None:
    withdraw(people, publish_in_both_languages(people, kind, second_index.number))


def test_the_home_page_is_changed_looked_at_submitted_published_and_translated(people: People) -> None:
    number, words, english = home_of(people.communicator), "Palabras de prueba.", "Words of a trial."
    address = address_of(people.editor, number)

    people.communicator.goto(f"/admin/pages/{number}/edit/")
    people.communicator.fill("#id_summary", words)
    leave(people.communicator, lambda: people.communicator.get_by_role("button", name="Guardar borrador").click())
    people.communicator.locator("[data-side-panel-toggle=preview]").click()
    expect(people.communicator.frame_locator("#w-preview-iframe").locator(".lead")).to_have_text(
        words, timeout=PATIENCE
    )
    submit(people.communicator)
    approve(people.editor, number)
    people.reader.goto(address)
    expect(people.reader.locator(".home-words .lead")).to_have_text(words)

    # The translation waits for the new words, which translators get with this.
    publish_with_translation(people.editor, number)
    people.translator.goto(f"/admin/pages/{translation_of(people.translator, number)}/edit/")
    put(people.translator, words, english)
    publish_with_translation(people.editor, number)
    people.reader.goto(address_of(people.editor, translation_of(people.editor, number)))
    expect(people.reader.locator(".home-words .lead")).to_have_text(english)


def publish_in_both_languages(people: People, kind: Kind, parent: int) -> Published:
    """From an empty form to two pages that readers see, each step by the person whose work it is."""
    spanish, english = f"Prueba de {kind.model}", f"Trial of {kind.model}"
    number = draft(people.communicator, kind, parent, spanish)
    preview(people.communicator, spanish)
    submit(people.communicator)
    address = approve(people.editor, number)
    read(people.reader, address, spanish, "es")
    translated = translate(people.translator, number, spanish, english)
    publish_with_translation(people.editor, number)
    english_address = address_of(people.editor, translated)
    read(people.reader, english_address, english, "en")
    read(people.reader, address, spanish, "es")
    return Published(number, address, english_address)


def withdraw(people: People, page: Published) -> None:
    """Takes a page and its translation off the site, and sees that they are gone."""
    unpublish(people.editor, page.number)
    gone(people.reader, page.spanish)
    gone(people.reader, page.english)


def programme_create(page: Page) -> None:
    """Puts a second programme on record."""
    page.goto("/admin/record/programme/add/")
    page.fill("#id_code", "PRUEBA-2")
    page.fill("#id_name", PROGRAMME)
    page.fill("#id_short_name", PROGRAMME)
    leave(page, lambda: page.locator("main form button[type=submit]:visible").first.click())


def leave(page: Page, act: Callable[[], None], where: str | re.Pattern[str] = re.compile(".")) -> None:
    """Does what leads to another page of the admin, and waits for it; what the admin refuses is told."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        act()
    refused = page.locator(".messages .error, .error-message")
    said = [text.strip() for text in refused.all_inner_texts()]
    assert not said, said
    expect(page).to_have_url(where, timeout=PATIENCE)


def home_of(page: Page) -> int:
    """The home page in the main language."""
    return first(page, "HomePage", "locale=es&order=id")


def translation_of(page: Page, number: int) -> int:
    """The English version of a page."""
    found: int = page.request.get(f"/admin/api/main/pages/?translation_of={number}").json()["items"][0]["id"]
    return found


def parent_of(page: Page, kind: Kind) -> int:
    """The page of the demo that pages of this kind stand below."""
    home = home_of(page)
    return home if kind.parent == "HomePage" else first(page, kind.parent, f"child_of={home}&order=id")


def first(page: Page, model: str, query: str) -> int:
    """The number of the first page of a type among those that ``query`` lists."""
    found = page.request.get(f"/admin/api/main/pages/?{query}").json()["items"]
    number: int = next(one["id"] for one in found if one["meta"]["type"] == f"content.{model}")
    return number


def draft(page: Page, kind: Kind, parent: int, title: str) -> int:
    """Fills in the form of a new page and keeps it as a draft; returns its number."""
    page.goto(f"/admin/pages/add/{kind.app}/{kind.model.lower()}/{parent}/")
    for name, value in kind.typed.items():
        page.fill(f"#id_{name}", value)
    for name, value in kind.picked.items():
        page.select_option(f"#id_{name}", value)
    for name in kind.chosen:
        choose(page, name, PROGRAMME if kind.app == "transparency" else "")
    page.fill("#id_title", title)
    page.press("#id_title", "Tab")
    expect(page.locator("#id_slug")).to_have_value(re.compile("^prueba-"), timeout=PATIENCE)
    leave(page, lambda: page.get_by_role("button", name="Guardar borrador").click(), re.compile("/edit/"))
    return number_of(page)


def choose(page: Page, name: str, words: str) -> None:
    """Opens the dialogue of a field and takes the first that it offers with these words in it."""
    page.locator(f"#id_{name}-chooser [data-chooser-action-choose]:visible").click()
    page.locator("[data-chooser-modal-choice]").filter(has_text=words).first.click()
    expect(page.locator(f"#id_{name}")).not_to_have_value("", timeout=PATIENCE)


def preview(page: Page, words: str, where: str = "h1") -> None:
    """Looks at the page as readers will see it, beside its form."""
    page.locator("[data-side-panel-toggle=preview]").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.locator(where)).to_have_text(words, timeout=PATIENCE)


def more_actions(page: Page) -> None:
    """Opens the menu beside the button that saves."""
    page.get_by_role("button", name="Más acciones").click()


def submit(page: Page) -> None:
    """Hands the draft to the editors."""
    more_actions(page)
    leave(page, lambda: page.locator("button[name=action-submit]").click())


def approve(page: Page, number: int) -> str:
    """Publishes what was submitted; returns its public address."""
    page.goto(f"/admin/pages/{number}/edit/")
    more_actions(page)
    at_once = "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"
    leave(page, lambda: page.locator(at_once).click())
    return address_of(page, number)


def address_of(page: Page, number: int) -> str:
    """The public address of a page."""
    address: str = page.request.get(f"/admin/api/main/pages/{number}/").json()["meta"]["html_url"]
    return address


def translate(page: Page, number: int, spanish: str, english: str) -> int:
    """Takes the page on, and puts title and address into English; returns the number of the translated page."""
    page.goto(f"/admin/localize/submit/page/{number}/")
    page.locator("input[name=locales]").check()
    leave(page, lambda: page.locator("main form [type=submit]").last.click(), re.compile("/edit/"))
    put(page, spanish, english)
    page.get_by_role("tab", name="Promocionar").click()
    put(page, slugify(spanish), slugify(english))
    return number_of(page)


def put(page: Page, source: str, words: str) -> None:
    """Writes one text of a translation."""
    page.locator("li.incomplete:visible").filter(has_text=source).get_by_role("button").click()
    text = page.locator("li.incomplete textarea:visible")
    text.fill(words)
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        text.press("Enter")
    expect(page.locator("li.complete:visible").filter(has_text=words)).to_be_visible(timeout=PATIENCE)


def publish_with_translation(page: Page, number: int) -> None:
    """Publishes the page and what translators made of it."""
    page.goto(f"/admin/pages/{number}/edit/")
    more_actions(page)
    leave(page, lambda: page.locator("button[name=action-publish][value=with-translations]").click())


def number_of(page: Page) -> int:
    """The number of the page that is being edited."""
    found = re.search(r"pages/(\d+)/edit", page.url)
    assert found is not None, page.url
    return int(found[1])


def status_of(page: Page, address: str) -> int:
    """How the site answers a reader."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def read(page: Page, address: str, title: str, language: str) -> None:
    """Opens the public page, once a release brings it where one has to, and finds it in its language."""
    wait_until(lambda: status_of(page, address) == 200, RELEASED_SECONDS, f"{address} to be there")
    expect(page.locator("h1")).to_have_text(title, timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"), timeout=PATIENCE)


def unpublish(page: Page, number: int) -> None:
    """Takes the page off the site."""
    page.goto(f"/admin/pages/{number}/unpublish/")
    leave(page, lambda: page.locator("main form [type=submit]").click())


def gone(page: Page, address: str) -> None:
    """The reader is told that nothing is here, once the release without it is there where one has to be."""
    wait_until(lambda: status_of(page, address) in SHOWN_TO_NOBODY, RELEASED_SECONDS, f"{address} to be gone")
