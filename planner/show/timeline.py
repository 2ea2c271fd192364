"""The timeline: one row an event in date order, its bar on a time axis, and the windows as a band behind the bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.language import Language
from planner.records import Event, Finding, Repeat, Schedule, Verdict, Window, message, plural_message
from planner.show.axis import bounds
from planner.show.bars import band
from planner.show.columns import Column, table
from planner.show.layout import make_layout
from planner.show.legend import legend
from planner.show.lines import Line, Run, paint
from planner.show.marks import verdict_mark, worst_verdicts
from planner.show.places import place_text
from planner.show.rows import axis_lines, event_row, heads, rule_row, title_text, window_row, window_title
from planner.show.width import cell_len, clean, cut, cut_start, wrap

if TYPE_CHECKING:
    from rich.text import Text

NARROWEST = 40  # cells: a narrower terminal gets the layout for this width, cropped


@dataclass(frozen=True, slots=True)
class Panel:
    """A schedule and the windows that concern it; without a schedule, the windows of notices alone."""

    schedule: Schedule | None
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What one panel is drawn with: windows that have a day, in date order; `width` in cells; `today` as an ordinal."""

    windows: tuple[Window, ...]
    verdicts: Mapping[str, Verdict]
    width: int
    language: Language
    today: int | None


def timeline(
    panels: Sequence[Panel],
    findings: Sequence[Finding],
    *,
    width: int,
    language: Language,
    today: dt.date | None = None,
) -> Text:
    """Draw the panels one below the other on `width` cells, each on an axis that suits it, and one legend.

    An event is marked and coloured by the worst verdict of the findings with its uid. Events without a day follow the
    dated ones with their words, windows without a day stand at the end. `today` is drawn where an axis covers it.
    """
    verdicts = worst_verdicts(findings)
    lines: list[Line] = []
    symbols: frozenset[str] = frozenset()
    for panel in panels:
        scene = _Scene(
            windows=tuple(sorted((window for window in panel.windows if _span(window)), key=_in_date_order)),
            verdicts=verdicts,
            width=max(width, NARROWEST),
            language=language,
            today=today.toordinal() if today else None,
        )
        drawn, used = _panel(panel.schedule, scene)
        dateless = _dateless_windows([window for window in panel.windows if not _span(window)], scene)
        lines += [*drawn, ()] if drawn else []
        lines += [*dateless, ()] if dateless else []
        symbols |= used
    events = (event.uid for panel in panels if panel.schedule for event in panel.schedule.events)
    seen = {verdicts[uid] for uid in events if uid in verdicts}
    lines += legend(symbols, seen, max(width, NARROWEST), language, today)
    return paint(lines if not lines or lines[-1] else lines[:-1], width)


def _panel(schedule: Schedule | None, scene: _Scene) -> tuple[list[Line], frozenset[str]]:
    if schedule is None:
        return _chart((), scene) if scene.windows else ([], frozenset())
    drawn, used = _chart(schedule.events, scene)
    return [_heading(schedule, scene), *drawn, *_off_axis(schedule.events, scene)], used


def _span(item: Event | Window) -> tuple[int, int] | None:
    return bounds(item.when) if item.when else None


def _in_date_order(item: Event | Window) -> tuple[int, int]:
    return _span(item) or (0, 0)


def _chart(events: Sequence[Event], scene: _Scene) -> tuple[list[Line], frozenset[str]]:
    """Draw the axis, the windows and the events that have a day; also give the characters that the cells hold."""
    dated = sorted((event for event in events if _span(event)), key=_in_date_order)
    titles = [title_text(event, scene.language) for event in dated] + [
        window_title(window, scene.language) for window in scene.windows
    ]
    around = [window.when for window in scene.windows if window.when]
    times = [event.when for event in dated if event.when]
    layout = make_layout(times, around, titles, heads(scene.language), scene.width)
    axis = layout.axis
    if axis is None or (events and not dated):
        return [], frozenset()
    inside = band(scene.windows, axis)
    rows = [rule_row(layout, axis, scene.language, scene.today)]
    rows += [window_row(window, layout, axis, scene.today, scene.language) for window in scene.windows]
    for event in dated:
        verdict = scene.verdicts.get(event.uid)
        rows.append(event_row(event, verdict, layout, axis, inside, scene.today, scene.language))
    symbols = frozenset(cell for row in rows for cell in row.cells)
    return [*axis_lines(layout, axis, scene.language), *(row.line for row in rows)], symbols


def _heading(schedule: Schedule, scene: _Scene) -> Line:
    """Name the schedule, and count its events."""
    count = len(schedule.events)
    said = scene.language.say(plural_message("{count} event", "{count} events", count=count))
    room = scene.width - cell_len(said) - 2
    title = cut(clean(schedule.title), room) or cut_start(clean(schedule.path), room)
    return ((title, "bold"), (f"  {said}", "dim"))


def _off_axis(events: Sequence[Event], scene: _Scene) -> list[Line]:
    """List the events without a day, in document order: those that repeat, and those whose words give no day."""
    off = [event for event in events if not _span(event)]
    repeating = [event for event in off if event.repeat is not None]
    undated = [event for event in off if event.repeat is None]
    repeats = plural_message("{count} event that repeats", "{count} events that repeat", count=len(repeating))
    lacking = plural_message("{count} event without a date", "{count} events without a date", count=len(undated))
    lines: list[Line] = []
    for group, said, style in ((repeating, repeats, ""), (undated, lacking, "yellow")):
        if group:
            lines += [(), ((scene.language.say(said), style),), *_off_axis_table(group, scene)]
    return lines


def _off_axis_table(events: Sequence[Event], scene: _Scene) -> list[Line]:
    """Say words, title, what was read and the place of events without a day, marked by their verdicts."""
    words, title, _ = heads(scene.language)
    columns = (
        Column(words, least=10),
        Column(title, "bold", 10),
        Column(scene.language.say(message("Read as")), "dim", 8),
        Column(scene.language.say(message("Place")), "dim", 8),
    )
    rows: list[tuple[str, ...]] = []
    marks: list[Run] = []
    for event in events:
        time = event.repeat or event.when
        source = event.place.quote if event.place.quote != event.title else ""
        said = time.text if time else source  # 另行通知, 待定: the words that leave the day open
        value = time.rrule if isinstance(time, Repeat) else time.edtf if time else ""
        place = place_text(event.place, scene.language, with_path=False)
        rows.append((clean(said) or "–", title_text(event, scene.language), clean(value), place))
        marks.append(verdict_mark(scene.verdicts.get(event.uid)))
    return table(columns, rows, scene.width, marks=marks)


def _dateless_windows(windows: Sequence[Window], scene: _Scene) -> list[Line]:
    """Name the windows without a day; their table says what is missing."""
    if not windows:
        return []
    names = tuple(dict.fromkeys(clean(window.name) for window in windows))
    said = message("Windows without dates: {names}", names=names)
    return [((line, "dim"),) for line in wrap(scene.language.say(said), scene.width)]
