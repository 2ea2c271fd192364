"""The JSON objects that the commands on documents print, put together from export/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.export import json_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from planner.check import Report
    from planner.cli.material import Material
    from planner.cli.session import Session
    from planner.records import Finding, Plan


def extract_json(session: Session, material: Material) -> dict[str, Any]:
    """What `extract --format json` prints."""
    return json_records.extract_json(material.listed, material.findings, session.language)


def check_json(session: Session, plan: Plan, report: Report, findings: Sequence[Finding]) -> dict[str, Any]:
    """What `check --format json` prints; each window also says which schedules it concerns, and why.

    Behind the plan's windows stand those that batches take over.
    """
    windows = {id(window): window for window in (*plan.windows, *(one.window for one in report.concerns))}
    printed = json_records.check_json(tuple(windows.values()), findings, report.verdicts, session.language)
    rows = dict(zip(windows, printed["windows"], strict=True))
    for row in rows.values():
        row["schedules"] = []
    for one in report.concerns:
        why = session.language.say(one.why)
        chosen = {"path": one.path, "picked": one.picked, "reason": one.reason, "why": why}
        rows[id(one.window)]["schedules"].append(chosen)
    return printed


def show_json(session: Session, material: Material, plan: Plan, report: Report) -> dict[str, Any]:
    """What `show --format json` prints: events, windows, and all findings."""
    events = extract_json(session, material)["events"]
    return {"events": events, **check_json(session, plan, report, (*report.findings, *material.findings))}


def run_json(shown: dict[str, Any], files: Iterable[Path], former: Iterable[Path]) -> dict[str, Any]:
    """What `run --format json` prints: what `show` would, the files written, and the feeds of former runs."""
    return {**shown, "files": [str(path) for path in files], "former_feeds": [str(path) for path in former]}
