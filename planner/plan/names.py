"""What the windows and branches of a plan are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.records import Subject


def name_of(subject: Subject) -> str:
    """What a window is called: its batch and its stage, else its activity."""
    stage = f"{subject.stage}阶段" if subject.stage and not subject.stage.isascii() else subject.stage
    return f"{subject.batch}{stage}" or subject.activity
