"""What the families of clauses work on and give: a sentence with its times and amounts in, drafts of clauses out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from planner.records import Subject, Terms

if TYPE_CHECKING:
    from planner.dates import Found
    from planner.extract.clauses.amounts import Amount
    from planner.records import ClauseKind, Length, Strength, When


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph: its words, where they begin in the paragraph, and what stands in them.

    Offsets in `times`, `amounts` and drafts count from the sentence's own beginning. `topic` is the short heading or
    list item that the sentence stands under, `paper` the paper that the sentences before it spoke of last, `home`
    the batch of the document's title.
    """

    text: str
    start: int
    subject: Subject
    times: tuple[Found, ...] = ()
    amounts: tuple[Amount, ...] = ()
    topic: str = ""
    paper: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A clause as a family reads it: the span of its words in the sentence (end exclusive), and what they say.

    `strength` and `subject` are None where the words around the span decide.
    """

    kind: ClauseKind
    start: int
    end: int
    about: str = ""
    condition: str = ""
    when: When | None = None
    length: Length | None = None
    terms: Terms = field(default_factory=Terms)
    strength: Strength | None = None
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Triggered:
    """A pattern with the words without which it finds nothing: most sentences hold none of them.

    Each of the words holds one of the characters `among`, by default those that plain words begin with: a sentence
    without any of them costs no search at all.
    """

    pattern: re.Pattern[str]
    words: re.Pattern[str]
    among: str = ""
    letters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        letters = self.among or {word[0] for word in self.words.pattern.split("|")}
        object.__setattr__(self, "letters", frozenset(letters))

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """What the pattern finds in a text."""
        if self.letters.isdisjoint(letters_of(text)):
            return ()
        return self.pattern.finditer(text) if self.words.search(text) else ()

    def search(self, text: str) -> re.Match[str] | None:
        """The first that the pattern finds in a text."""
        return next(iter(self.finditer(text)), None)


@lru_cache(maxsize=4)  # the patterns of all families ask for one sentence after another
def letters_of(text: str) -> frozenset[str]:
    """The characters of a text."""
    return frozenset(text)


def any_of(*words: str) -> re.Pattern[str]:
    """A pattern for any of some words, ASCII ones in small letters, Capitals or CAPITALS.

    Spelled out, since the engine skips to the first characters of literals only where case counts.
    """
    spellings = dict.fromkeys(one for word in words for one in (word, word.capitalize(), word.upper()))
    return re.compile("|".join(map(re.escape, spellings)))


Rule: TypeAlias = Callable[[Sentence], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Family:
    """A rule and, beside it, sentences that it must read.

    `triggers` are all that it looks for, so that it is left out where none of them can be; without any it is never.
    """

    rule: Rule
    examples: tuple[str, ...]
    triggers: tuple[Triggered, ...] = ()
    letters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", frozenset().union(*(one.letters for one in self.triggers)))

    def may_read(self, letters: frozenset[str]) -> bool:
        """Whether the rule may find anything in a text of these characters."""
        return not self.triggers or not self.letters.isdisjoint(letters)
