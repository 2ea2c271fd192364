"""Tests of planner/cli/."""
