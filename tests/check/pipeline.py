"""Small documents through the whole pipeline: written to files, read, extracted, brought to a plan and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner import extract
from planner.check import check
from planner.cli.material import Material
from planner.extract.same import merge_equal
from planner.settings import Settings, read_settings

if TYPE_CHECKING:
    from planner.read import Reader
    from planner.records import Finding


def findings_of(
    reader: Reader,
    folder: Path,
    schedule: Mapping[str, str | bytes],
    notices: Mapping[str, str | bytes],
    *,
    plan: str = "",
    settings: str = "",
) -> tuple[Finding, ...]:
    """All findings, those of reading too, on a schedule against notices, as `planner check --notice` finds them."""
    config = Settings()
    if settings:
        (folder / "planner.toml").write_text(settings, encoding="utf-8")
        config = read_settings(folder / "planner.toml")
    ours = _material(reader, folder, schedule, config)
    theirs = _material(reader, folder, notices, config) if notices else None
    plan_file = None
    if plan:
        plan_file = folder / "plan.toml"
        plan_file.write_text(plan, encoding="utf-8")
    made = ours.plan(plan_file, notices=theirs)
    report = check(ours.schedules, made, config, paired=bool(notices))
    return tuple(dict.fromkeys((*ours.findings, *(theirs.findings if theirs else ()), *report.findings)))


def _material(reader: Reader, folder: Path, documents: Mapping[str, str | bytes], settings: Settings) -> Material:
    findings: list[Finding] = []
    extracts = []
    for name, content in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        read, met = reader.read(path)
        findings.extend(met)
        for document in read:
            found = extract.extract(document, settings)
            extracts.append(found)
            findings.extend((*document.problems, *found.findings))
    listed, merged = merge_equal(one.schedule for one in extracts if one.schedule.events)
    proper = tuple(one for one in listed if any(event.kind != "stage" for event in one.events))
    return Material(settings, tuple(extracts), proper, listed, (*findings, *merged))
