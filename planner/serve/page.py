"""The index page: every feed with its address, a link that subscribes, and a QR code. Plain HTML, no script."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable, Iterable
from html import escape

from planner.language import Language
from planner.records import Message, message
from planner.serve.feeds import GROUPS, Group, Served

STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "li{margin:1rem 0;overflow-wrap:anywhere}svg{display:block;width:9rem;height:9rem}"
)
STYLE_SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"


def index_page(feeds: Iterable[Served], address: Callable[[Served], str], language: Language) -> str:
    """Write the page; `address` gives the http or https address of a feed."""
    listed = list(feeds)
    title = escape(language.say(message("Calendars")))
    hint = message("Open a link on the device that shall show the calendar, or point its camera at the square.")
    parts = [
        f'<!doctype html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n',
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        f"<p>{escape(language.say(hint))}</p>\n",
    ]
    for group in GROUPS:
        members = [feed for feed in listed if feed.group == group]
        if members:
            parts.append(f"<h2>{escape(language.say(_heading(group)))}</h2>\n<ul>\n")
            parts += [_row(feed, address(feed), language) for feed in members]
            parts.append("</ul>\n")
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def webcal(address: str) -> str:
    """Turn the address of a feed into one that a calendar app subscribes to."""
    return f"webcal:{address.partition(':')[2]}"


def _heading(group: Group) -> Message:
    return {
        "all": message("Everything"),
        "schedule": message("Schedules"),
        "stage": message("By stage"),
        "unit": message("By unit"),
        "participant": message("By participant"),
    }[group]


def _row(feed: Served, address: str, language: Language) -> str:
    name = feed.name or language.say(message("All events"))
    count = language.say(message("{count} entries", count=feed.events))
    return (
        f'<li><a href="{escape(webcal(address))}">{escape(name)}</a> ({escape(count)})<br>\n'
        f'<a href="{escape(address)}">{escape(address)}</a>\n{_qr(webcal(address))}</li>\n'
    )


def _qr(text: str) -> str:
    """Draw a QR code as an SVG element."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, nl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
