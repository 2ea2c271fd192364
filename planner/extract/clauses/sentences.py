"""Where the sentences of a paragraph end, and times that only their own sentence completes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.dates import Found
    from planner.extract.context import Surroundings

SENTENCE = re.compile(
    r"(?:[^。！？!?\n.]+|(?:(?<=\bNo)|(?<=\bNos)|(?<=\bArt)|(?<=\bSec)|(?<=\b[DM]r)|(?<=\bMs)|(?<=\bMrs)|(?<=\bSt)|(?<=\bProf)|(?<=[a-z]\.[a-z]))\.(?!\s*$)"
    r"|\.(?![\"”’']?\s+[\"“‘'(]?[A-Z\d]|[\"”’']?\s*$))+(?:[。！？!?.][\"”’']?)?"
)
_CHANGE = re.compile(r"[由从自原][^，,。；;]{0,24}\d[^。；;]{0,16}?(?:延[长期后]?|推迟|顺延|调整|变更|改|提前)[至到为]")
_YEAR_NAMED = re.compile(r"\d{4}|[今明去次]年")


def renewed(text: str, times: tuple[Found, ...], surroundings: Surroundings) -> tuple[Found, ...]:
    """Read a change that names no year (由12月15日延至12月31日) by the day of issue, not by what stands before."""
    if surroundings.issued is None or not _CHANGE.search(text):
        return times
    for match in SENTENCE.finditer(text):
        if match.start() and _CHANGE.search(match[0]) and not _YEAR_NAMED.search(match[0]):
            inside = (
                replace(one, start=one.start + match.start(), end=one.end + match.start())
                for one in surroundings.find(match[0], surroundings.reference())
            )
            around = [one for one in times if not match.start() <= one.start < match.end()]
            times = tuple(sorted([*around, *inside], key=lambda one: one.start))
    return times
