"""Which events of a schedule the words of a rule mean: by their titles and details, each with a score and a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from planner.check.scope import Matched, same_stage
from planner.check.wording import Wording, without_end, wording
from planner.records import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.records import Clause, Event, Message, Plan, Schedule

LEAST = 60  # a score below it is no match
_NEAR = 15  # how far below the best score an event is still meant too
_ACT_SHARED = 60  # of 100, for naming the same act in the title; the rest is for the other words
_IN_DETAILS = 0.8  # what a match in the details is worth beside one in the title
_OTHER_ACT = 0.5  # what shared words are worth where the acts differ
_BARE_NAME = 90  # a title that is the rule's name without its kind: 公文写作 of 公文写作培训
_MODIFIER = 75  # two characters that stand in a title only to tell what its head is of: 供热 in 供热设施检修
_KIND = re.compile(r"培训班?|学习班?|讲座|课程?|班|比赛|竞赛|演练|考试|测验|会")
_STAGE_ITSELF = re.compile(r"(?:这一|这个|本|该|此|整个)?(?:阶段|活动|行动)?(?:的)?(?:各项|全部)?(?:工作)?")
_VERB = re.compile(r"^(?:认真|切实|及时|召开|举行|进行|开展|组织|做好|抓好)+|\s")
_PARTS = re.compile(r"[和及与、]|\band\b")
_PHRASES = re.compile(r"\b(?:of|for|to|with|by|from)\b")


def match_rules(rules: Iterable[Clause], schedule: Schedule, plan: Plan) -> tuple[Matched, ...]:
    """Match every name in rules, each once a stage; a person's own matches in the plan win."""
    names = {(name, clause.subject.stage): means_stage(name, clause) for clause in rules for name in names_of(clause)}
    if not names:
        return ()
    said = _Said(schedule)
    stated: dict[str, set[str]] = {}
    for one in plan.matches:
        stated.setdefault(one.step, set()).add(one.event)
    return tuple(
        Matched(name, stage, (), (), message("it means the stage as a whole"))
        if is_whole
        else _match(name, stage, said, stated.get(name))
        for (name, stage), is_whole in names.items()
    )


def is_live(event: Event) -> bool:
    """Whether an event takes place: it is not cancelled."""
    return event.status != "cancelled"


def names_of(clause: Clause) -> Iterator[str]:
    """The steps and things that a clause names, in its words."""
    terms = clause.terms
    yield from (name for name in (*terms.steps, clause.about, terms.before, terms.after) if name)


def means_stage(name: str, clause: Clause) -> bool:
    """Whether words (整改提高阶段工作结束) mean the work of the clause's stage or activity as a whole."""
    whole = bare = without_end(name)
    for own in (clause.subject.stage, clause.subject.activity):
        bare = bare.replace(own, "", 1) if own else bare
    said_so = bare != whole or "阶段" in bare
    return said_so and _STAGE_ITSELF.fullmatch(bare) is not None


class _Said:
    """The words of a schedule's events, and where each pair of characters and each act occurs."""

    def __init__(self, schedule: Schedule) -> None:
        self.events = [one for one in schedule.events if is_live(one)]
        self.titles = [wording(one.title) for one in self.events]
        self.bare = [_VERB.sub("", one.title) for one in self.events]
        self.details = [wording(" ".join(one.details)) for one in self.events]
        self._holding: dict[str, list[int]] = {}
        for at, (title, details) in enumerate(zip(self.titles, self.details, strict=True)):
            for mark in (title.pairs | details.pairs) | title.acts:
                self._holding.setdefault(mark, []).append(at)

    def names(self, at: int, words: Wording) -> bool:
        """Whether an English title is the very name, whatever the endings of its words."""
        return not words.is_chinese and self.titles[at].core == words.core

    def near(self, words: Wording) -> list[int]:
        """The events that share a pair of characters or an act with a name, in order."""
        holding = self._holding
        found = [holding[mark] for mark in words.pairs | words.acts if mark in holding]
        return found[0] if len(found) == 1 else sorted(set().union(*found))


def _match(name: str, stage: str, said: _Said, stated: set[str] | None) -> Matched:
    """The events that a name means, none where none comes near enough; those that bear the very name, if any do."""
    events = said.events
    if stated is not None:
        found = tuple(one for one in events if one.title in stated and same_stage(one.stage, stage))
        if found:
            return Matched(name, stage, found, (100,) * len(found), message("the plan file says so"))
    scores: dict[int, int] = {}
    for part in _parts(name):
        words = wording(part)
        near = [at for at in said.near(words) if same_stage(events[at].stage, stage)]
        bare = _VERB.sub("", part)
        near = [at for at in near if said.bare[at] == bare or said.names(at, words)] or near
        bare = without_end(bare)
        most = _MODIFIER if len(bare) == 2 else 100
        scored = [(_score(words, said.titles[at], said.details[at], most), at) for at in near]
        heads = [(score, at) for score, at in scored if score >= LEAST and _is_head(bare, words, events[at].title)]
        scored = heads or scored
        least = max(scored)[0] - _NEAR if scored else 0
        for score, at in scored:
            if score >= LEAST and score >= least and score > scores.get(at, 0):
                scores[at] = score
    if not scores:
        return Matched(name, stage, (), (), message("no event comes near to it"))
    meant = sorted(scores)
    return Matched(
        name,
        stage,
        tuple([events[at] for at in meant]),
        tuple([scores[at] for at in meant]),
        _reason(name, said.titles[meant[0]], events[meant[0]]),
    )


def _parts(name: str) -> tuple[str, ...]:
    """A name that joins two acts (总结和测评) is both; one that joins two things is one."""
    if not _PARTS.search(name):
        return (name,)
    parts = [part for part in _PARTS.split(name) if part.strip()]
    acts = [wording(part).acts for part in parts]
    if len(parts) > 1 and all(acts) and len(set(acts)) == len(acts):
        return tuple(parts)
    return (name,)


def _score(name: Wording, title: Wording, details: Wording, most: int = 100) -> int:
    """How surely a name means an event, 0-100: by the title, or by the details for a little less.

    `most` is what a Chinese name is worth that only tells in the title what another thing is of.
    """
    if not name.is_chinese:
        shared = fuzz.token_set_ratio(name.core, title.core) if name.pairs & title.pairs else 0
        more = fuzz.token_set_ratio(name.core, details.core) if name.pairs & details.pairs else 0
        return round(max(shared, more * _IN_DETAILS))
    found = round(max(_by_title(name, title), _by_details(name, details)))
    return found if found <= most or _names_it(name, title) else most


def _names_it(name: Wording, title: Wording) -> bool:
    """Whether a Chinese title that holds a name is of that very thing: it ends with it, or does it to something."""
    at = title.core.find(name.core)
    behind = wording(title.core[len(name.core) :])
    return at < 0 or title.core.endswith(name.core) or bool(at == 0 and name.acts and not behind.acts)


def _is_head(bare: str, name: Wording, title: str) -> bool:
    """Whether a name is what a title is about: its last words in Chinese, a whole phrase of it in English."""
    if name.is_chinese:
        return title.endswith(bare)
    return any(wording(part).core == name.core for part in _PHRASES.split(title.lower()))


def _by_title(name: Wording, title: Wording) -> float:
    """A title says less than the rule: it is compared by the share of the shorter that stands in the longer."""
    acts = name.acts & title.acts
    if not acts and not name.pairs & title.pairs:
        return 0
    shared = LCSseq.similarity(name.core, title.core)
    share = shared / (min(len(name.core), len(title.core)) or 1)
    if acts:
        return _ACT_SHARED * len(acts) / len(name.acts) + (100 - _ACT_SHARED) * share
    if len(title.core) > 2 and name.core.startswith(title.core) and _KIND.fullmatch(name.core[len(title.core) :]):
        return _BARE_NAME
    if name.acts:
        return 100 * share * _OTHER_ACT
    turned = len(name.pairs & title.pairs) / len(name.pairs)  # 设施维修 is 维修设施
    return 100 * max(shared / (len(name.core) or 1), turned)


def _by_details(name: Wording, details: Wording) -> float:
    """Details say more than the rule: they are compared by the share of the rule's words that they hold."""
    if not name.pairs & details.pairs:
        return 0
    shared = 100 * LCSseq.similarity(name.core, details.core) / len(name.core) * _IN_DETAILS
    return shared if not name.acts or name.acts & details.acts else shared * _OTHER_ACT


def _reason(name: str, title: Wording, event: Event) -> Message:
    """The words that a name and the title of an event share, by runs."""
    words = wording(name)
    if words.core == title.core:
        shared = [words.core]
    else:
        runs = LCSseq.opcodes(words.core, title.core)
        shared = [words.core[one.src_start : one.src_end] for one in runs if one.tag == "equal"]
    if not any(len(run) > 1 for run in shared):
        if words.acts & title.acts:
            return message("both name the same act")
        return message("the details of “{title}” say it", title=event.title)
    return message("both say “{words}”", words="…".join(shared))
