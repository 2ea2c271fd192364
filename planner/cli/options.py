"""The arguments and options that several commands share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.records import PlannerError, message
from planner.settings import Settings

if TYPE_CHECKING:
    from planner.dates import Context


class Format(StrEnum):
    """What standard output is for: a person or a program."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """Who reads the findings: a person, or a program and which."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"


class Lang(StrEnum):
    """The languages that the program speaks."""

    ZH = "zh"
    EN = "en"


class DateOrder(StrEnum):
    """What the numbers of 12/05/2005 are, in their order."""

    DMY = "DMY"
    MDY = "MDY"
    YMD = "YMD"


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read: `on` for those without a date, the settings file, what overrides it, a notice's cover."""

    on: dt.date | None
    config: Path | None
    date_order: DateOrder | None
    term_start: dt.date | None = None
    cover: Context | None = None

    def over(self, settings: Settings) -> Settings:
        """The settings with what the call says over them."""
        return settings if self.date_order is None else replace(settings, date_order=self.date_order.value)


def reading(
    on: str | None, config: Path | None, date_order: DateOrder | None, term_start: str | None = None
) -> Reading:
    """Gather the options on reading. Raises PlannerError for a day that is none."""
    return Reading(day(on, "--on"), config, date_order, day(term_start, "--term-start"))


def day(text: str | None, option: str) -> dt.date | None:
    """Read the day given to an option. Raises PlannerError for what is no date."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        said = message("{option} {text} is not a date; write it as 2005-05-01", option=option, text=text)
        raise PlannerError(said) from error


def moment(text: str | None, option: str) -> dt.datetime | None:
    """Read a UTC moment given to an option, a day or a day and time. Raises PlannerError for what is neither."""
    if text is None:
        return None
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError as error:
        said = message("{option} {text} is not a time; write it as 2005-05-01T08:00:00Z", option=option, text=text)
        raise PlannerError(said) from error
    return read.replace(tzinfo=dt.UTC) if read.tzinfo is None else read.astimezone(dt.UTC)


Files = Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.", metavar="FILE")]
Schedules = Annotated[list[Path], typer.Argument(help="Schedules, or folders of them.", metavar="SCHEDULE")]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Day on which a document without a date of its own is read; it completes a year, never a month.",
    ),
]
CoverNotice = Annotated[
    list[Path] | None,
    typer.Option("--notice", metavar="NOTICE", help="The notice that the schedules came with; it dates them."),
]
PlanFile = Annotated[
    Path | None,
    typer.Option("--plan", metavar="PLAN.toml", help="A plan file to check against, as planner plan writes it."),
]
TermStart = Annotated[
    str | None,
    typer.Option("--term-start", metavar="DATE", help="A day of the first week, for documents that count weeks."),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="For people or for programs.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; by default planner.toml beside the documents."),
]
Order = Annotated[
    DateOrder | None,
    typer.Option("--date-order", help="How 12/05 is read; without it both readings are reported."),
]
Explain = Annotated[
    str | None,
    typer.Option("--explain", metavar="EVENT", help="Say what bounds this event."),
]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Draw this day's line in the timeline.")]
Stamp = Annotated[
    str | None,
    typer.Option("--stamp", metavar="TIME", help="Time stamp of the feed; by default the document's date."),
]
