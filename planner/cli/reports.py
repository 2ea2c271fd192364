"""What a check prints, in each of its formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.cli import answers
from planner.cli.explaining import explained, explained_json
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rich.text import Text

    from planner.check import Report
    from planner.cli.material import Material
    from planner.cli.options import CheckFormat
    from planner.cli.session import Session
    from planner.cli.what_if import Supposition
    from planner.records import Event, Finding, Place, Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check: `findings` are the report's, then those of reading; `about` is the event to explain, if any.

    `made` are the suppositions under which it was checked, `before` the report without them.
    """

    material: Material
    plan: Plan
    report: Report
    findings: tuple[Finding, ...]
    about: Event | None = None
    made: tuple[Supposition, ...] = ()
    before: Report | None = None

    @property
    def titles(self) -> dict[Place, str]:
        """The titles of the events, by the places of their rows."""
        return {event.place: event.title for one in self.material.schedules for event in one.events}


def write(
    session: Session,
    outcome: Outcome,
    form: CheckFormat,
    output: Path | None,
    fails: Callable[[Finding], bool],
    *,
    everything: bool,
) -> None:
    """Print an outcome, or write it into a file. Raises PlannerError where the file cannot be written."""
    from rich.text import Text

    if form == "full" and output is None:
        session.show(*full(session, outcome, everything=everything))
        if not everything and outcome.about is None and outcome.findings:
            said = message("--all says also what holds; planner rule CODE explains a rule.")
            session.show(Text(session.language.say(said), style="dim"))
        return
    data = _data(session, outcome, form, fails, everything=everything)
    if output is None:
        session.put(data)
    else:
        from planner.export.files import write_atomically

        write_atomically(output, data)


def told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that are said unless all are asked for: none that hold, and none that a person silenced."""
    return tuple(one for one in findings if not (one.verdict == "sure" or one.silenced))


def _data(
    session: Session, outcome: Outcome, form: CheckFormat, fails: Callable[[Finding], bool], *, everything: bool
) -> bytes:
    """The bytes of a format. Lines leave out what holds or was silenced, unless `everything` is asked for."""
    from planner.export import json_records, junit, lines, report_html, sarif

    language = session.language
    said = outcome.findings if everything else told(outcome.findings)
    paths = [path for path, _ in outcome.report.verdicts]
    match form.value:
        case "json":
            return json_records.dump(check_json(session, outcome)).encode("utf-8", "replace")
        case "sarif":
            return json_records.dump(sarif.sarif(outcome.findings, language)).encode("utf-8", "replace")
        case "junit":
            return junit.junit(outcome.findings, paths, fails, language)
        case "github":
            return lines.github(said, language).encode("utf-8", "replace")
        case "concise":
            return lines.concise(said, language).encode("utf-8", "replace")
        case "html":
            page = report_html.report_html(outcome.findings, outcome.report.verdicts, outcome.titles, language)
            return page.encode("utf-8", "replace")
    shown = full(session, outcome, everything=everything)
    return "".join(f"{text.plain}\n" for text in shown).encode("utf-8", "replace")


def full(session: Session, outcome: Outcome, *, everything: bool) -> list[Text]:
    """What a person reads: the suppositions, the findings, the verdict of each schedule, the count, the next step."""
    from rich.text import Text

    from planner.show.concerns import concerns
    from planner.show.findings import findings_view, summary_line
    from planner.show.windows import windows_table

    width, language = session.console().width, session.language
    about = outcome.about
    findings = [one for one in outcome.findings if about is None or one.event_uid == about.uid]
    parts: list[Text] = []
    if everything and outcome.plan.windows:
        parts += [windows_table(outcome.plan.windows, width=width, language=language), Text()]
    if outcome.made:
        parts += [_supposed(session, outcome, width), Text()]
    if about is not None:
        parts += [explained(session, outcome.material, outcome.report, about), Text()]
    view = findings_view(
        findings, width=width, language=language, titles=outcome.titles, verbose=everything or about is not None
    )
    parts += [view, Text()]
    report = outcome.report
    chosen = concerns(
        report.concerns,
        report.verdicts,
        width=width,
        language=language,
        verbose=everything,
        unchecked=report.unchecked,
    )
    if chosen.plain:
        parts += [chosen, Text()]
    parts.append(summary_line(findings, width=width, language=language))
    return parts


def _supposed(session: Session, outcome: Outcome, width: int) -> Text:
    from planner.cli.what_if import turns
    from planner.show.what_if import what_if

    before = outcome.before or outcome.report
    after = dict(outcome.report.verdicts)
    verdicts = [(path, one, after[path]) for path, one in before.verdicts if path in after]
    turned = [(one.before, one.after) for one in turns(before, outcome.report)]
    made = [(one.before, one.after) for one in outcome.made]
    return what_if(made, verdicts, turned, width=width, language=session.language)


def check_json(session: Session, outcome: Outcome) -> dict[str, Any]:
    """What `--format json` prints."""
    from planner.cli.what_if import turns, what_if_json

    report, language = outcome.report, session.language
    answer = answers.check_json(session, outcome.plan, report, outcome.findings)
    if outcome.made and outcome.before is not None:
        changed = turns(outcome.before, report)
        answer["what_if"] = what_if_json(outcome.made, outcome.before, report, changed, language)
    if outcome.about is not None:
        answer["explain"] = explained_json(outcome.material, report, outcome.about)
    return answer
