"""The rows of a timeline: labels on the left, cells of the axis on the right."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from planner.dates.words import in_words
from planner.language import Language
from planner.records import Event, Message, Verdict, When, Window, message
from planner.show import bars
from planner.show.axis import Axis, lower_labels, upper_labels
from planner.show.layout import GAP, MARK, Layout
from planner.show.lines import Line, Run, runs
from planner.show.marks import verdict_mark
from planner.show.plan import STRENGTHS
from planner.show.spans import span_text
from planner.show.width import clean, cut, pad


@dataclass(frozen=True, slots=True)
class Row:
    """Labels, and a character with its style for each cell of the axis."""

    label: Line
    cells: tuple[str, ...]
    styles: tuple[str, ...]

    @property
    def line(self) -> Line:
        """The row as one line."""
        return self.label + runs(self.cells, self.styles)


def _label(layout: Layout, mark: Run, texts: tuple[str, str, str], styles: tuple[str, str, str]) -> Line:
    """Set marker, words, title and dates side by side, each cut to its column."""
    line: list[Run] = [(pad(mark[0], MARK), mark[1])]
    for text, width, style in zip(texts, (layout.words, layout.title, layout.dates), styles, strict=True):
        if width:
            line.append((pad(cut(clean(text), width), width), style))
            line.append((" " * GAP, ""))
    return tuple(line)


def _drawn(
    label: Line, bar: Mapping[int, str], style: str, axis: Axis, inside: AbstractSet[int], today: int | None
) -> Row:
    """Lay a bar over today's line, and that over the band."""
    cells, styles = [" "] * axis.cells, [""] * axis.cells
    for cell in inside:
        cells[cell], styles[cell] = bars.BAND, "dim"
    if today is not None and axis.covers(today):
        cell = bars.today_cell(axis, today)
        cells[cell], styles[cell] = bars.TODAY, bars.TODAY_STYLE
    for cell, character in bar.items():
        cells[cell], styles[cell] = character, style
    return Row(label, tuple(cells), tuple(styles))


def _ruler(labels: Mapping[int, str], left: str, layout: Layout) -> Line:
    """Set labels over their cells, behind the text that stands left of the axis."""
    line = pad(left, layout.axis_column)
    for cell, text in sorted(labels.items()):
        line = pad(line, layout.axis_column + cell) + text
    return ((line, "bold"),)


def heads(language: Language) -> tuple[str, str, str]:
    """Give the heads of words, titles and dates."""
    return language.say(message("Words")), language.say(message("Event")), language.say(message("Dates"))


def axis_lines(layout: Layout, axis: Axis, language: Language) -> list[Line]:
    """Draw the one or two lines of labels over the axis, the column heads beside the lower one."""
    lower, upper = lower_labels(axis, language), upper_labels(axis, language)
    words, title, dates = heads(language)
    named = (words, title, dates if layout.year is None else f"{layout.year:04}")
    left = "".join(text for text, _ in _label(layout, ("", ""), named, ("", "", "")))
    lines = [_ruler(upper, "", layout)] if upper else []
    return [*lines, _ruler(lower, left, layout)]


def rule_row(layout: Layout, axis: Axis, language: Language, today: int | None) -> Row:
    """Draw the line under the labels."""
    left = bars.RULE * (layout.axis_column - GAP) + " " * GAP
    cells = tuple(bars.rule(axis, lower_labels(axis, language), today))
    styles = tuple(bars.TODAY_STYLE if cell == bars.TODAY_ON_RULE else "dim" for cell in cells)
    return Row(((left, "dim"),), cells, styles)


def window_title(window: Window, language: Language) -> str:
    """Give a window's name, with its strength where that is not "must"."""
    name = clean(window.name)
    if window.strength == "must":
        return name
    return language.say(message("{name} ({strength})", name=name, strength=STRENGTHS[window.strength]))


def window_row(window: Window, layout: Layout, axis: Axis, today: int | None, language: Language) -> Row:
    """Draw a window that has a day."""
    when = window.when
    title = window_title(window, language)
    texts = (when.text, title, span_text(when, layout.year)) if when else ("", title, "")
    label = _label(layout, ("", ""), texts, ("dim", bars.WINDOW_STYLE, "dim"))
    return _drawn(label, bars.window_bar(when, axis) if when else {}, bars.WINDOW_STYLE, axis, frozenset(), today)


def title_text(event: Event, language: Language) -> str:
    """Give an event's title, with its status where that is not "confirmed"."""
    title = clean(event.title)
    notes: dict[str, Message] = {
        "tentative": message("{title} (tentative)", title=title),
        "cancelled": message("{title} (cancelled)", title=title),
    }
    return language.say(notes[event.status]) if event.status in notes else title


def _said(when: When | None, year: int | None, language: Language) -> str:
    """The words of a time; where it has none but a span or a set of days in EDTF, this in words."""
    if when is None:
        return ""
    in_edtf = when.text == when.edtf and ("/" in when.edtf or ".." in when.edtf)
    return language.say(in_words(when.edtf, year)) if in_edtf else when.text


def event_row(
    event: Event,
    verdict: Verdict | None,
    layout: Layout,
    axis: Axis,
    inside: AbstractSet[int],
    today: int | None,
    language: Language,
) -> Row:
    """Draw an event that has a day, marked and coloured by its verdict."""
    mark = verdict_mark(verdict)
    when = event.when
    texts = (
        _said(when, layout.year, language),
        title_text(event, language),
        span_text(when, layout.year) if when else "",
    )
    label = _label(layout, mark, texts, ("", "bold", "dim"))
    return _drawn(label, bars.event_bar(event, axis), mark[1], axis, inside, today)
