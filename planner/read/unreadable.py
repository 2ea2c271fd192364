"""The one exception of the readers: a file from which nothing can be got."""

from __future__ import annotations

from planner import codes
from planner.records import Message, PlannerError


class UnreadableError(PlannerError):
    """Nothing can be got from this file; the message is the reason, `code` the kind of finding it becomes."""

    def __init__(self, said: Message, code: codes.Code = codes.UNREADABLE_FILE) -> None:
        super().__init__(said)
        self.code = code
