"""Tests of planner/repair."""
