"""Score the events read from the corpus beside the project: `python -m tests.corpus [--list] [NUMBER...]`.

Reads every document of ../shared/corpus on its gold's reference date, writes the events in the form of its score.py,
runs that, and prints besides which undated titles and which problems of the gold were not reported.
"""

from __future__ import annotations

import datetime as dt
import difflib
import importlib.util
import json
import re
import sys
import tempfile
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.export.json_records import event_json
from planner.extract import extract
from planner.read import Reader
from planner.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.extract import Extract

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def documents(numbers: Iterable[str] = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every document of the corpus with its gold, in the order of their numbers."""
    wanted = set(numbers)
    for gold in sorted(CORPUS.glob("[0-9]*.json")):
        document = next(path for path in CORPUS.glob(f"{gold.stem}.*") if path.suffix != ".json")
        if not wanted or gold.name[:3] in wanted:
            yield document, json.loads(gold.read_text(encoding="utf-8"))


def read(document: Path, gold: dict[str, Any]) -> Extract:
    """What the tool reads from a document on its reference date."""
    return _read(document, dt.date.fromisoformat(gold["reference_date"]))


@cache
def _read(document: Path, on: dt.date) -> Extract:
    with Reader(Settings()) as reader:
        return extract(reader.document(document), Settings(), on)


def prediction(event: dict[str, Any]) -> dict[str, Any] | None:
    """An event of our JSON as score.py takes it: a deadline has no start, an open end no end; None without a day."""
    when = event["when"]
    if when is None or (when["first"] is None and when["last"] is None):
        return None
    start = _moment(when["first"], when["start_time"])
    if when["first"] is None:
        end = _moment(when["last"], when["end_time"] or when["start_time"])
    elif when["start_time"] and not when["end_time"] and when["first"] == when["last"]:
        end = None
    else:
        end = _moment(when["last"], when["end_time"])
    return {"title": event["title"], "start": start, "end": end, "all_day": not when["start_time"]}


def _moment(day: str | None, clock: str | None) -> str | None:
    return day if day is None or clock is None else f"{day}T{clock}"


def not_listed(gold: dict[str, Any], found: Extract) -> list[str]:
    """The gold's undated titles, as far as their bracket, that are no event without a time."""
    undated = [event.title for event in found.schedule.events if event.when is None]
    titles = [re.sub(r"\s*[（(].*$", "", title) for title in gold["undated"]]
    return [title for title in titles if not any(same(title, one) for one in undated)]


def same(one: str, two: str) -> bool:
    """Whether two titles match by the rule of score.py."""
    a, b = _bare(one), _bare(two)
    if a == b or (min(len(a), len(b)) >= 2 and (a in b or b in a)):
        return True
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.8


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def scores(numbers: Iterable[str] = (), *, listing: bool = False) -> dict[str, Any]:
    """Run score.py over the events read; print its report, and give the figures that it writes."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as folder:
        for document, gold in documents(numbers):
            found = read(document, gold)
            events = [event_json(event) for event in found.schedule.events]
            predicted = [one for event in events if (one := prediction(event))]
            (Path(folder) / f"{document.stem}.json").write_text(json.dumps({"events": predicted}), encoding="utf-8")
            if missing := not_listed(gold, found):
                print(f"{document.name}: undated but not listed: {missing}")
            if gold["problems"]:
                codes = sorted({finding.code for finding in found.findings})
                print(f"{document.name}: {len(gold['problems'])} problems; findings: {' '.join(codes)}")
            if listing and numbers:
                _print(found)
        figures = Path(folder) / "figures.json"
        module.main([str(CORPUS), str(CORPUS), folder, "--json", str(figures), *(["--list"] if listing else [])])
        result: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
        return result


def _print(found: Extract) -> None:
    for event in found.schedule.events:
        words = (event.kind, event.title, event.when.edtf if event.when else "-", event.place.quote)
        print("   ", " | ".join(words), event.parent or "", event.location)
    for finding in found.findings:
        print("   ", finding.code, finding.message.template.format(**dict(finding.message.values)), finding.place.quote)


def main(arguments: list[str]) -> None:
    """Print the scores."""
    if not CORPUS.is_dir():
        sys.exit(f"no corpus at {CORPUS}")
    scores([one for one in arguments if one != "--list"], listing="--list" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
