"""Tests of planner/check/."""
