"""Schedules mended and drafted: the smallest change of dates that keeps the rules, or a first layout from notices."""

from planner.repair.draft import Draft, draft
from planner.repair.mending import repair, with_edits
from planner.repair.model import Aim, Edit, Repair

__all__ = ["Aim", "Draft", "Edit", "Repair", "draft", "repair", "with_edits"]
