"""The codes of findings: a letter for the family, three digits, and a name that says the fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from planner.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.records import Message, Place, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding. `severity` is what an `impossible` or `open` verdict weighs unless settings say otherwise."""

    code: str
    name: str
    severity: Severity


UNREADABLE_FILE = Code("X101", "unreadable-file", "error")
EMPTY_FILE = Code("X102", "empty-file", "warning")
ENCODING_DETECTED = Code("X103", "encoding-detected", "info")
UNKNOWN_FORMAT = Code("X104", "unknown-format", "warning")
LEFT_OUT = Code("X105", "left-out", "info")
RAGGED_TABLE = Code("X106", "ragged-table", "warning")
NO_CONTENT = Code("X107", "no-content", "warning")
SAME_SCHEDULE = Code("X108", "same-schedule", "info")
SCANNED_PAGE = Code("X109", "scanned-page", "warning")
WRONG_SUFFIX = Code("X110", "wrong-suffix", "info")
PARTLY_READ = Code("X111", "partly-read", "warning")
RECOGNISED_TEXT = Code("X112", "recognised-text", "info")
UNDATED_ROW = Code("X201", "undated-row", "warning")
IMPOSSIBLE_DATE = Code("X202", "impossible-date", "error")
CONTRADICTORY_TIME = Code("X203", "contradictory-time", "error")
NO_YEAR = Code("X204", "no-year", "warning")
NO_TIME_COLUMN = Code("X205", "no-time-column", "warning")
AMBIGUOUS_DATE = Code("X206", "ambiguous-date", "warning")
VAGUE_TIME = Code("X207", "vague-time", "info")
NO_CLOCK = Code("X208", "no-clock-time", "info")
ROW_WITHOUT_CONTENT = Code("X209", "row-without-content", "warning")
NO_TERM_START = Code("X210", "no-term-start", "warning")
STATED_AGAIN = Code("X211", "stated-again", "info")
STATED_DIFFERENTLY = Code("X212", "stated-differently", "error")
OUTSIDE_CAPTION = Code("X213", "outside-caption", "warning")
BEFORE_DOCUMENT = Code("X214", "before-document", "error")
OTHER_COUNT = Code("X215", "other-count", "warning")
WEEK_NUMBER = Code("X216", "week-number", "warning")
CORRECTION_UNMATCHED = Code("X217", "correction-unmatched", "warning")
SILENCE_UNMATCHED = Code("X218", "silence-unmatched", "warning")
OUTSIDE_WINDOW = Code("W101", "outside-window", "error")
WINDOW_UNKNOWN = Code("W102", "window-unknown", "info")
OTHER_BATCH = Code("W103", "other-batch", "info")
STEPS_OUT_OF_ORDER = Code("P101", "steps-out-of-order", "error")
NOT_AT_ONCE = Code("P102", "not-at-once", "error")
BASE_NOT_FINISHED = Code("P103", "base-not-finished", "error")
WRONG_DISTANCE = Code("P104", "wrong-distance", "error")
STAGE_TOO_SHORT = Code("D101", "stage-too-short", "error")
STAGE_TOO_LONG = Code("D102", "stage-too-long", "error")
TOO_LITTLE_EFFORT = Code("D103", "too-little-effort", "error")
STEP_MISSING = Code("S101", "step-missing", "error")
EVENT_NO_STEP = Code("S102", "event-no-step", "info")
NOT_TOGETHER = Code("J101", "not-together", "error")
OUTSIDE_HIGHER = Code("H101", "outside-higher-window", "error")
OTHER_LENGTH = Code("H102", "other-length", "warning")
GATE_NOT_PASSED = Code("G101", "gate-not-passed", "error")
THRESHOLD_UNKNOWN = Code("G102", "threshold-unknown", "info")
NOT_REVIEWED = Code("F101", "not-reviewed", "error")
NOT_FILED = Code("F102", "not-filed", "error")
AFTER_DEADLINE = Code("F103", "after-deadline", "error")
NOT_DRAWN_UP = Code("F104", "not-drawn-up", "info")
ON_WEEKEND = Code("C101", "on-weekend", "warning")
ON_HOLIDAY = Code("C102", "on-holiday", "warning")
MADE_UP_DAY = Code("C103", "made-up-working-day", "info")
AT_NIGHT = Code("C104", "at-night", "warning")
HOLIDAYS_UNKNOWN = Code("C105", "holidays-unknown", "info")
PARTICIPANT_CLASH = Code("K101", "participant-clash", "error")
ORGANIZER_CLASH = Code("K102", "organizer-clash", "warning")
PLACE_CLASH = Code("K103", "place-clash", "error")
VERDICT_CHANGED = Code("A101", "verdict-changed", "info")

CODES = tuple(value for value in globals().values() if isinstance(value, Code))
NAMES: Mapping[str, str] = MappingProxyType({one.code: one.name for one in CODES})


def reading_finding(
    code: Code, said: Message, place: Place, *, verdict: Verdict = "open", event: str | None = None
) -> Finding:
    """A finding of family X: what reading met at a place."""
    return Finding(code=code.code, verdict=verdict, severity=code.severity, message=said, place=place, event=event)


def weighed(findings: Iterable[Finding], severity: Mapping[str, Severity]) -> tuple[Finding, ...]:
    """The findings of reading with the weight that a user gave their codes; what is good stays a note."""
    return tuple(
        one._replace(severity=severity[one.code]) if one.code in severity and one.verdict != "sure" else one
        for one in findings
    )
