"""A calendar on a CalDAV server (RFC 4791): listed, fetched, and changed only where it is as it was last seen.

Written here on requests: the caldav package depends on two packages under the LGPL, which nothing that ships may do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from planner.records import PlannerError, message

if TYPE_CHECKING:
    from types import TracebackType

    import requests
    from lxml import etree

_Reply: TypeAlias = tuple[int, bytes, Mapping[str, str]]
Outcome: TypeAlias = Literal["done", "conflict", "failed"]

_DAV, _CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_MOST_BYTES = 256 * 1024 * 1024
_CHUNK = 1 << 20
_BATCH = 200  # entries asked for at once
_LIST = b"""<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/><D:resourcetype/></D:prop></D:propfind>"""
_MAKE = b"""<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>%s</D:displayname>
</D:prop></D:set></C:mkcalendar>"""
_FETCH = b"""<?xml version="1.0" encoding="utf-8"?>
<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/>
</D:prop>%s</C:calendar-multiget>"""


class UnreachableError(Exception):
    """The server did not answer in time, or not as a server does; `reason` is for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Resource:
    """An entry on the server: its path, its entity tag, and its data where it was fetched."""

    href: str
    etag: str
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a change: whether it was made, the new entity tag if given, and the status."""

    outcome: Outcome
    etag: str = ""
    reason: str = ""


class Calendar:
    """A calendar collection at a URL, over one connection. `seconds` is what one request may take as a whole."""

    def __init__(self, url: str, login: tuple[str, str] | None, seconds: float) -> None:
        """Raise PlannerError for a URL that is none, that holds a password, or that would send one in the clear."""
        self.url = _checked(url, has_login=login is not None)
        self._seconds = seconds
        self._session = _session(self.url, login)

    def __enter__(self) -> Calendar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def listed(self) -> dict[str, Resource] | None:
        """Every entry by its path, without its data; None where there is no calendar at the URL.

        Raises PlannerError where the server refuses or something else is there, UnreachableError where it does not
        answer.
        """
        status, body, _ = self._ask("PROPFIND", self.url, _LIST, {"Depth": "1"})
        if status in (404, 409):
            return None
        if status != 207:
            self._refused(status)
        types = _types(body, self.url)
        if types is None:
            return None
        if f"{_CALDAV}calendar" not in types:
            raise PlannerError(message("{url}: is no calendar", url=self.url))
        return {one.href: one for one in _resources(body, self.url) if one.etag}

    def make(self, name: str) -> None:
        """Make the calendar. Raises PlannerError where the server refuses."""
        from xml.sax.saxutils import escape

        status, _, _ = self._ask("MKCALENDAR", self.url, _MAKE % escape(name).encode(), {})
        if status not in (200, 201):
            self._refused(status)

    def fetched(self, hrefs: list[str]) -> Iterator[Resource]:
        """Give the data of entries; those that are gone by now are left out."""
        from xml.sax.saxutils import escape

        for at in range(0, len(hrefs), _BATCH):
            wanted = "".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs[at : at + _BATCH])
            status, body, _ = self._ask("REPORT", self.url, _FETCH % wanted.encode(), {"Depth": "1"})
            if status != 207:
                self._refused(status)
            yield from (one for one in _resources(body, self.url) if one.data)

    def put(self, href: str, data: bytes, etag: str | None) -> Answer:
        """Write an entry: over the version of an entity tag, or where there is none yet (etag None)."""
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        return self._change("PUT", href, data, headers)

    def delete(self, href: str, etag: str) -> Answer:
        """Delete an entry if it still is the version of an entity tag; one that is gone already is done."""
        answer = self._change("DELETE", href, b"", {"If-Match": etag})
        return Answer("done") if answer.reason in ("HTTP 404", "HTTP 410") else answer

    def _change(self, method: str, href: str, data: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            status, _, given = self._ask(method, urljoin(self.url, href), data, headers)
        except UnreachableError as error:
            return Answer("failed", reason=error.reason)
        if status in (200, 201, 204):
            return Answer("done", given.get("ETag", ""))
        return Answer("conflict" if status == 412 else "failed", reason=f"HTTP {status}")

    def _ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> _Reply:
        """Send one request. The whole answer must come in time, however slowly it drips.

        It is waited for beside a thread, since the library knows time limits between two bytes only.
        """
        found: Queue[_Reply | UnreachableError] = Queue()

        def work() -> None:
            try:
                found.put(self._reply(method, url, body, headers))
            except UnreachableError as error:
                found.put(error)

        Thread(target=work, daemon=True).start()
        try:
            reply = found.get(timeout=self._seconds)
        except Empty as error:
            raise UnreachableError(f"no whole answer within {self._seconds:g} s") from error
        if isinstance(reply, UnreachableError):
            raise reply
        return reply

    def _reply(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> _Reply:
        import requests

        sent = {"Content-Type": "application/xml; charset=utf-8", **headers}
        try:
            with self._session.request(
                method, url, data=body, headers=sent, timeout=self._seconds, stream=True, allow_redirects=False
            ) as answer:
                data = b""
                for part in answer.iter_content(_CHUNK):
                    data += part
                    if len(data) > _MOST_BYTES:
                        raise UnreachableError("the answer is too large")
                return answer.status_code, data, answer.headers
        except requests.RequestException as error:
            raise UnreachableError(_reason(error)) from error

    def _refused(self, status: int) -> NoReturn:
        if status in (401, 403):
            said = message(
                "{url}: the server refuses (HTTP {status}); the user and password are taken from PLANNER_CALDAV_USER"
                " and PLANNER_CALDAV_PASSWORD, or from the keyring",
                url=self.url,
                status=status,
            )
            raise PlannerError(said)
        raise PlannerError(message("{url}: the server answers HTTP {status}", url=self.url, status=status))


def _checked(url: str, *, has_login: bool) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PlannerError(message("{url}: is no http or https address", url=url))
    if parts.password is not None or parts.username is not None:
        said = message("an address must hold no user or password: other programs see it; use PLANNER_CALDAV_USER")
        raise PlannerError(said)
    if has_login and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise PlannerError(message("{url}: a password is sent over https only", url=url))
    return url if url.endswith("/") else f"{url}/"


def _session(url: str, login: tuple[str, str] | None) -> requests.Session:
    import requests
    from requests.auth import HTTPBasicAuth

    session = requests.Session()
    # The system's proxy is not asked about this machine, nor ~/.netrc about anybody's password.
    session.trust_env = urlsplit(url).hostname not in ("localhost", "127.0.0.1", "::1")
    session.auth = HTTPBasicAuth(login[0].encode(), login[1].encode()) if login else _no_login
    session.headers["User-Agent"] = "planner"
    return session


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _reason(error: Exception) -> str:
    """Say what failed: what lies at the bottom, which requests wraps several times, where it says so."""
    inner = getattr(error.args[0] if error.args else None, "reason", None)
    text = str(inner).partition(": ")[2] if inner else ""
    return f"{type(error).__name__}: {' '.join((text or str(error)).split())[:200]}"


def _resources(body: bytes, base: str) -> Iterator[Resource]:
    """Give the entries of a multistatus (RFC 4918, 13)."""
    for response in _responses(body):
        href = response.findtext(f"{_DAV}href")
        if href is None or response.find(f".//{_DAV}collection") is not None:
            continue
        yield Resource(_path(urljoin(base, href.strip())), _text(response, f"{_DAV}getetag"), _data(response))


def _types(body: bytes, url: str) -> set[str] | None:
    """What the resource at the URL itself is, by the names of the elements in its resourcetype; None: it is not."""
    here = _path(url).rstrip("/")
    for response in _responses(body):
        if _path(urljoin(url, (response.findtext(f"{_DAV}href") or "").strip())).rstrip("/") == here:
            if " 404 " in f"{response.findtext(f'{_DAV}status')} ":
                return None
            return {str(one.tag) for kind in response.iter(f"{_DAV}resourcetype") for one in kind}
    return set()


def _responses(body: bytes) -> Iterator[etree._Element]:
    from lxml import etree

    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise UnreachableError(_reason(error)) from error
    yield from root.iter(f"{_DAV}response")


def _data(response: etree._Element) -> bytes:
    return _text(response, f"{_CALDAV}calendar-data").encode()


def _text(response: etree._Element, name: str) -> str:
    found = response.findtext(f".//{name}")
    return found or ""


def _path(url: str) -> str:
    """The path of an address in one spelling, whatever a server escapes."""
    from urllib.parse import quote

    return quote(unquote(urlsplit(url).path), safe="/@:!$&'()*+,;=~")
