"""The numbers of lists in Word files: ECMA-376 part 1, 17.9, as far as what a reader of the page sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
_DEEPEST = 9  # levels, by the standard
_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SLOT = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written, within which text, and where it starts.

    `plain` says that the numbers of the levels above it are written in digits in its text.
    """

    form: str
    text: str
    start: int
    plain: bool = False


class Numbering:
    """The lists of one document, and how far each has been counted."""

    def __init__(self, numbering: _Element | None, styles: Mapping[str, tuple[str, int]]) -> None:
        """Take the root of numbering.xml, and for paragraph styles that number, the list and level that they name."""
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = styles
        self._counts: dict[str, list[int]] = {}

    def label(self, paragraph: _Element, style: str) -> str:
        """Count a paragraph, and give the label that stands before it; empty where it belongs to no list."""
        named = self._styles.get(style, ("", 0))
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            number, level = number_of(properties)
            named = (named[0] if number is None else number, named[1] if level is None else level)
        one = self._lists.get(named[0])
        if one is None or named[1] not in one[1]:
            return ""
        return self._counted(one[0], one[1], named[1])

    def _counted(self, family: str, levels: Mapping[int, Level], at: int) -> str:
        counts = self._counts.setdefault(family, [])
        while len(counts) <= at:
            depth = len(counts)
            counts.append(levels[depth].start - 1 if depth in levels else 0)
        counts[at] += 1
        del counts[at + 1 :]
        if levels[at].form == "bullet":
            return BULLET
        shown = [max(count, levels[depth].start) if depth in levels else count for depth, count in enumerate(counts)]

        def fill(slot: re.Match[str]) -> str:
            depth = int(slot[1]) - 1
            if depth >= len(shown) or depth not in levels:
                return ""
            return written(shown[depth], "decimal" if levels[at].plain else levels[depth].form)

        return _SLOT.sub(fill, levels[at].text).strip()


def number_of(properties: _Element) -> tuple[str | None, int | None]:
    """The list and the level, from 0, that numbering properties (numPr) name; None for what they leave out."""
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    depth = "" if level is None else level.get(f"{W}val", "")
    return (
        None if number is None else number.get(f"{W}val", ""),
        min(int(depth), _DEEPEST - 1) if depth.isdecimal() and len(depth) < 4 else None,
    )


def _lists(numbering: _Element) -> dict[str, tuple[str, dict[int, Level]]]:
    """Each list by its number: the abstract list that it counts with, and its levels."""
    abstract = {one.get(f"{W}abstractNumId", ""): _levels(one) for one in numbering.iterchildren(f"{W}abstractNum")}
    found = {}
    for one in numbering.iterchildren(f"{W}num"):
        number = one.get(f"{W}numId", "")
        base = one.find(f"{W}abstractNumId")
        name = "" if base is None else base.get(f"{W}val", "")
        levels = dict(abstract.get(name, {}))
        overrides = list(one.iterchildren(f"{W}lvlOverride"))
        for override in overrides:
            levels.update(_levels(override))
            _restart(levels, override)
        found[number] = (number if overrides else f"abstract {name}", levels)
    return found


def _restart(levels: dict[int, Level], override: _Element) -> None:
    start = override.find(f"{W}startOverride")
    depth = override.get(f"{W}ilvl", "")
    if start is not None and depth.isdecimal() and len(depth) < 4 and int(depth) in levels:
        old = levels[int(depth)]
        levels[int(depth)] = replace(old, start=_whole(start.get(f"{W}val"), old.start))


def _levels(parent: _Element) -> dict[int, Level]:
    found = {}
    for one in parent.iterchildren(f"{W}lvl"):
        depth = one.get(f"{W}ilvl", "")
        if not depth.isdecimal() or len(depth) > 1:
            continue
        form, text, start = (one.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
        found[int(depth)] = Level(
            "decimal" if form is None else form.get(f"{W}val", "decimal"),
            "" if text is None else text.get(f"{W}val", ""),
            1 if start is None else _whole(start.get(f"{W}val"), 1),
            one.find(f"{W}isLgl") is not None,
        )
    return found


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def written(number: int, form: str) -> str:
    """Write a number (from 0) the way a list format does; formats that we do not write are written in digits."""
    match form:
        case "chineseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting":
            return chinese(number)
        case "ideographTraditional" if number:
            return _STEMS[(number - 1) % 10]
        case "ideographZodiac" if number:
            return _BRANCHES[(number - 1) % 12]
        case "upperLetter" | "lowerLetter" if number:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 10 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "upperRoman" | "lowerRoman" if 0 < number < 40:
            return roman(number).upper() if form == "upperRoman" else roman(number)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < number <= 20:
            return chr(ord("①") + number - 1)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _:
            return str(number)


def chinese(number: int) -> str:
    """Write a number below 1000 in Chinese as lists count it: 十一, 二十, 一百零五; a larger one in digits."""
    if number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + _DIGITS[ones] if ones or not number else text


def roman(number: int) -> str:
    """Write a number from 1 to 39 in small Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
