"""Findings as one web page that needs nothing else: readable on screen and on paper, without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType

from planner.codes import NAMES
from planner.dates.words import in_words
from planner.export.text import one_line
from planner.language import Language
from planner.records import Finding, Message, Place, Severity, Verdict, message, plural_message

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6472;--line:#d8dde5;--page:#fff;--card:#f7f8fa;
--impossible:#b3261e;--possible:#8a5a00;--open:#5b6472;--sure:#1e6b3a}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a3acba;--line:#39404c;--page:#14181f;--card:#1d232c;
--impossible:#ff8a80;--possible:#ffca66;--open:#a3acba;--sure:#7fd79c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;background:var(--page);color:var(--ink);
font:1rem/1.55 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem;margin:0 0 1rem}h2{font-size:1.1rem;margin:2.25rem 0 .75rem;overflow-wrap:anywhere}
h3{font-size:1rem;margin:0;font-weight:600}
ul{list-style:none;margin:0;padding:0}p{margin:.35rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;color:var(--soft)}
.counts b{color:var(--ink);font-size:1.25rem}
.schedules li{padding:.5rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.finding{margin:0 0 1rem;padding:.85rem 1rem;background:var(--card);border-left:.3rem solid var(--line);
border-radius:.25rem;break-inside:avoid;overflow-wrap:anywhere}
.error{border-color:var(--impossible)}.warning{border-color:var(--possible)}.sure{border-color:var(--sure)}
.verdict{font-weight:600}.v-impossible{color:var(--impossible)}.v-possible{color:var(--possible)}
.v-open{color:var(--open)}.v-sure{color:var(--sure)}
.code,.place{color:var(--soft);font-size:.875rem}
blockquote{margin:.5rem 0;padding:.1rem 0 .1rem .75rem;border-left:2px solid var(--line)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.5rem 0 0;font-size:.9rem}
dt{color:var(--soft)}dd{margin:0}
details{margin-top:1rem}summary{cursor:pointer;color:var(--soft)}details ul{margin-top:.75rem}
@media print{body{max-width:none;padding:0;font-size:10pt}.finding{border:1px solid #999;border-left-width:.3rem}}
"""
_MARKS: Mapping[Verdict, str] = MappingProxyType({"sure": "✓", "open": "·", "possible": "?", "impossible": "✗"})
_VERDICTS: Mapping[Verdict, Message] = MappingProxyType(
    {
        "sure": message("sure"),
        "open": message("open"),
        "possible": message("possible"),
        "impossible": message("impossible"),
    }
)
_SEVERITIES: Mapping[Severity, Message] = MappingProxyType(
    {"error": message("error"), "warning": message("warning"), "info": message("note")}
)
_COUNTED: Mapping[Severity, Message] = MappingProxyType(
    {"error": message("errors"), "warning": message("warnings"), "info": message("notes")}
)
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


def report_html(
    findings: Sequence[Finding],
    verdicts: Iterable[tuple[str, Verdict]],
    titles: Mapping[Place, str],
    language: Language,
) -> str:
    """Write the page: counts, the verdict of each schedule (path, verdict), and every finding with what it quotes.

    What holds and what was silenced stands folded at the end of its document. `titles` are those of the events, by
    the places of their rows. Every colour is also said in words; the page runs nothing and loads nothing.
    """
    say = language.say
    verdicts = tuple(verdicts)
    title = escape(say(message("Check of schedules")))
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    documents: dict[str, list[Finding]] = {path: [] for path, _ in verdicts}
    for one in findings:
        documents.setdefault(one.place.path, []).append(one)
    body = [f"<h1>{title}</h1>", _counts(findings, language), _schedules(verdicts, language)]
    body += [_document(path, own, titles, language) for path, own in documents.items()]
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style>"
    )
    lang = "zh-CN" if language.code == "zh" else "en"
    main = "\n".join(part for part in body if part)
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}</head>\n<body><main>\n{main}\n</main></body></html>\n'


def _counts(findings: Sequence[Finding], language: Language) -> str:
    active = [one for one in findings if not one.silenced]
    faults = [one for one in active if one.verdict != "sure"]
    said = [(language.say(_COUNTED[severity]), sum(one.severity == severity for one in faults)) for severity in _ORDER]
    said.append((language.say(message("hold")), len(active) - len(faults)))
    if len(active) < len(findings):
        said.append((language.say(message("silenced")), len(findings) - len(active)))
    items = "".join(f"<li><b>{count}</b> {escape(name)}</li>" for name, count in said)
    return f'<ul class="counts">{items}</ul>'


def _schedules(verdicts: Sequence[tuple[str, Verdict]], language: Language) -> str:
    if not verdicts:
        return ""
    items = "".join(f"<li>{_verdict(verdict, language)} {_text(path)}</li>" for path, verdict in verdicts)
    heading = escape(language.say(message("Schedules")))
    return f'<h2>{heading}</h2><ul class="schedules">{items}</ul>'


def _verdict(verdict: Verdict, language: Language) -> str:
    said = escape(language.say(_VERDICTS[verdict]))
    return f'<span class="verdict v-{verdict}">{_MARKS[verdict]} {said}</span>'


def _document(path: str, findings: Sequence[Finding], titles: Mapping[Place, str], language: Language) -> str:
    """The findings of one document: what is wrong, by severity and line, then what holds, folded."""
    if not findings:
        return ""
    quiet = [one for one in findings if one.verdict == "sure" or one.silenced]
    loud = sorted((one for one in findings if not (one.verdict == "sure" or one.silenced)), key=_in_order)
    listed = "".join(_finding(one, titles, language) for one in loud)
    folded = ""
    if quiet:
        count = language.say(
            plural_message("{count} more: holds or silenced", "{count} more: hold or silenced", count=len(quiet))
        )
        inside = "".join(_finding(one, titles, language) for one in sorted(quiet, key=_in_order))
        folded = f"<details><summary>{escape(count)}</summary><ul>{inside}</ul></details>"
    return f"<section><h2>{_text(path)}</h2><ul>{listed}</ul>{folded}</section>"


def _in_order(finding: Finding) -> tuple[int, int, int, int]:
    place = finding.place
    return (_ORDER.index(finding.severity), place.table or 0, place.line or 0, place.row or 0)


def _finding(finding: Finding, titles: Mapping[Place, str], language: Language) -> str:
    say = language.say
    code = f"{say(_SEVERITIES[finding.severity])} {finding.code} {NAMES.get(finding.code, '')}".strip()
    head = "" if finding.code.startswith("X") else _verdict(finding.verdict, language) + " "
    title = f"<h3>{_text(finding.event)}</h3>" if finding.event else ""
    parts = [f'{head}<span class="code">{escape(code)}</span>{title}<p>{_text(say(finding.message))}</p>']
    parts += [
        _quote(place, titles.get(place, ""), language) for place in dict.fromkeys((finding.place, *finding.related))
    ]
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{_text(value)}</dd>" for name, value in _facts(finding, language))
    parts += [f"<dl>{facts}</dl>"] if facts else []
    weight = finding.severity if finding.verdict != "sure" else "sure"
    return f'<li class="finding {weight}">{"".join(parts)}</li>'


def _quote(place: Place, title: str, language: Language) -> str:
    """Quote a place and say where it is."""
    quote = f"{_text(place.quote)} <b>{_text(title)}</b>" if title else _text(place.quote)
    where = escape(_where(place, language))
    quoted = f"<blockquote>{quote}</blockquote>" if place.quote else ""
    return f'{quoted}<p class="place">{where}</p>'


def _where(place: Place, language: Language) -> str:
    parts = [one_line(place.path)]
    numbered = {
        "sheet": message("sheet {name}", name=place.sheet),
        "page": message("page {number}", number=place.page),
        "line": message("line {number}", number=place.line),
        "table": message("table {number}", number=place.table),
        "row": message("row {number}", number=place.row),
    }
    shown = ("sheet", "page", "line") if place.line is not None else ("sheet", "page", "table", "row")
    parts += [language.say(numbered[name]) for name in shown if getattr(place, name) is not None]
    return " · ".join(parts)


def _facts(finding: Finding, language: Language) -> list[tuple[str, str]]:
    """What was required and stated, the margin, the days that would do, the repair, and why it was set aside."""
    say = language.say
    facts: list[tuple[str, str]] = []
    if finding.required is not None:
        facts.append((say(message("required")), say(in_words(finding.required))))
    if finding.actual is not None:
        facts.append((say(message("stated")), say(in_words(finding.actual))))
    if finding.margin is not None:
        least, most = (f"{days:+d}".replace("-", "−") for days in finding.margin)
        days = least if least == most else f"{least} … {most}"
        facts.append((say(message("margin")), say(message("{days} d", days=days))))
    if finding.readings:
        facts.append((say(message("would do")), say(message("{days}", days=tuple(map(in_words, finding.readings))))))
    if finding.suggestion is not None:
        facts.append((say(message("help")), say(finding.suggestion)))
    if finding.silenced:
        facts.append((say(message("silenced")), finding.silenced))
    return facts


def _text(text: str) -> str:
    """Text fit for a page: on one line, without control characters, escaped."""
    return escape(one_line(text))
