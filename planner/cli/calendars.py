"""Any file that holds events as one calendar: a feed as it is, events of a file or of documents as their feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.records import PlannerError, message

if TYPE_CHECKING:
    from pathlib import Path

    from planner.cli.options import Reading
    from planner.cli.session import Session
    from planner.export.feed_reader import Feed
    from planner.records import Event, Schedule
    from planner.settings import Settings


def calendar_of(session: Session, path: Path, reading: Reading) -> tuple[Feed, Settings]:
    """Read a feed, a file of events (.events.toml, .json), a document, or a folder of documents, with its settings.

    Raises PlannerError for what is none of them.
    """
    from planner.cli.material import gather, settings_for
    from planner.export import feed_reader
    from planner.extract import saved

    settings = reading.over(settings_for([path], reading.config))
    if path.is_file() and path.suffix.lower() == ".ics":
        return feed_reader.read_feed(content_of(path), str(path)), settings
    if path.is_file() and path.name.lower().endswith(saved.SUFFIX):
        return feed_of(session, _without_stages(saved.extract_of(_text(path), str(path)).schedule), settings), settings
    if path.is_file() and path.suffix.lower() == ".json":
        from planner.export.json_events import events_of

        events = events_of(_text(path), str(path))
        return feed_of(session, _without_stages(_of_events(path, events)), settings), settings
    material = gather(session, [path], reading)
    return feed_of(session, joined(path, material.schedules), material.settings), material.settings


def joined(path: Path, schedules: tuple[Schedule, ...]) -> Schedule:
    """Several schedules as one: under the titles of all, with the events of all; an empty one where there are none."""
    from planner.records import Schedule, Subject

    titles = dict.fromkeys(schedule.title for schedule in schedules)
    events = {event.uid: event for schedule in schedules for event in schedule.events}
    date = max((one.date for one in schedules if one.date), default=None)
    return Schedule(str(path), " / ".join(titles) or path.name, Subject(), tuple(events.values()), date)


def feed_of(session: Session, schedule: Schedule, settings: Settings) -> Feed:
    """Give the feed of a schedule, as its export would be."""
    from planner.export import feed_reader, ical

    data = ical.calendar(schedule, settings=settings, language=session.language)
    return feed_reader.read_feed(data, schedule.path)


def _of_events(path: Path, events: tuple[Event, ...]) -> Schedule:
    from planner.records import Schedule, Subject

    return Schedule(str(path), path.name.removesuffix(".json"), Subject(), events)


def _without_stages(schedule: Schedule) -> Schedule:
    from dataclasses import replace

    return replace(schedule, events=tuple(one for one in schedule.events if one.kind != "stage"))


def _text(path: Path) -> str:
    try:
        return content_of(path).decode()
    except UnicodeDecodeError as error:
        raise PlannerError(message("{path}: cannot be read: {reason}", path=path, reason=error)) from error


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises PlannerError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlannerError(message("{path}: cannot be read: {reason}", path=path, reason=error.strerror)) from error


def own_feed(path: Path) -> Feed:
    """Read a feed that planner wrote. Raises PlannerError for any other file."""
    from planner.export.feed_reader import read_feed

    feed = read_feed(content_of(path), str(path))
    if not feed.is_ours:
        raise PlannerError(message("{path}: is no feed that planner wrote", path=path))
    return feed
