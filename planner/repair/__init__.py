"""Schedules mended and drafted: the smallest change of dates that keeps the rules, or a first layout from notices."""

from planner.repair.mending import repair, with_edits
from planner.repair.model import Aim, Edit, Repair

__all__ = ["Aim", "Edit", "Repair", "repair", "with_edits"]
