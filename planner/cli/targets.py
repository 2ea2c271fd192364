"""Where output may go: never over a document that the same call reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def file_target(target: Path, suffix: str, inputs: Iterable[Path]) -> Path:
    """Give a file to write back if it may be written.

    Raises PlannerError where it is one of the inputs, or its name does not end in the suffix of its kind.
    """
    free_target(target, inputs)
    if target.suffix.lower() != suffix:
        raise PlannerError(message("{path}: the name must end in {suffix}", path=target, suffix=suffix))
    return target


def free_target(target: Path, inputs: Iterable[Path]) -> Path:
    """Give a file to write back if it is none of the inputs; raises PlannerError where it is."""
    if any(target == path or _same_file(target, path) for path in inputs):
        said = message("{path}: is a document that was read; give another name for the output", path=target)
        raise PlannerError(said)
    return target


def folder_target(target: Path, inputs: Iterable[Path]) -> Path:
    """Give a folder for results back if it is none of those that are read; raises PlannerError where it is."""
    if any(path.is_dir() and _same_file(target, path) for path in inputs):
        said = message("{path}: is a folder that is read; choose another for the results", path=target)
        raise PlannerError(said)
    return target


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
