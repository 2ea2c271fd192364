"""Nothing is lost: every time expression that the grammar finds is an event, a context, a clause, or set aside."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import dates
from planner.extract import extract
from planner.extract.account import mentions_of
from planner.read import Reader
from planner.records import Document, Paragraph
from planner.settings import Settings
from tests import corpus
from tests.extract.build import document, table

TIMES = ("3月5日", "3月6日至8日", "4月中旬", "5月20日前", "上午9:00", "每周三", "三天内", "第2周", "近日", "")
WORDS = ("例会", "请报送材料，", "原定", "备注", "（一）", "时间：", "。", "阶段安排在", "\n", "的通知")
cells = st.lists(st.sampled_from((*TIMES, *WORDS)), max_size=5).map("".join)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5).map(lambda rows: table(*rows))
lines = cells.map(lambda text: text.replace("\n", " ").strip()).filter(bool)


def unaccounted(read: Document, on: dt.date | None) -> list[str]:
    """The mentions without words or rejected without a reason, and the texts where more was found than they are."""
    found = extract(read, Settings(), on)
    mentions = mentions_of(read, found)
    missing = [str(one.place) for one in mentions if not one.text or (one.fate == "rejected" and one.reason is None)]
    texts = [block.text for block in read.blocks if isinstance(block, Paragraph)]
    in_text = [mention for mention in mentions if mention.place.row is None and mention.place.table is None]
    return missing + (texts if len(in_text) < sum(len(dates.find(text)) for text in texts) else [])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(lines, tables), min_size=1, max_size=5))
def test_every_time_expression_is_accounted_for(blocks: list[object]) -> None:
    assert unaccounted(document(*blocks), dt.date(2024, 2, 20)) == []  # type: ignore[arg-type]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(lines, tables), min_size=1, max_size=4))
def test_no_event_is_dated_without_words_of_the_document(blocks: list[object]) -> None:
    read = document(*blocks)  # type: ignore[arg-type]
    for event in extract(read, Settings(), dt.date(2024, 2, 20)).schedule.events:
        assert event.title
        assert event.place.quote
        if event.when is not None:
            assert event.when.first is not None or event.when.last is not None
            assert event.when.text


def test_an_event_a_context_a_clause_and_what_is_set_aside() -> None:
    read = document(
        "# 活动日程（2024年3月）",
        "宣传发动阶段安排在3月上旬。",
        "请于3月20日前报送材料。",
        "要学习1月14日重要讲话的精神。",
        table(("时间", "项目"), ("3月5日", "例会")),
    )
    mentions = {mention.text: mention for mention in mentions_of(read, extract(read, Settings()))}
    fates = {text: mention.fate for text, mention in mentions.items()}
    assert fates == {
        "2024年3月": "context",
        "3月上旬": "clause",
        "3月20日前": "event",
        "1月14日": "rejected",
        "3月5日": "event",
    }
    reason = mentions["1月14日"].reason
    assert reason
    assert reason.template == "says which thing is meant, not when something happens"


@pytest.mark.skipif(not corpus.CORPUS.is_dir(), reason="the corpus is not beside the project")
@pytest.mark.parametrize("path", sorted(corpus.CORPUS.glob("1[0-3][0-9]-*.[!jp]*")), ids=lambda path: path.name)
def test_every_document_of_the_corpus_is_accounted_for(path: Path) -> None:
    if path.suffix == ".doc":
        pytest.skip("read by an office suite: covered by the scores")
    with Reader(Settings()) as reader:
        assert unaccounted(reader.document(path), dt.date(2026, 6, 1)) == []


@pytest.mark.parametrize(
    "text",
    [
        "3月5日、" * 3000,
        "时间" * 5000,
        "（" * 5000,
        "3月5日的" * 2000,
        "到" * 5000 + "3月5日",
        "第1阶段结束后，" * 1000,
    ],
)
def test_hostile_lines_take_no_time(text: str) -> None:
    import time

    start = time.perf_counter()
    extract(document(text, table(("时间", "项目"), ("3月5日", text))), Settings())
    assert time.perf_counter() - start < 5


def test_a_number_alone_is_no_title() -> None:
    (event,) = extract(document("（一）", "3月5日上午9:00"), Settings(), dt.date(2024, 2, 20)).schedule.events
    assert (event.title, event.place.quote) == ("3月5日上午9:00", "3月5日上午9:00")
