"""From the paths of a call to what the documents hold: the part that all commands on documents share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner import codes, extract, read
from planner.check import Report, check
from planner.check.silencing import silenced, unmatched
from planner.cli.extracting import corrections_for, events_in
from planner.extract.cover import cover_of
from planner.extract.same import merge_equal
from planner.extract.saved import SUFFIX
from planner.plan import plan_of
from planner.plan.amendments import as_of
from planner.plan.plan_file import PlanFile, read_plan_file
from planner.records import PlannerError, message
from planner.settings import Settings, read_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from planner.cli.options import Reading
    from planner.cli.session import Session
    from planner.records import Clause, Finding, Plan, Schedule


@dataclass(frozen=True, slots=True)
class Material:
    """What the documents of a call hold, in the order of the call, and what reading them met.

    `schedules` are the documents that hold events, each schedule once, without the windows of stages; `listed` are all
    that hold anything dated, with them.
    """

    settings: Settings
    extracts: tuple[extract.Extract, ...]
    schedules: tuple[Schedule, ...]
    listed: tuple[Schedule, ...]
    findings: tuple[Finding, ...]

    def plan(self, file: Path | None = None, *, notices: Material | None = None, day: dt.date | None = None) -> Plan:
        """What these documents and a plan file demand, on a day, or with all notices in force.

        With `notices`, what these demand of every schedule, and what the schedules here say themselves: a schedule's
        own prose binds that schedule only. A document that is named as a notice speaks as one, and a demand that the
        plan file holds already counts as it stands there.
        """
        filed = read_plan_file(file) if file else PlanFile()
        above = notices.extracts if notices else ()
        named = {_full(one.schedule.path) for one in above}
        ours = [
            one for one in self.extracts if (one.lists_events or not notices) and _full(one.schedule.path) not in named
        ]
        known = {_words(clause) for clause in filed.clauses}
        stated = (
            *(clause for one in above for clause in one.clauses),
            *(replace(clause, own=one.lists_events) for one in ours for clause in one.clauses),
        )
        clauses = (*filed.clauses, *(clause for clause in stated if not known or _words(clause) not in known))
        precedences = (pair for one in (*above, *ours) for pair in one.prose.precedences)
        made = plan_of(as_of(clauses, day), self.settings, (*filed.precedences, *precedences))
        return replace(made, matches=filed.matches, silences=filed.silences)

    def met_as_notices(self) -> tuple[Finding, ...]:
        """What reading met in documents that are notices: a row without a date is no fault where a demand was read."""
        read_there = {(clause.place.path, clause.place.line) for one in self.extracts for clause in one.clauses}
        return tuple(
            one
            for one in self.findings
            if one.code != codes.UNDATED_ROW.code or (one.place.path, one.place.line) not in read_there
        )

    def check(self, plan: Plan, window: str | None = None, *, paired: bool = False) -> Report:
        """Check the schedules against a plan; `paired` where its notices were named for them."""
        own = {one.path for one in self.schedules}
        with_stages = tuple(one for one in self.listed if one.path in own)
        return check(with_stages, plan, self.settings, window, paired=paired)


def _full(path: str) -> str:
    """A path by which a document is known again, however a call writes it."""
    return str(Path(path).resolve())


def _words(clause: Clause) -> tuple[str, str, str]:
    """By what a demand is known again: its document, its kind and its words."""
    return _full(clause.place.path), clause.kind, clause.place.quote


def settled(report: Report, met: Iterable[Finding], plan: Plan, plan_file: Path | None) -> tuple[Finding, ...]:
    """What reading met, each finding once, set aside where the plan silences it.

    A silence of the plan file that sets nothing aside, there or in the report, is a finding too.
    """
    findings = silenced(dict.fromkeys(met), plan.silences)
    return (*findings, *unmatched((*report.findings, *findings), plan.silences, str(plan_file)))


def gather(session: Session, paths: Sequence[Path], reading: Reading, leave_out: Path | None = None) -> Material:
    """Read and extract every document that the paths name.

    A folder stands for its documents. What cannot be read is a finding; raises PlannerError where nothing can.
    """
    settings = reading.over(settings_for(paths, reading.config))
    files, findings = files_of(paths, leave_out)
    extracts: list[extract.Extract] = []
    with read.Reader(settings) as reader:
        for path in session.progress(files, message("reading")):
            if path.name.lower().endswith(SUFFIX):
                extracts.append(events_in(path))
                continue
            documents, met = reader.read(path)
            findings.extend(met)
            for document in documents:
                found = extract.extract(
                    document, settings, reading.on, reading.term_start, corrections_for(path), reading.cover
                )
                extracts.append(found)
                findings.extend((*document.problems, *found.findings))
    if not extracts:
        raise nothing_read(paths, findings)
    listed, merged = merge_equal(one.schedule for one in extracts if one.schedule.events)
    met = codes.weighed((*findings, *merged), settings.severity)
    return Material(settings, tuple(extracts), _without_stages(listed), listed, met)


def _without_stages(listed: Sequence[Schedule]) -> tuple[Schedule, ...]:
    """The schedules without the windows of stages that their prose states, and none that holds nothing else."""
    bare = (replace(one, events=tuple(event for event in one.events if event.kind != "stage")) for one in listed)
    return tuple(one for one in bare if one.events)


def under_notices(
    session: Session, notices: Sequence[Path] | None, reading: Reading
) -> tuple[Material | None, Reading]:
    """Read the notices that schedules came with, and say how the schedules are read: their first window dates them.

    That none of them demands anything is noted on standard error, for then nothing is held against them.
    """
    if not notices:
        return None, reading
    found = gather(session, notices, reading)
    if not any(one.clauses for one in found.extracts):
        session.note(message("no demand was read from {paths}; planner read shows what was", paths=tuple(notices)))
    return found, replace(reading, cover=cover_of(clause for one in found.extracts for clause in one.clauses))


def require_events(material: Material) -> None:
    """Raise PlannerError where a command that works on events was given none."""
    if not material.schedules:
        paths = tuple(one.schedule.path for one in material.extracts)
        if any(one.is_notice for one in material.extracts):
            said = message(
                "no events in {paths}, which is a notice: give the schedule, and this after --notice", paths=paths
            )
            raise PlannerError(said)
        raise PlannerError(message("no events in {paths}; planner extract shows what was read", paths=paths))


def files_of(paths: Sequence[Path], leave_out: Path | None = None) -> tuple[list[Path], list[Finding]]:
    """The files that the paths of a call name, and what is left out; a folder stands for its documents."""
    files: list[Path] = []
    findings: list[Finding] = []
    for path in paths:
        if path.is_dir():
            found, left_out = read.files_in(path, leave_out)
            files.extend(found)
            findings.extend(left_out)
        else:
            files.append(path)
    return list(dict.fromkeys(files)), findings


def settings_for(paths: Sequence[Path], config: Path | None) -> Settings:
    """The settings of a call: those of the file it names, else of planner.toml beside its documents."""
    path = settings_file(paths, config)
    return read_settings(path) if path else Settings()


def settings_file(paths: Sequence[Path], config: Path | None) -> Path | None:
    """The file of settings that a call names, else the one beside its documents; None where there is neither."""
    if config is not None:
        return config
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    beside = folder / "planner.toml"
    return beside if beside.is_file() else None


def nothing_read(paths: Sequence[Path], findings: Sequence[Finding]) -> PlannerError:
    """What to raise where no document could be read: the first reason."""
    reasons = [finding for finding in findings if finding.code != codes.LEFT_OUT.code]
    if not reasons:
        return PlannerError(message("no documents in {paths}", paths=tuple(paths)))
    first = reasons[0]
    said = message("nothing could be read: {path}: {reason}", path=first.place.path, reason=first.message)
    return PlannerError(said)
