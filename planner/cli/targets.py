"""Where output may go: never over a document that the same call reads, or that planner did not write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.records import PlannerError, message, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planner.export.own_files import Kind


def file_target(target: Path, suffix: str, inputs: Iterable[Path]) -> Path:
    """Give a file to write back if it may be written.

    Raises PlannerError where it is one of the inputs, or its name does not end in the suffix of its kind.
    """
    return require_suffix(free_target(target, inputs), suffix)


def require_suffix(target: Path, suffix: str) -> Path:
    """Give a file to write back if its name ends in the suffix of its kind; raises PlannerError where it does not."""
    if not target.name.lower().endswith(suffix):
        raise PlannerError(message("{path}: the name must end in {suffix}", path=target, suffix=suffix))
    return target


def free_target(target: Path, inputs: Iterable[Path]) -> Path:
    """Give a file to write back if it is none of the inputs; raises PlannerError where it is."""
    if any(target == path or _same_file(target, path) for path in inputs):
        said = message("{path}: is a document that was read; give another name for the output", path=target)
        raise PlannerError(said)
    return target


def own_target(target: Path, kind: Kind) -> Path:
    """Give a file to write back if nothing is lost by it: there is none, or one of this kind that planner wrote.

    Raises PlannerError for any other file.
    """
    from planner.export.own_files import wrote

    if not wrote(kind, _content(target)):
        said = message("{path}: is there already and is not of planner's making; give another name", path=target)
        raise PlannerError(said)
    return target


def corrected_plan(target: Path) -> Path | None:
    """Give a plan file back if it is there and a person has changed it since planner wrote it.

    Raises PlannerError for a file that is no plan.
    """
    from planner.export.own_files import is_corrected

    own_target(target, "plan")
    return target if is_corrected(_content(target)) else None


def untouched_target(target: Path) -> Path:
    """Give a draft to write back if there is none yet, or nobody has corrected the one that is there.

    Raises PlannerError for any other file.
    """
    from planner.export.own_files import is_corrected

    if is_corrected(_content(target)):
        said = message("{path}: is there already, and not as planner wrote it; give another name", path=target)
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


def _content(target: Path) -> bytes:
    """The bytes of a file, none where there is none. Raises PlannerError where it cannot be read."""
    try:
        return target.read_bytes() if target.is_file() else b""
    except OSError as error:
        said = message("{path}: cannot be read: {reason}", path=target, reason=system_reason(error))
        raise PlannerError(said) from error
