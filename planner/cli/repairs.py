"""What the commands that propose dates need: what they read, what they print, what they write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.extracting import corrections_in
from planner.cli.targets import free_target
from planner.extract.saved import SUFFIX, drafted, head_of
from planner.records import PlannerError, message, plural_message
from planner.repair import Repair, with_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

    from planner.cli.material import Material
    from planner.cli.options import Reading
    from planner.cli.session import Session
    from planner.records import Plan, Schedule
    from planner.repair import Draft
    from planner.settings import Settings


def only_schedule(material: Material) -> Schedule:
    """The one schedule of a document. Raises PlannerError where it holds several."""
    if len(material.schedules) != 1:
        said = message("repair takes one schedule at a time, not {count}", count=len(material.schedules))
        raise PlannerError(said)
    return material.schedules[0]


def require_events_named(schedule: Schedule, titles: Iterable[str]) -> None:
    """Raise PlannerError for a title that no event of a schedule has."""
    known = tuple(dict.fromkeys(event.title for event in schedule.events))
    for title in titles:
        if title not in known:
            raise PlannerError(message("no event is called {title}; there are: {known}", title=title, known=known))


def plan_for(
    session: Session, notices: Sequence[Path] | None, plan_file: Path | None, reading: Reading
) -> tuple[Plan, Settings]:
    """The plan that notices and a plan file make, and the settings beside them."""
    from planner.cli.material import Material, gather, settings_for

    if notices:
        material = gather(session, notices, reading)
    else:
        settings = settings_for([plan_file] if plan_file else [], reading.config)
        material = Material(settings, (), (), (), ())
    return material.plan(plan_file, notices=material), material.settings


def require_suffix(path: Path) -> None:
    """Raise PlannerError for a file of events that is not called one: it could not be read again."""
    if not path.name.lower().endswith(SUFFIX):
        raise PlannerError(message("{path}: the name must end in {suffix}", path=path, suffix=SUFFIX))


def target_of(schedule: Path, output: Path | None, others: Sequence[Path]) -> Path:
    """Where corrected events go: never over the schedule itself. Raises PlannerError for a name that cannot be."""
    if output is None:
        is_events = schedule.name.lower().endswith(SUFFIX)
        stem = schedule.name[: -len(SUFFIX)] + ".repaired" if is_events else schedule.name
        output = schedule.with_name(stem + SUFFIX)
    require_suffix(output)
    return free_target(output, (schedule, *others))


def can_write(session: Session, repair: Repair, *, approved: bool) -> bool:
    """Whether a repair may be written: it must mend everything, and a person must approve what is not safe."""
    unsafe = sum(not one.is_safe for one in repair.edits)
    if repair.conflict or repair.left:
        session.note(message("nothing is written: rules stay broken"))
        return False
    if unsafe and not approved:
        said = plural_message(
            "nothing is written: {count} edit needs approval; look at it, then add --approve",
            "nothing is written: {count} edits need approval; look at them, then add --approve",
            count=unsafe,
        )
        session.note(said)
        return False
    return True


def write(material: Material, schedule: Schedule, repair: Repair, target: Path) -> None:
    """Write the corrected events of a schedule. Raises PlannerError where the file cannot be written."""
    from planner.export.files import write_atomically

    write_atomically(target, _corrected(material, schedule, repair, target).encode())


def write_draft(schedule: Schedule, target: Path) -> None:
    """Write a draft as a file of events. Raises PlannerError where the file cannot be written."""
    from planner.export.files import write_atomically
    from planner.export.seal import sealed

    write_atomically(target, sealed(drafted(schedule)).encode())


def _corrected(material: Material, schedule: Schedule, repair: Repair, target: Path | None) -> str:
    """The file of events with the proposed times; corrections that the file holds already stay."""
    from planner.extract.corrections import saved

    if schedule.path.lower().endswith(SUFFIX):
        return drafted(with_edits(schedule, repair.edits))
    source = next(one for one in material.extracts if one.schedule.path == schedule.path)
    times = {edit.event.uid: edit.when.edtf for edit in repair.edits}
    before = corrections_in(target if target is not None else Path(schedule.path + SUFFIX))
    return saved(source.as_read, before, times, head_of(schedule))


def show(session: Session, material: Material, schedule: Schedule, repair: Repair, plan: Plan) -> None:
    """Show a repair: the edits, the schedule before and after, the difference of the file of events, what is left."""
    from planner.show.findings import findings_view
    from planner.show.repair import conflict_lines, edits_table

    width, language = session.console().width, session.language
    if repair.conflict:
        session.show(conflict_lines(repair.conflict, width=width, language=language))
        return
    if repair.edits:
        session.show(edits_table(repair.edits, width=width, language=language))
        session.show("")
        session.say(message("Before:"))
        session.show(_timeline(session, schedule, plan))
        session.show("")
        session.say(message("After:"))
        session.show(_timeline(session, with_edits(schedule, repair.edits), plan))
        session.show("")
        session.say(message("The file of events would change so:"))
        for line in _difference(session, material, schedule, repair):
            print(line)
    if repair.left:
        session.show("")
        session.say(message("No change of dates mends these:"))
        session.show(findings_view(repair.left, width=width, language=language))


def _timeline(session: Session, schedule: Schedule, plan: Plan) -> Text:
    from planner.show.timeline import Panel, timeline

    windows = tuple(one for one in plan.windows if one.when)
    return timeline([Panel(schedule, windows)], (), width=session.console().width, language=session.language)


def _difference(session: Session, material: Material, schedule: Schedule, repair: Repair) -> Iterator[str]:
    """The changed lines of the file of events as a unified diff; no line is added or lost, only times change."""
    before = _corrected(material, schedule, Repair(), None).splitlines()
    after = _corrected(material, schedule, repair, None).splitlines()
    yield from map(session.language.say, (message("--- before"), message("+++ after")))
    title = ""
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        title = old if old.startswith("title = ") else title
        if old != new:
            yield from (f"@@ -{number} +{number} @@ {title}", f"-{old}", f"+{new}")


def say_next(session: Session, repair: Repair, written: Path | None) -> None:
    """Say what was written, or what to do next."""
    if written is not None:
        session.say(message("{path} is written; planner check takes its dates from now on.", path=written))
    elif not (repair.edits or repair.left or repair.conflict):
        session.say(message("Nothing to mend: every rule asked for is kept."))
    elif repair.edits and not repair.left:
        session.say(message("Add --apply to write these dates into a file of events; the document stays as it is."))


def show_draft(session: Session, draft: Draft, schedule: Schedule, repair: Repair) -> None:
    """Show a draft: its timeline, what was laid by which rule, and what it leaves to a person."""
    from planner.show.findings import findings_view
    from planner.show.repair import conflict_lines, draft_table
    from planner.show.timeline import Panel, timeline

    width, language = session.console().width, session.language
    session.show(timeline([Panel(schedule, ())], (), width=width, language=language))
    session.show("")
    session.say(message("What is marked proposed the notices leave open."))
    session.show(draft_table(draft, schedule.events, width=width, language=language))
    if repair.conflict:
        session.show(conflict_lines(repair.conflict, width=width, language=language))
    if repair.left:
        session.show("")
        session.say(message("No change of dates mends these:"))
        session.show(findings_view(repair.left, width=width, language=language))


def say_drafted(session: Session, written: Path, notices: Sequence[Path], plan_file: Path | None) -> None:
    """Say that a draft is written, and the call that checks it against what it was laid out by."""
    against = " ".join((*(["--plan", str(plan_file)] if plan_file else []), *(f"--notice {one}" for one in notices)))
    said = message("{path} is written: correct it, then: planner check {path} {against}", path=written, against=against)
    session.say(said)
