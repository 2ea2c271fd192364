"""Findings for a person, as a compiler says them: what is wrong, the words it is about, the words of the notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.codes import NAMES, OTHER_BATCH
from planner.dates.words import in_words
from planner.language import Language
from planner.records import Finding, Message, Place, Severity, message, plural_message
from planner.show.lines import Line, Run, flow, paint
from planner.show.marks import MARKS, SEVERITIES, SEVERITY_NAMES, SEVERITY_STYLES, STYLES, VERDICTS, verdict_mark
from planner.show.marks import NAMES as VERDICT_NAMES
from planner.show.places import place_text
from planner.show.width import cell_len, clean, cut, cut_start, wrap

if TYPE_CHECKING:
    from rich.text import Text

_GUTTER = "   "  # before what is quoted
_QUOTED_LINES = 3
_CARET = "^"
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?=-|$|/|\.\.)")
NO_TITLES: Mapping[Place, str] = MappingProxyType({})


def findings_view(
    findings: Sequence[Finding],
    *,
    width: int,
    language: Language,
    titles: Mapping[Place, str] = NO_TITLES,
    verbose: bool = False,
) -> Text:
    """Say each finding with the row and the clauses that it rests on, on `width` cells: errors first, by document.

    Those that hold, and those that a person silenced, are counted by rule unless `verbose`. `titles` are the titles of
    the events whose rows may be quoted.
    """
    listed = [one for one in findings if verbose or not (one.verdict == "sure" or one.silenced)]
    year = one_year(findings)
    lines: list[Line] = []
    for finding in sorted(listed, key=_in_order):
        lines += [*_block(finding, width, language, titles, year), ()]
    if not verbose:
        lines += _held([one for one in findings if one.verdict == "sure"], width, language)
    if not findings:
        lines.append(((language.say(message("Nothing was found.")), "dim"),))
    return paint(lines if not lines or lines[-1] else lines[:-1], width)


def one_year(findings: Sequence[Finding]) -> int | None:
    """The one year of all days that findings name, which need not be said with each; None where there are several."""
    said = [text for one in findings for text in (one.required, one.actual, *one.readings) if text]
    years = {year for text in said if not text.startswith("P") for year in _YEAR.findall(text)}
    return int(years.pop()) if len(years) == 1 else None


def _in_order(finding: Finding) -> tuple[int, str, int, int, int, int]:
    place, worst = finding.place, -VERDICTS.index(finding.verdict)
    at = (place.path, place.table or 0, place.line or 0, place.row or 0)
    return (SEVERITIES.index(finding.severity), *at, worst)


def _block(
    finding: Finding, width: int, language: Language, titles: Mapping[Place, str], year: int | None
) -> list[Line]:
    """Say one finding: the head with the message, the row under it, the clauses, and the facts."""
    label = _label(finding, language)
    row, carets = _row(finding, titles, width, label)
    lines = _head(finding, width, language)
    related = [one for one in dict.fromkeys(finding.related) if one != finding.place]
    lines.append(_place_line(finding.place, "┌─" if row or related else "──", width, language))
    lines += [_quoted(runs) for runs in (*row, *carets)]
    for place in related:
        lines.append(_place_line(place, "├─", width, language))
        lines += [_quoted(runs) for runs in _quote(place, titles.get(place, ""), width)]
    if not carets:
        lines += _fact(label, width)
    return [*lines, *_facts(finding, width, language, year)]


def _head(finding: Finding, width: int, language: Language) -> list[Line]:
    named = f"{language.say(SEVERITY_NAMES[finding.severity])}[{finding.code}]"
    name = NAMES.get(finding.code, "")
    said = clean(language.say(finding.message))
    title = clean(finding.event or "")
    head = f"{named} {name}: " if name else f"{named}: "
    subject = language.say(message("{event}: {said}", event=title, said="")).rstrip()
    if not title or title in said:
        subject = ""
    else:
        said = language.say(message("{event}: {said}", event=title, said=said))
    text = f"{head}{said}"
    first = wrap(text, max(2, width))[0]
    rest = text[len(first) :].strip()
    lines: list[Line] = []
    if first.startswith(named):
        styled: list[Run] = [(named, f"bold {SEVERITY_STYLES[finding.severity]}")]
        end = len(head) if first.startswith(head) else len(named)
        bold = end + len(subject) if subject and first[end:].startswith(subject) else end
        styled += [(first[len(named) : end], "bold"), (first[end:bold], "bold"), (first[bold:], "")]
        lines.append(tuple(styled))
    else:
        lines.append(((first, "bold"),))
    return [*lines, *(((f"  {part}", ""),) for part in wrap(rest, max(2, width - 2)) if rest)]


def _label(finding: Finding, language: Language) -> list[Run]:
    """The verdict and the margin; nothing for what reading met and for another batch, which no rule decides."""
    if finding.code.startswith("X") or finding.code == OTHER_BATCH.code:
        return []
    style = STYLES[finding.verdict]
    label = [(f"{MARKS[finding.verdict]} {language.say(VERDICT_NAMES[finding.verdict])}", f"bold {style}")]
    if finding.margin is not None:
        label.append((margin_text(finding.margin, language), style))
    return label


def _row(finding: Finding, titles: Mapping[Place, str], width: int, label: list[Run]) -> tuple[list[Line], list[Line]]:
    """Quote the row of a finding, and underline its words with the label where both fit on a line."""
    title = clean(finding.event or "") or titles.get(finding.place, "")
    row = _quote(finding.place, title, width)
    carets = cell_len(clean(finding.place.quote))
    room = width - cell_len(_GUTTER) - 2
    if len(row) != 1 or not title or not label or carets + 1 + sum(cell_len(text) + 2 for text, _ in label) > room:
        return row, []
    said: list[Run] = [(_CARET * carets, STYLES[finding.verdict])]
    for text, style in label:
        said += [("  " if len(said) > 1 else " ", ""), (text, style)]
    return row, [tuple(said)]


def _quote(place: Place, title: str, width: int) -> list[Line]:
    """The words at a place, and the title of the event that they date, on a few lines."""
    quote = clean(place.quote)
    if not quote:
        return []
    room = max(2, width - cell_len(_GUTTER) - 2)
    if title and title != quote:
        joined = f"{quote}  {title}"
        if cell_len(joined) <= room:
            return [((quote, ""), (f"  {title}", "bold"))]
        quote = joined
    lines = wrap(quote, room)
    if len(lines) > _QUOTED_LINES:
        kept = "".join(lines[_QUOTED_LINES - 1 :])
        lines = (*lines[: _QUOTED_LINES - 1], cut(kept, room))
    return [((line, ""),) for line in lines]


def _place_line(place: Place, corner: str, width: int, language: Language) -> Line:
    where = cut_start(place_text(place, language), max(2, width - cell_len(_GUTTER) - 3))
    return ((f"{_GUTTER}{corner} ", "blue"), (where, "underline dim"))


def _quoted(runs: Line) -> Line:
    return ((f"{_GUTTER}│ ", "blue"), *runs)


def _fact(items: Sequence[Run], width: int) -> list[Line]:
    """Set facts side by side behind an equals sign, on as many lines as they take."""
    room = max(2, width - cell_len(_GUTTER) - 2)
    pieces = [((part, style),) for text, style in items for part in wrap(text, room)]
    lead = ((f"{_GUTTER}= ", "blue"), (f"{_GUTTER}  ", ""))
    return [(lead[bool(number)], *line) for number, line in enumerate(flow(pieces, " · ", room))]


def _facts(finding: Finding, width: int, language: Language, year: int | None) -> list[Line]:
    """What was required and stated, the days that would do, the repair, and why a person set the finding aside."""

    def words(text: str) -> Message:
        return in_words(clean(text), year)

    say = language.say
    dates: list[Run] = []
    if finding.required is not None:
        dates.append((say(message("required: {time}", time=words(finding.required))), "dim"))
    if finding.actual is not None:
        dates.append((say(message("stated: {time}", time=words(finding.actual))), "dim"))
    lines = _fact(dates, width) if dates else []
    if finding.readings:
        days = tuple(map(words, finding.readings))
        lines += _fact([(say(message("would do: {readings}", readings=days)), "green")], width)
    if finding.suggestion is not None:
        lines += _fact([(say(message("help: {said}", said=finding.suggestion)), "cyan")], width)
    if finding.silenced:
        lines += _fact([(say(message("silenced: {reason}", reason=clean(finding.silenced))), "dim")], width)
    return lines


def _held(held: Sequence[Finding], width: int, language: Language) -> list[Line]:
    """Count the checks that hold, by rule."""
    if not held:
        return []
    counts = Counter(finding.code for finding in held)
    rules = tuple(f"{code} {NAMES.get(code, '')} {count}".replace("  ", " ") for code, count in sorted(counts.items()))
    said = plural_message(
        "{count} check holds ({rules}).", "{count} checks hold ({rules}).", count=len(held), rules=rules
    )
    mark, style = verdict_mark("sure")
    first, *rest = wrap(language.say(said), width - 2)
    return [((mark, style), (f" {first}", "")), *(((f"  {line}", ""),) for line in rest)]


def margin_text(margin: tuple[int, int], language: Language) -> str:
    """Say a margin (least, most) in days: negative where days are missing."""
    least, most = (f"{days:+d}".replace("-", "−") for days in margin)
    return language.say(message("margin {days} d", days=least if margin[0] == margin[1] else f"{least} … {most}"))


def severity_count(severity: Severity, count: int) -> Message:
    """Count the findings of a severity."""
    if severity == "error":
        return plural_message("{count} error", "{count} errors", count=count)
    if severity == "warning":
        return plural_message("{count} warning", "{count} warnings", count=count)
    return plural_message("{count} note", "{count} notes", count=count)


def summary_line(findings: Sequence[Finding], *, width: int, language: Language) -> Text:
    """Count what is wrong by severity, and what was silenced; one line where the cells allow."""
    active = [finding for finding in findings if not finding.silenced]
    items: list[Run] = []
    for severity in SEVERITIES:
        count = sum(one.severity == severity and one.verdict != "sure" for one in active)
        style = f"bold {SEVERITY_STYLES[severity]}" if count else "dim"
        items.append((language.say(severity_count(severity, count)), style))
    if len(active) < len(findings):
        items.append((language.say(message("{count} silenced", count=len(findings) - len(active))), "dim"))
    return paint(flow([(item,) for item in items], " · ", width), width)
