"""Numbers as documents write them: Arabic digits of any width, and Chinese numerals."""

from __future__ import annotations

_VALUES = {
    character: value
    for value, characters in enumerate(
        ("零〇○Ｏ", "一壹元正", "二两贰俩兩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_SCORES = {"廿": 20, "卅": 30}


def number(words: str) -> int | None:
    """Read a whole number; None where the words are not one.

    >>> number("12"), number("二〇〇五"), number("十二"), number("两千零四"), number("廿三")
    (12, 2005, 12, 2004, 23)
    """
    if words.isdecimal():
        return int(words) if len(words) <= 12 else None
    if words[:-1].isdecimal() and words[-1] in "百千万":
        return int(words[:-1]) * {"百": 100, "千": 1000, "万": 10_000}[words[-1]]
    if len(words) == 1:
        return _VALUES.get(words) or _TENS.get(words) or _SCORES.get(words) or (0 if words in _VALUES else None)
    if all(character in _VALUES for character in words):
        return int("".join(str(_VALUES[character]) for character in words)) if len(words) <= 12 else None
    return _positional(words)


def _positional(words: str) -> int | None:
    """Read a numeral with places: 十二, 一百零五, 两万四千."""
    total = section = digit = 0
    for character in words:
        if character in _VALUES:
            digit = _VALUES[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        elif character in _SCORES:
            section += _SCORES[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        elif character.isdecimal():
            digit = digit * 10 + int(character)
        else:
            return None
    return total + section + digit


_DIGITS = "一二三四五六七八九"


def several(words: str) -> tuple[int, int] | None:
    """The two ends of a count that is left open between numbers beside each other; None for any other words.

    >>> several("五六"), several("十七八"), several("三四十"), several("三五"), several("五五")
    ((5, 6), (17, 18), (30, 40), (3, 5), None)
    """
    words = words.replace("两", "二").replace("兩", "二")
    head, _, tail = words.rpartition("十")
    if tail and (tail[:-1] not in _DIGITS or len(tail) != 2):
        return None
    pair, scale, base = (tail, 1, head) if tail else (head, 10, "")
    if len(pair) != 2 or pair[0] not in _DIGITS or pair[1] not in _DIGITS or (base and base not in _DIGITS):
        return None
    low, high = _VALUES[pair[0]], _VALUES[pair[1]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    tens = 0 if scale == 10 or "十" not in words else 10 * (_VALUES[base] if base else 1)
    return tens + low * scale, tens + high * scale
