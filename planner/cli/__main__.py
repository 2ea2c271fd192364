"""`python -m planner.cli`: the same as the command `planner`."""

from planner.cli import entry_point

entry_point()
