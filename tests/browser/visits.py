"""What a browser finds on a page: opened once with scripts and once without, and everything is looked at then."""

from dataclasses import dataclass, field
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize

Scheme = Literal["light", "dark"]
WIDTHS = (320, 360, 768, 1280)  # px
SCREENS: dict[Scheme, int] = {"light": 360, "dark": 1280}  # px
DESK: ViewportSize = {"width": 1280, "height": 900}

CONTENT = """() => ({
  text: document.body.innerText,
  downloads: [...document.querySelectorAll("a[download]")].map(
    link => [link.textContent.split(/\\s+/).join(" ").trim(), link.getAttribute("href")]),
  cited: [...document.querySelectorAll(".cite a")].map(link => link.getAttribute("href")),
  listed: [...document.querySelectorAll(".sources li")].map(source => "#" + source.id),
})"""
# A button that prints works by script alone, and is offered to those who have it.
MAIN_TEXT = """() => {
  document.querySelectorAll("[data-print]").forEach(button => button.remove());
  return document.querySelector("main").innerText;
}"""


@dataclass
class Visit:
    """One page. ``sizes`` are the bytes that came over the line for its HTML and each style sheet.

    ``downloads`` are names and addresses; ``cited`` and ``listed`` are addresses within the page. ``main`` is the text
    between head and foot, ``plain`` the same without scripts. ``violations`` are what axe found in each scheme.
    """

    sizes: list[int]
    text: str
    downloads: list[tuple[str, str]]
    cited: set[str]
    listed: set[str]
    plain: str
    too_wide: list[int] = field(default_factory=list)
    violations: dict[Scheme, list[tuple[str, list[str]]]] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    main: str = ""


class Visitor:
    """Somebody who keeps nothing from one page to the next, with one tab that runs scripts and one that does not."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.contexts = [
            browser.new_context(base_url=url, viewport=DESK, java_script_enabled=scripts) for scripts in (True, False)
        ]
        self.page, self.plain = (context.new_page() for context in self.contexts)
        self.received: list[Response] = []
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        _without_cache(self.contexts[0], self.page)
        self.page.on("response", self._note_response)
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)

    def close(self) -> None:
        """Close both tabs."""
        for context in self.contexts:
            context.close()

    def visit(self, path: str) -> Visit:
        """Open a page and look at it from every side."""
        self.received, self.elsewhere, self.complaints = [], [], []
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light")
        self.plain.goto(path)
        plain = self.plain.locator("main").inner_text()
        self.page.goto(path)
        content: dict[str, Any] = self.page.evaluate(CONTENT)
        visit = Visit(
            sizes=self._sizes(),
            text=content["text"],
            downloads=[(name, address) for name, address in content["downloads"]],
            cited=set(content["cited"]),
            listed=set(content["listed"]),
            plain=plain,
            elsewhere=self.elsewhere,
            complaints=[*self.complaints],  # not those of what we do to the page from here on
        )
        visit.too_wide = [width for width in WIDTHS if self._reaches_beyond(width)]
        visit.violations = {scheme: self._violations(scheme) for scheme in SCREENS}
        self.page.set_viewport_size(DESK)
        visit.main = self.page.evaluate(MAIN_TEXT)
        return visit

    def _sizes(self) -> list[int]:
        kinds = ("document", "stylesheet")
        asked = [response.request for response in self.received if response.request.resource_type in kinds]
        return [request.sizes()["responseBodySize"] for request in asked]

    def _reaches_beyond(self, width: int) -> bool:
        self.page.set_viewport_size({"width": width, "height": 800})
        return bool(self.page.evaluate("document.documentElement.scrollWidth") > width)

    def _violations(self, scheme: Scheme) -> list[tuple[str, list[str]]]:
        self.page.set_viewport_size({"width": SCREENS[scheme], "height": 800})
        self.page.emulate_media(color_scheme=scheme)
        found = Axe().run(self.page).response["violations"]
        return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]

    def _note_response(self, response: Response) -> None:
        self.received.append(response)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(self.url):
            self.elsewhere.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


def _without_cache(context: BrowserContext, page: Page) -> None:
    """Every page is the first that this reader opens."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
