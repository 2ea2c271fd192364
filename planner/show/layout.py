"""How the width of a timeline is shared among the columns of words and the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.records import When
from planner.show.axis import Axis, bounds, make_axis
from planner.show.spans import span_text
from planner.show.width import cell_len, clean

MARK = 2  # cells: the verdict's marker and a blank
GAP = 2  # cells between columns
_ENOUGH = 60  # cells of axis that the column of dates must leave, unless fewer show as much
_LEAST = 14  # cells


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of the columns in cells, and the axis right of them.

    `dates` is 0 where that column is left out; `year` is the one year of all dates shown, which they then leave out.
    """

    words: int
    title: int
    dates: int
    year: int | None
    axis: Axis | None

    @property
    def axis_column(self) -> int:
        """The cell in which the axis begins."""
        return MARK + self.words + GAP + self.title + GAP + (self.dates + GAP if self.dates else 0)


def _widest(texts: Sequence[str], head: str, limit: int) -> int:
    """Give the cells that the widest text or the head takes, at most `limit`."""
    return min(limit, max(map(cell_len, (head, *texts))))


def one_year(times: Sequence[When]) -> int | None:
    """Give the year in which all days of the times lie, None where there are several or none."""
    years = {day.year for when in times for day in (when.first, when.last) if day is not None}
    return years.pop() if len(years) == 1 else None


def make_layout(
    times: Sequence[When], around: Sequence[When], titles: Sequence[str], heads: tuple[str, str, str], width: int
) -> Layout:
    """Share `width` cells: words and titles take at most a fifth and a quarter, the axis what is left.

    `times` are the events', `around` the windows'; `titles` are the clean names of both; `heads` are those of words,
    titles and dates. The dates get a column where the axis stays fine enough beside it.
    """
    words = _widest([clean(when.text) for when in times or around], heads[0], max(8, min(width // 5, 28)))
    title = _widest(titles, heads[1], max(10, min(width // 4, 48)))
    year = one_year([*times, *around])
    dates = _widest([span_text(when, year) for when in (*times, *around)], heads[2], width)
    cells = width - (MARK + words + GAP + title + GAP)
    axis = make_axis(times, around, cells)
    beside = make_axis(times, around, cells - dates - GAP) if cells - dates - GAP >= _LEAST else None
    if axis and beside and (beside.cells >= _ENOUGH or _as_much(beside, axis, around)):
        return Layout(words, title, dates, year, beside)
    return Layout(words, title, 0, year, axis)


def _as_much(small: Axis, large: Axis, around: Sequence[When]) -> bool:
    """Say whether both axes go day by day, and the small one shows every window whole that the large one does."""
    spans = [span for when in around if (span := bounds(when))]
    whole = [day for span in spans if all(map(large.covers, span)) for day in span]
    return small.unit == large.unit == "day" and all(map(small.covers, whole))
