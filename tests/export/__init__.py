"""Tests of planner/export/."""
