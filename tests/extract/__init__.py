"""Tests of planner/extract/."""
