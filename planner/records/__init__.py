"""The nouns of the project: frozen records that each step hands to the next. Imports nothing of ours.

Conventions that hold everywhere: a span of days is inclusive at both ends; a clock time is a whole number of minutes
after midnight, 0 to 1440, where 1440 is the 24:00 that closes the day; an empty string is a field that the document
leaves empty; None is a bound that the words leave open.
"""

from __future__ import annotations

from planner.records.documents import Block, Cell, Document, Paragraph, Table
from planner.records.events import Event, EventKind, Schedule, Status, Subject
from planner.records.findings import Finding, Severity, Verdict
from planner.records.messages import Message, PlannerError, message, missing_extra, plural_message, system_reason
from planner.records.places import Place
from planner.records.plans import (
    Branch,
    Clause,
    ClauseKind,
    Level,
    Match,
    Plan,
    Precedence,
    Silence,
    Strength,
    Terms,
    Unresolved,
    Window,
)
from planner.records.times import (
    Bound,
    Completion,
    CompletionSource,
    Fit,
    Length,
    LengthUnit,
    PartOfDay,
    Precision,
    Repeat,
    When,
)

__all__ = [
    "Block",
    "Bound",
    "Branch",
    "Cell",
    "Clause",
    "ClauseKind",
    "Completion",
    "CompletionSource",
    "Document",
    "Event",
    "EventKind",
    "Finding",
    "Fit",
    "Length",
    "LengthUnit",
    "Level",
    "Match",
    "Message",
    "Paragraph",
    "PartOfDay",
    "Place",
    "Plan",
    "PlannerError",
    "Precedence",
    "Precision",
    "Repeat",
    "Schedule",
    "Severity",
    "Silence",
    "Status",
    "Strength",
    "Subject",
    "Table",
    "Terms",
    "Unresolved",
    "Verdict",
    "When",
    "Window",
    "message",
    "missing_extra",
    "plural_message",
    "system_reason",
]
