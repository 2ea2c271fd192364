"""Tests of planner/read/."""
