"""The command that brings a feed to a calendar server: publish."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli import options
from planner.cli.session import Session
from planner.records import Message, PlannerError, message, missing_extra

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.serve.caldav import Calendar
    from planner.serve.publish import Done, Step

LEFT_UNDONE = 1
SECONDS = 30.0
Seconds = Annotated[float, typer.Option("--timeout", metavar="SECONDS", help="What one answer of the server may take.")]


class Removed(StrEnum):
    """What becomes of events that are gone."""

    CANCEL = "cancel"
    DELETE = "delete"


def publish(
    context: typer.Context,
    feed: Annotated[Path, typer.Argument(help="A feed that planner wrote.", metavar="FEED.ics")],
    url: Annotated[str, typer.Argument(help="Address of the calendar on a CalDAV server.", metavar="URL")],
    removed: Annotated[
        Removed, typer.Option("--removed", help="What becomes of events that are gone.")
    ] = Removed.CANCEL,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over what was changed on the server.")] = False,
    seconds: Seconds = SECONDS,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Bring a feed to a CalDAV calendar: only what changed goes up. Exits with 1 where something is left undone.

    The user and password are those of PLANNER_CALDAV_USER and PLANNER_CALDAV_PASSWORD, else of the keyring.

    Example: planner publish may.ics https://calendar.example.org/office/may/
    """
    from planner.cli.calendars import own_feed

    session: Session = context.obj
    own = own_feed(feed)
    with connected(url, seconds) as calendar:
        from planner.serve import publish as publishing
        from planner.serve.caldav import UnreachableError

        state = publishing.state_path(feed)
        known = publishing.load_state(state, calendar.url)
        try:
            listed = calendar.listed()
            is_new = listed is None
            if is_new and not dry_run:
                calendar.make(own.text("X-WR-CALNAME"))
            steps = publishing.steps_for(
                own, calendar, listed or {}, {} if is_new else known, removal=removed.value, overwrite=overwrite
            )
        except UnreachableError as error:
            raise unreachable(url, error.reason) from error
        done = () if dry_run else publishing.carry_out(steps, calendar, known, state)
    if form is options.Format.JSON:
        session.answer(_json(session, steps, done, is_new=is_new))
    else:
        session.say(*_lines(steps, done, is_new=is_new, dry_run=dry_run))
    if any(step.action == "conflict" for step in steps) or any(_failed(one) for one in done):
        raise typer.Exit(LEFT_UNDONE)


def connected(url: str, seconds: float) -> Calendar:
    """Open a calendar with the credentials of the environment or the keyring. Raises PlannerError for a wrong URL."""
    try:
        import requests  # noqa: F401  what the extra brings

        from planner.serve.caldav import Calendar
    except ImportError as error:
        raise PlannerError(missing_extra("publish")) from error
    if not seconds > 0:
        raise PlannerError(message("--timeout must be more than 0"))
    return Calendar(url, _login(url), seconds)


def unreachable(url: str, reason: Message) -> PlannerError:
    """What to raise where a server does not answer."""
    return PlannerError(message("{url}: the server does not answer: {reason}", url=url, reason=reason))


def _login(url: str) -> tuple[str, str] | None:
    """The user and password for a server; None where neither the environment nor the keyring has them.

    In the keyring they are those of the service "planner:HOST".
    """
    from urllib.parse import urlsplit

    user, password = os.environ.get("PLANNER_CALDAV_USER"), os.environ.get("PLANNER_CALDAV_PASSWORD")
    if user and password is not None:
        return user, password
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found = keyring.get_credential(f"planner:{urlsplit(url).hostname}", user)
    except KeyringError:
        return None
    return (found.username, found.password) if found else None


def _failed(one: Done) -> bool:
    return one.answer is None or one.answer.outcome != "done"


def _lines(steps: Sequence[Step], done: Sequence[Done], *, is_new: bool, dry_run: bool) -> list[Message]:
    """Say every change, every conflict and every failure, and how many entries stay as they are."""
    lines = []
    if is_new:
        lines.append(message("the calendar is new on the server"))
    answers = {one.step.uid: one for one in done}
    for step in steps:
        if step.action in ("keep", "forget"):
            continue
        one = answers.get(step.uid)
        if step.action != "conflict" and one is not None and _failed(one):
            lines.append(_failure(step, one))
        else:
            lines.append(_said(step))
    kept = sum(step.action == "keep" for step in steps)
    lines.append(message("{count} entries stay as they are", count=kept))
    if dry_run:
        lines.append(message("nothing was sent: this is what would happen"))
    return lines


def _said(step: Step) -> Message:
    if step.action == "conflict":
        return message("! {title}: {reason}", title=step.title, reason=_conflict(step.reason))
    said = {
        "create": message("+ {title}", title=step.title),
        "update": message("~ {title}", title=step.title),
        "cancel": message("- {title}: cancelled", title=step.title),
        "delete": message("- {title}: deleted", title=step.title),
    }
    return said[step.action]


def _conflict(reason: str) -> Message:
    if reason == "deleted":
        return message("conflict: it was deleted on the server, and stays so")
    return message("conflict: it was changed on the server, and stays so; planner import shows how")


def _failure(step: Step, one: Done) -> Message:
    if one.answer is None:
        return message("! {title}: {reason}", title=step.title, reason=message("not tried, the server having failed"))
    if one.answer.outcome == "conflict":
        return message("! {title}: {reason}", title=step.title, reason=_conflict("edited"))
    return message("! {title}: {reason}", title=step.title, reason=one.answer.reason)


def _json(session: Session, steps: Sequence[Step], done: Sequence[Done], *, is_new: bool) -> dict[str, Any]:
    answers = {one.step.uid: one.answer for one in done}
    entries = []
    for step in steps:
        answer = answers.get(step.uid)
        outcome = answer.outcome if answer else "not tried"
        reason = answer.reason if answer else ""
        said = session.language.say(reason) if isinstance(reason, Message) else reason
        entries.append(
            {
                "uid": step.uid,
                "title": step.title,
                "action": step.action,
                "outcome": "conflict" if step.action == "conflict" else outcome,
                "reason": step.reason or said,
            }
        )
    return {"new_calendar": is_new, "dry_run": not done and bool(steps), "entries": entries}
