"""Extensions added to the windows that they extend, where the plan holds these."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.plan.lengths import extended, prolonged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.records import Subject, When, Window
    from planner.settings import Settings


def with_extensions(windows: Sequence[Window], settings: Settings) -> tuple[Window, ...]:
    """Give each extension the window that it extends: the two become one, which rests on the clauses of both.

    An extension without a base, or with several that differ, stays as it is.
    """
    found = [_lengthened(one, one, settings) or one if one.when else one for one in windows]
    for extension in [one for one in found if one.when is None and (one.extension or _until(one))]:
        bases = [one for one in found if _is_base(one, extension)]
        if len(bases) == 1 and (whole := _lengthened(bases[0], extension, settings)):
            found = [whole if one is bases[0] else one for one in found if one is not extension]
    return tuple(found)


def _is_base(base: Window, extension: Window) -> bool:
    """Whether an extension is of this window: same stage and batch, the same level, issued no earlier."""
    ours, theirs = extension.basis[0], base.basis[0]
    in_order = not (ours.issued and theirs.issued) or theirs.issued <= ours.issued
    return (
        base.when is not None
        and base.extension is None
        and _names(base.subject) == _names(extension.subject)
        and (not base.subject.unit or not extension.subject.unit or base.subject.unit == extension.subject.unit)
        and (ours.level, ours.own) == (theirs.level, theirs.own)
        and in_order
    )


def _names(subject: Subject) -> tuple[str, str]:
    return subject.batch, subject.stage


def _until(window: Window) -> When | None:
    """The day that an extension names for the new end (延长至8月15日); None where none does."""
    return next((one.when for one in window.basis if one.kind == "extension" and one.when and not one.length), None)


def _lengthened(base: Window, extension: Window, settings: Settings) -> Window | None:
    """The base with its end moved; None where nothing moves it."""
    if base.when is None:
        return None
    when = None
    if until := _until(extension):
        when = prolonged(base.when, until)
    elif extension.extension:
        when = extended(base.when, extension.extension)
    if when is None:
        return None
    blurred_now = when.approximate_last and not base.when.approximate_last
    return replace(
        base,
        when=when,
        extension=extension.extension,
        basis=base.basis if base is extension else (*base.basis, *extension.basis),
        slack_last=base.slack_last + (settings.week_slack_days if blurred_now else 0),
    )
