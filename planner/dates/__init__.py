"""Time words: a phrase and what it refers to in; When, Length or Repeat out, with exact character spans.

`find` reads a running text, `read` a phrase that is meant as a time, `context_of` what a caption or heading says about
dates. Nothing here reads the clock: what a phrase leaves out comes from its `Reference`, or stays open.
"""

from planner.dates.contexts import context_of
from planner.dates.find import find, read
from planner.dates.model import Context, Found, Problem, Reference

__all__ = ["Context", "Found", "Problem", "Reference", "context_of", "find", "read"]
