"""A browser as far as saving a form in the admin needs one: cookies, and forms as the server sent them."""

import http.client
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 30
NOT_SENT = {"submit", "button", "image", "reset", "file"}

Fields = dict[str, list[str]]


def fetch(url: str) -> tuple[int, str]:
    """Status and text of an address, as a reader without cookies gets them."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", parts.path or "/")
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")
    finally:
        connection.close()


@dataclass
class Page:
    """An answer: where it came from after redirects, and what it says."""

    url: str
    text: str

    def form_with(self, name: str) -> Fields:
        """The fields of the form that has a field of this name, as a browser would send them.

        Raises ``LookupError`` when no form has it.
        """
        reader = _FormReader()
        reader.feed(self.text)
        for form in reader.forms:
            if name in form:
                return form
        raise LookupError(f"no form with a field {name!r} at {self.url}")


class Browser:
    """A person's browser at one site, with its cookies."""

    def __init__(self, site: str) -> None:
        self.site = site
        # No proxy: the site is on this machine.
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def get(self, path: str) -> Page:
        """Open a page of the site. Raises ``urllib.error.HTTPError`` for an answer that is none."""
        return self._open(path)

    def post(self, path: str, fields: Fields) -> Page:
        """Send a form and go where the answer leads."""
        data = urllib.parse.urlencode(fields, doseq=True).encode()
        return self._open(path, data)

    def log_in(self, username: str, password: str) -> None:
        """Log in to the admin. Raises ``RuntimeError`` when it does not let us in."""
        fields = self.get("/admin/login/").form_with("password")
        answer = self.post("/admin/login/", {**fields, "username": [username], "password": [password]})
        if "/login/" in answer.url:
            raise RuntimeError(f"the admin did not let {username} in")

    def _open(self, path: str, data: bytes | None = None) -> Page:
        with self.opener.open(self.site + path, data, TIMEOUT_SECONDS) as response:
            return Page(response.url, response.read().decode())


@dataclass
class _FormReader(HTMLParser):
    """Collects each form's fields; those of a template for further rows (``__prefix__``) are no fields yet."""

    forms: list[Fields] = field(default_factory=list)
    select: str = ""
    textarea: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.options: list[tuple[str, bool]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif tag == "input":
            kind = given.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in given:
                    self._add(name, given.get("value", "on"))
            elif kind not in NOT_SENT:
                self._add(name, given.get("value", ""))
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option":
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.textarea, self.text = name, []

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            chosen = [value for value, selected in self.options if selected] or [value for value, _ in self.options[:1]]
            for value in chosen:
                self._add(self.select, value)
        elif tag == "textarea":
            # The line end right after the opening tag belongs to the notation, not to the text.
            self._add(self.textarea, "".join(self.text).removeprefix("\n"))
            self.textarea = ""

    def _add(self, name: str, value: str) -> None:
        if self.forms and name and "__prefix__" not in name:
            self.forms[-1].setdefault(name, []).append(value)
