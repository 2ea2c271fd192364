"""The page of each code: what it says, why, which clauses it comes from, an example, and the repair.

A family is one TOML file beside this module. A code's table holds the texts in English and Chinese, and `case`s: small
documents and the verdict that checking them gives; the first is the example of the page, and all run as tests.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from planner.codes import CODES
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.codes import Code
    from planner.records import Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """An example: documents by file name, the schedule and then the notices, and the verdict that the code gets.

    `encoding` is that of the schedule; `plan` is the text of a plan file, empty without one; `also` are the codes of
    warnings and errors that come with it; `settings` is the text of a settings file.
    """

    schedule: Mapping[str, str]
    notices: Mapping[str, str]
    verdict: Verdict
    encoding: str = "utf-8"
    plan: str = ""
    settings: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a code: each text by language ("en", "zh").

    `what` is the fault in one line, `why` what is wrong about it, `clause` the kind of clause that it comes from,
    `repair` what to do.
    """

    code: Code
    what: Mapping[str, str]
    why: Mapping[str, str]
    clause: Mapping[str, str]
    repair: Mapping[str, str]
    cases: tuple[Case, ...]


def page(code: str) -> Page:
    """The page of a code, by code ("P103") or name ("other-batch"), in capitals or not.

    Raises PlannerError where there is no such code.
    """
    wanted = code.strip().lower()
    for known in CODES:
        if wanted in (known.code.lower(), known.name):
            return _page(known)
    said = message("there is no rule {code}; planner rule lists all {count}", code=code, count=len(CODES))
    raise PlannerError(said)


def pages() -> tuple[Page, ...]:
    """The pages of all codes, sorted by code."""
    return tuple(_page(code) for code in sorted(CODES, key=lambda one: one.code))


def _page(code: Code) -> Page:
    family = _family(code.code[0])
    entry = family[code.code]
    return Page(
        code=code,
        what=entry["what"],
        why=entry["why"],
        clause=entry.get("clause", family["clause"]),
        repair=entry["repair"],
        cases=tuple(_case(one) for one in entry.get("case", ())),
    )


def _case(entry: Mapping[str, Any]) -> Case:
    rest = {name: value for name, value in entry.items() if name not in ("schedule", "notice", "also")}
    return Case(
        schedule=_named(entry["schedule"], "schedule.md"),
        notices=_named(entry.get("notice", {}), "notice.txt"),
        also=tuple(entry.get("also", ())),
        **rest,
    )


def _named(documents: str | Mapping[str, str], usual: str) -> Mapping[str, str]:
    """Documents by file name; a bare text is a file of the usual name."""
    return {usual: documents} if isinstance(documents, str) else documents


@cache
def _family(letter: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / f"{letter}.toml").read_text(encoding="utf-8"))
