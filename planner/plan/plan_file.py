"""A plan file read back: its demands become clauses again. A wrong entry is reported with its line."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, get_args

from planner.codes import CODES
from planner.records import (
    Bound,
    Clause,
    ClauseKind,
    Completion,
    CompletionSource,
    Fit,
    Length,
    LengthUnit,
    Level,
    Match,
    PartOfDay,
    Place,
    PlannerError,
    Precedence,
    Precision,
    Silence,
    Strength,
    Subject,
    Terms,
    When,
    message,
    system_reason,
)

if TYPE_CHECKING:
    from pathlib import Path

At: TypeAlias = tuple[str | int, ...]
_LAST = 1_000_000  # where a demand that a person added stands in the order of mention
_DAY = 1440  # minutes
_INFORMS = ("unresolved", "needs", "taken_over_from")
_HEAD = re.compile(r"\s*\[(\[)?\s*([\w.\-]+)\s*\]")
_EDTF = re.compile(r"[\dXYSTZ:+\-~?%./,\[\]{}]+")
_EDTF_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\dX])")
_KEY = re.compile(r"\s*([\w\-]+)\s*=")
_TEXT = ("quote", "path", "about", "condition", "activity", "unit", "own_batch", "own_stage", "sheet")
_WHOLE = ("line", "column", "page", "table", "row", "cell", "number_in_plan")
_TERM_TEXT = ("before", "after", "lag", "reviewer", "recipient", "copy_to", "source")
_TERM_LISTS = ("steps", "documents", "units")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What a plan file holds: its demands in the order of mention, the stages' order, and a person's own words."""

    clauses: tuple[Clause, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    matches: tuple[Match, ...] = ()
    silences: tuple[Silence, ...] = ()


def read_plan_file(path: Path) -> PlanFile:
    """Read a plan file.

    Raises PlannerError, naming line and what was expected, for a file that cannot be read or a wrong entry.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors put a mark before it
        table = tomllib.loads(text)
    except OSError as error:
        said = message("{path}: cannot be read as a plan: {error}", path=path, error=system_reason(error))
        raise PlannerError(said) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.suffix.lower() != ".toml":
            said = message(
                "{path}: is no plan file; name a notice with --notice, or make a plan of it first: planner plan {path}"
                " -o plan.toml",
                path=path,
            )
            raise PlannerError(said) from error
        raise PlannerError(message("{path}: cannot be read as a plan: {error}", path=path, error=error)) from error
    return _Reading(str(path), table, _lines(text)).all()


def _lines(text: str) -> dict[At, int]:
    """The line of every table head and key, by its path in the file; array tables count from 0."""
    lines: dict[At, int] = {}
    counts: dict[At, int] = {}
    here: At = ()
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEAD.match(line):
            here = ()
            parts = head[2].split(".")
            for at, part in enumerate(parts, 1):
                here = (*here, part)
                if head[1] and at == len(parts):
                    counts[here] = counts.get(here, -1) + 1
                if here in counts:
                    here = (*here, counts[here])
            lines[here] = number
        elif key := _KEY.match(line):
            lines.setdefault((*here, key[1]), number)
    return lines


def _agrees(edtf: str, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether an EDTF value is of these days: a person who corrects a day may leave the value beside it as it was."""
    ends = [end for end in re.split(r"/|(?<=\d)\.\.", edtf.strip("[]~?%")) if end]
    if not ends:
        return False
    for end, day, of_begin in ((ends[0], first, True), (ends[-1], last, False)):
        if day and (end == ".." or "X" in end):
            return False
        known = _EDTF_DAY.match(end)
        if known and day and day != _edge(*(int(part) if part else 0 for part in known.groups()), of_begin=of_begin):
            return False
    return True


def _edge(year: int, month: int, day: int, *, of_begin: bool) -> dt.date | None:
    """The first or last day of a year, a month or a day; None for what is none of these."""
    try:
        if of_begin or day:
            return dt.date(year, month or 1, day or 1)
        return dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except (ValueError, IndexError):
        return None


class _Reading:
    """One file while it is read: its name, its tables and the lines that they stand on."""

    def __init__(self, path: str, table: Mapping[str, Any], lines: Mapping[At, int]) -> None:
        self.path, self.table, self.lines = path, table, lines

    def all(self) -> PlanFile:
        """Everything that the file holds."""
        self._only((), self.table, ("batch", "order", "match", "silence"))
        found: list[tuple[int, Clause]] = []
        for at, batch in self._tables((), self.table, "batch"):
            self._only(at, batch, ("name", "stage", *_INFORMS, *get_args(ClauseKind)))
            name = self._text(at, batch, "name")
            found.extend(self._demands(at, batch, Subject(batch=name)))
            for within, stage in self._tables(at, batch, "stage"):
                self._only(within, stage, ("name", *_INFORMS, *get_args(ClauseKind)))
                subject = Subject(batch=name, stage=self._needed(within, stage, "name"))
                found.extend(self._demands(within, stage, subject))
        orders = tuple(self._order(at, one) for at, one in self._tables((), self.table, "order"))
        matches = tuple(self._match(at, one) for at, one in self._tables((), self.table, "match"))
        silences = tuple(self._silence(at, one) for at, one in self._tables((), self.table, "silence"))
        clauses = tuple(clause for _, clause in sorted(found, key=lambda one: one[0]))
        return PlanFile(clauses, orders, matches, silences)

    def _demands(self, at: At, table: Mapping[str, Any], subject: Subject) -> Iterator[tuple[int, Clause]]:
        for kind in get_args(ClauseKind):
            for inside, entry in self._tables(at, table, kind):
                number = self._whole(inside, entry, "number_in_plan") or _LAST
                yield number, self._clause(inside, entry, kind, subject)

    def _clause(self, at: At, entry: Mapping[str, Any], kind: ClauseKind, within: Subject) -> Clause:
        known = (
            *_TEXT,
            *_WHOLE,
            *_TERM_TEXT,
            *_TERM_LISTS,
            "number",
            "unit_of_number",
            "bound",
            "strength",
            "level",
            "issued",
            "own",
            "overlap",
        )
        self._only(at, entry, (*known, "length", "time"))
        batch, stage = self._text(at, entry, "own_batch"), self._text(at, entry, "own_stage")
        length, when = entry.get("length"), entry.get("time")
        issued = entry.get("issued")
        if issued is not None and type(issued) is not dt.date:
            self._wrong((*at, "issued"), "2005-05-01")
        return Clause(
            kind=kind,
            subject=Subject(
                batch=within.batch if not batch else batch.removeprefix("-"),
                stage=within.stage if not stage else stage.removeprefix("-"),
                unit=self._text(at, entry, "unit"),
                activity=self._text(at, entry, "activity"),
            ),
            place=self._place(at, entry),
            own=self._is(at, entry, "own"),
            when=None if when is None else self._when((*at, "time"), when),
            length=None if length is None else self._length((*at, "length"), length),
            strength=self._one_of(at, entry, "strength", get_args(Strength), "must"),
            about=self._text(at, entry, "about"),
            condition=self._text(at, entry, "condition"),
            terms=self._terms(at, entry),
            level=self._one_of(at, entry, "level", get_args(Level), None),
            issued=issued,
        )

    def _terms(self, at: At, entry: Mapping[str, Any]) -> Terms:
        number = entry.get("number")
        if number is not None and (type(number) not in (int, float) or not math.isfinite(number)):
            self._wrong((*at, "number"), "85")
        return Terms(
            number=None if number is None else float(number),
            unit=self._text(at, entry, "unit_of_number"),
            bound=self._one_of(at, entry, "bound", get_args(Bound), "exactly"),
            steps=self._list(at, entry, "steps"),
            before=self._text(at, entry, "before"),
            after=self._text(at, entry, "after"),
            lag=self._text(at, entry, "lag"),
            reviewer=self._text(at, entry, "reviewer"),
            recipient=self._text(at, entry, "recipient"),
            copy_to=self._text(at, entry, "copy_to"),
            documents=self._list(at, entry, "documents"),
            units=self._list(at, entry, "units"),
            source=self._text(at, entry, "source"),
            overlap=self._is(at, entry, "overlap"),
        )

    def _is(self, at: At, entry: Mapping[str, Any], name: str) -> bool:
        value = entry.get(name, False)
        if not isinstance(value, bool):
            self._wrong((*at, name), "true | false")
        return value

    def _list(self, at: At, entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
        value = entry.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong((*at, name), '["…", "…"]')
        return tuple(value)

    def _place(self, at: At, entry: Mapping[str, Any]) -> Place:
        numbers = {name: self._whole(at, entry, name) for name in _WHOLE if name != "number_in_plan"}
        return Place(
            path=self._text(at, entry, "path"),
            quote=self._text(at, entry, "quote"),
            sheet=self._text(at, entry, "sheet") or None,
            **numbers,
        )

    def _length(self, at: At, entry: object) -> Length:
        if not isinstance(entry, dict):
            self._wrong(at, 'text = "…", parts = [{ number = 1, unit = "month" }]')
        self._only(at, entry, ("text", "parts", "bound", "upper"))
        bound = self._one_of(at, entry, "bound", get_args(Bound), "exactly")
        upper = self._parts(at, entry, "upper") if "upper" in entry else ()
        return Length(self._text(at, entry, "text"), self._parts(at, entry, "parts"), bound, upper)

    def _parts(self, at: At, entry: Mapping[str, Any], name: str) -> tuple[tuple[float, LengthUnit], ...]:
        parts = entry.get(name)
        if not isinstance(parts, list) or not parts:
            self._wrong((*at, name), '[{ number = 1, unit = "month" }]')
        read: list[tuple[float, LengthUnit]] = []
        for part in parts:
            unit: Any = part.get("unit") if isinstance(part, dict) else None
            if unit not in get_args(LengthUnit):
                self._wrong((*at, name), " | ".join(get_args(LengthUnit)))
            number = part.get("number")
            if type(number) not in (int, float) or not 0 < number < math.inf:
                self._wrong((*at, name), "number > 0")
            read.append((number, unit))
        return tuple(read)

    def _when(self, at: At, entry: object) -> When:
        if not isinstance(entry, dict):
            self._wrong(at, "first = 2005-05-01, last = 2005-05-31")
        names = ("text", "first", "last", "edtf", "fit", "precision", "part", "last_part", "start_time", "end_time")
        self._only(at, entry, (*names, "approximate_first", "approximate_last", "completed_from"))
        days = {name: entry.get(name) for name in ("first", "last")}
        for name, day in days.items():
            if day is not None and type(day) is not dt.date:
                self._wrong((*at, name), "2005-05-01")
        if days["first"] and days["last"] and days["first"] > days["last"]:
            self._wrong((*at, "last"), f">= {days['first'].isoformat()}")
        if not any(entry.get(name) for name in ("first", "last", "edtf")):
            self._wrong(at, "first = 2005-05-01, last = 2005-05-31")
        spelled = "/".join(day.isoformat() if day else ".." for day in days.values())
        stated = self._text(at, entry, "edtf")
        if stated and not _EDTF.fullmatch(stated):
            self._wrong((*at, "edtf"), "2005-07/2005-12~")
        return When(
            text=self._text(at, entry, "text"),
            **days,
            edtf=stated if _agrees(stated, days["first"], days["last"]) else spelled,
            fit=self._one_of(at, entry, "fit", get_args(Fit), "fills"),
            precision=self._one_of(at, entry, "precision", get_args(Precision), "day"),
            part=self._one_of(at, entry, "part", get_args(PartOfDay), None),
            last_part=self._one_of(at, entry, "last_part", get_args(PartOfDay), None),
            start_time=self._minutes(at, entry, "start_time"),
            end_time=self._minutes(at, entry, "end_time"),
            approximate_first=self._is(at, entry, "approximate_first"),
            approximate_last=self._is(at, entry, "approximate_last"),
            completed_from=self._completions(at, entry.get("completed_from", [])),
        )

    def _minutes(self, at: At, entry: Mapping[str, Any], name: str) -> int | None:
        """Minutes after midnight; 24:00 is the last."""
        value = self._whole(at, entry, name)
        if value is not None and not 0 <= value <= _DAY:
            self._wrong((*at, name), f"0 - {_DAY}")
        return value

    def _completions(self, at: At, entries: object) -> tuple[Completion, ...]:
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            self._wrong((*at, "completed_from"), '[{ part = "year", value = 2005, source = "title", text = "…" }]')
        return tuple(self._completion(at, one) for one in entries)

    def _completion(self, at: At, entry: Mapping[str, Any]) -> Completion:
        part = entry.get("part")
        if part not in ("year", "month", "day"):
            self._wrong((*at, "completed_from"), "year | month | day")
        source: Any = entry.get("source")
        if source not in get_args(CompletionSource) or type(entry.get("value")) is not int:
            self._wrong((*at, "completed_from"), " | ".join(get_args(CompletionSource)))
        return Completion(part, entry["value"], source, str(entry.get("text", "")))

    def _order(self, at: At, entry: Mapping[str, Any]) -> Precedence:
        self._only(at, entry, ("before", "after", "batch", "quote", "path", "line", "column"))
        before, after = (self._needed(at, entry, name) for name in ("before", "after"))
        batch = self._text(at, entry, "batch")
        return Precedence(before, after, batch, self._place(at, entry))

    def _match(self, at: At, entry: Mapping[str, Any]) -> Match:
        self._only(at, entry, ("step", "event"))
        return Match(self._needed(at, entry, "step"), self._needed(at, entry, "event"))

    def _silence(self, at: At, entry: Mapping[str, Any]) -> Silence:
        self._only(at, entry, ("code", "event", "reason"))
        code = self._needed(at, entry, "code")
        if code not in {one.code for one in CODES}:
            self._wrong((*at, "code"), " | ".join(one.code for one in CODES))
        return Silence(code, self._text(at, entry, "event"), self._needed(at, entry, "reason"))

    def _needed(self, at: At, entry: Mapping[str, Any], name: str) -> str:
        """A text that must be there and say something."""
        if not self._text(at, entry, name).strip():
            self._wrong((*at, name), f'{name} = "…"')
        return self._text(at, entry, name)

    def _tables(self, at: At, table: Mapping[str, Any], name: str) -> Iterator[tuple[At, Mapping[str, Any]]]:
        entries = table.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            self._wrong((*at, name), f"[[{name}]]")
        for number, entry in enumerate(entries):
            yield (*at, name, number), entry

    def _only(self, at: At, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                self._wrong((*at, name), " | ".join(known))

    def _text(self, at: At, table: Mapping[str, Any], name: str) -> str:
        value = table.get(name, "")
        if not isinstance(value, str):
            self._wrong((*at, name), '"…"')
        return value

    def _whole(self, at: At, table: Mapping[str, Any], name: str) -> int | None:
        value = table.get(name)
        if value is not None and type(value) is not int:
            self._wrong((*at, name), "1")
        return value

    def _one_of(self, at: At, table: Mapping[str, Any], name: str, known: Any, usual: Any) -> Any:
        value = table.get(name, usual)
        if value is not usual and value not in known:
            self._wrong((*at, name), " | ".join(known))
        return value

    def _wrong(self, at: At, expected: str) -> NoReturn:
        line = next((self.lines[at[:end]] for end in range(len(at), 0, -1) if at[:end] in self.lines), 1)
        name = next((part for part in reversed(at) if isinstance(part, str)), "")
        said = message(
            "{path}:{line}: {name} is wrong; expected {expected}",
            path=self.path,
            line=line,
            name=name,
            expected=expected,
        )
        raise PlannerError(said)
