"""The plan file: what is written is read back the same, and a wrong entry is named with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.export.plan_toml import plan_toml
from planner.extract import extract
from planner.language import Language
from planner.plan import plan_of
from planner.plan.plan_file import read_plan_file
from planner.read.text import document_of
from planner.records import (
    Clause,
    ClauseKind,
    Length,
    Level,
    Match,
    Place,
    Plan,
    PlannerError,
    Precedence,
    Silence,
    Strength,
    Subject,
    Terms,
)
from planner.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SCHEDULES = Path(__file__).parents[2] / "schedules"
TIME = "[[batch]]\n[[batch.window]]\n[batch.window.time]\n"
LENGTH = "[[batch]]\n[[batch.length]]\n[batch.length.length]\n"
SENTENCES = (
    "第一批宣传阶段从3月5日开始，时间一般为1个月左右。",
    "第二批活动在阶段划分上，参照第一批的做法进行。",
    "总结报告于6月30日17:00前报专班办公室。",
    "合格率低于85%的班组要补课。",
    "先登记，再复核，最后归档。",
    "宣传阶段的时间可延长10天左右。",
    "参加单位包括：街道、供水公司。",
    "试点结束前，由服务站组织一次测评。",
    "根据某安发[2019]12号文件，方案要报上一级单位备案，同时送办公室。",
    "培训于5月中旬进行。",
    "新员工集训一般安排3至5天。",
)


def plan(*texts: str) -> Plan:
    read = [extract(document_of(f"{at}.txt", text), Settings()) for at, text in enumerate(texts)]
    return plan_of([clause for one in read for clause in one.clauses], Settings(), read[0].prose.precedences)


def again(made: Plan, folder: Path) -> Plan:
    path = folder / "plan.toml"
    path.write_text(plan_toml(made, Language("en")), encoding="utf-8")
    filed = read_plan_file(path)
    read_back = plan_of(filed.clauses, Settings(), filed.precedences)
    return replace(read_back, matches=filed.matches, silences=filed.silences)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=6), min_size=1, max_size=3))
def test_what_is_written_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]]
) -> None:
    made = plan(*("".join(sentences) + "\n2024年3月1日\n" for sentences in texts))
    assert again(made, tmp_path_factory.mktemp("plan")) == made


def test_the_originals_are_read_back_the_same(original: Callable[[str], Path], tmp_path: Path) -> None:
    from planner.read import read

    documents = [read(original(f"00{number}")) for number in range(5)]
    read_ = [extract(document, Settings()) for document in documents]
    pairs = [pair for one in read_ for pair in one.prose.precedences]
    made = plan_of([clause for one in read_ for clause in one.clauses], Settings(), pairs)
    assert again(made, tmp_path) == made


def test_the_notices_of_the_corpus_are_read_back_the_same(tmp_path: Path) -> None:
    from planner.read import read
    from planner.read.unreadable import UnreadableError

    paths = [path for path in sorted(CORPUS.glob("13[1-6]-*")) if path.suffix != ".json"]
    if not paths:
        pytest.skip("the corpus is not beside the project")
    for path in paths:
        try:
            found = extract(read(path), Settings())
        except UnreadableError:
            continue  # a format that needs a program that is not here
        made = plan_of(found.clauses, Settings(), found.prose.precedences)
        assert again(made, tmp_path) == made
        assert made.clauses


def test_a_stage_counted_from_another_is_read_back_the_same(tmp_path: Path) -> None:
    first = "第一批学习阶段从2024年3月1日开始，时间为20天。"
    made = plan(first + "第一批学习阶段结束后，转入第一批讨论阶段，时间为15天左右。")
    assert [one.when and one.when.edtf for one in made.windows] == ["2024-03-01/2024-03-20", "2024-03-21/2024-04-04~"]
    assert again(made, tmp_path) == made


def test_an_extended_window_is_read_back_the_same(tmp_path: Path) -> None:
    base = "第一批宣传阶段从2024年3月5日开始，到3月20日结束。"
    made = plan(base, "第一批宣传阶段的时间可在原安排的基础上延长10天左右。")
    assert [one.when and one.when.edtf for one in made.windows] == ["2024-03-05/2024-03-30~"]
    assert again(made, tmp_path) == made


def test_a_corrected_date_counts(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    written = plan_toml(plan("第一批宣传阶段从2024年3月5日开始，到3月20日结束。"), Language("en"))
    assert "last = 2024-03-20" in written
    path.write_text(written.replace("last = 2024-03-20", "last = 2024-03-25"), encoding="utf-8")
    clauses = read_plan_file(path).clauses
    (window,) = plan_of(clauses, Settings()).windows
    assert window.when is not None
    assert window.when.edtf == "2024-03-05/2024-03-25"


@pytest.mark.parametrize(
    ("edtf", "last", "kept"),
    [
        ("2005-07/2005-12~", "2005-12-31", "2005-07/2005-12~"),
        ("2005-07/2005-12~", "2005-12-20", "2005-07-01/2005-12-20"),
        ("2005-07/..", "2005-12-31", "2005-07-01/2005-12-31"),
        ("XXXX-07/..", "2005-12-31", "2005-07-01/2005-12-31"),
        ("2005-07-01/2005-12-31T17:00:00", "2005-12-31", "2005-07-01/2005-12-31T17:00:00"),
    ],
)
def test_a_value_that_a_corrected_day_left_behind_follows_it(tmp_path: Path, edtf: str, last: str, kept: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        f'[[batch]]\n[[batch.window]]\n[batch.window.time]\nedtf = "{edtf}"\nfirst = 2005-07-01\nlast = {last}\n'
    )
    (clause,) = read_plan_file(path).clauses
    assert clause.when is not None
    assert clause.when.edtf == kept


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ('[[batch]]\nname = "x"\n\n[[batch.window]]\nstrength = "mist"\n', 5, "must | in_principle"),
        ('[[batch]]\nname = "x"\ncolour = "red"\n', 3, "name | stage"),
        ("[[batch]]\nname = 3\n", 2, '"…"'),
        (
            "[[batch]]\n[[batch.stage]]\nname = 'x'\n[[batch.stage.length]]\n[batch.stage.length.length]\nparts = []\n",
            6,
            "number = 1",
        ),
        ('[[batch]]\n[[batch.window]]\n[[batch.window]]\n[batch.window.time]\nfirst = "May"\n', 5, "2005-05-01"),
        (
            "[[batch]]\n[[batch.window]]\n[batch.window.time]\nfirst = 2005-05-09\nlast = 2005-05-01\n",
            5,
            ">= 2005-05-09",
        ),
        ("[[batch]]\n[[batch.steps]]\nsteps = [1]\n", 3, '["…", "…"]'),
        ("[[batch]]\nwindow = 5\n", 2, "[[window]]"),
        ("batch = 1\n", 1, "[[batch]]"),
        ('[[match]]\nstep = "x"\n', 1, 'event = "…"'),
        ('[[silence]]\nreason = "x"\ncode = "W999"\n', 3, "W101"),
        ('[[silence]]\ncode = "W101"\n', 1, 'reason = "…"'),
        ('[[silence]]\ncode = "W101"\nreason = 5\n', 3, '"…"'),
        ("[[batch]]\n[[batch.stage]]\n", 2, 'name = "…"'),
        ('[[order]]\nbefore = "x"\n', 1, 'after = "…"'),
        ("[[batch]]\n[[batch.threshold]]\nnumber = nan\n", 3, "85"),
        (f"{TIME}text = '5月'\n", 3, "first = 2005-05-01"),
        (f"{TIME}edtf = 'some day in May'\n", 4, "2005-07/2005-12~"),
        (f"{TIME}first = 2005-05-01\nstart_time = 5000\n", 5, "0 - 1440"),
        (f"{TIME}first = 2005-05-01\napproximate_last = 'yes'\n", 5, "true | false"),
        (f"{TIME}first = 2005-05-01\ncompleted_from = ['title']\n", 5, 'part = "year"'),
        (f"{LENGTH}parts = [{{ number = -1, unit = 'day' }}]\n", 4, "number > 0"),
        (f"{LENGTH}parts = [{{ number = 1, unit = 'moon' }}]\n", 4, "working_day"),
        (f"{LENGTH}parts = [{{ number = 1, unit = 'day' }}]\nupper = 3\n", 5, "number = 1"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(tmp_path: Path, text: str, line: int, expected: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlannerError) as raised:
        read_plan_file(path)
    values = dict(raised.value.message.values)
    assert values["line"] == line
    assert expected in str(values["expected"])


@pytest.mark.parametrize("data", [b"[[batch", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_what_is_no_plan_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(data)
    with pytest.raises(PlannerError, match="cannot be read as a plan"):
        read_plan_file(path)


def test_a_demand_that_a_person_added_needs_little(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        '[[batch]]\nname = "第一批"\n[[batch.window]]\n[batch.window.time]\nfirst = 2024-03-01\nlast = 2024-03-09\n'
    )
    clauses = read_plan_file(path).clauses
    (clause,) = clauses
    assert (clause.kind, clause.subject, clause.strength) == ("window", Subject(batch="第一批"), "must")
    assert isinstance(clause, Clause)
    (window,) = plan_of(clauses, Settings()).windows
    assert (window.name, window.when and window.when.edtf) == ("第一批", "2024-03-01/2024-03-09")


TEXT = st.text("甲乙a9\"'\\[]=#. ", min_size=1, max_size=8).map(lambda text: f"题{text}")
WORDS = st.just("") | TEXT
LISTS = st.lists(TEXT, max_size=2).map(tuple)
TERMS = st.builds(
    Terms,
    number=st.none() | st.sampled_from([0.5, 3.0, 85.0]),
    unit=st.sampled_from(["", "%", "人"]),
    bound=st.sampled_from(["exactly", "at_least", "at_most", "about"]),
    overlap=st.booleans(),
    **dict.fromkeys(("steps", "documents", "units"), LISTS),
    **dict.fromkeys(("before", "after", "lag", "reviewer", "recipient", "copy_to", "source"), WORDS),
)
TIMES = st.sampled_from(
    [None, *(one.when for one in plan("第一批宣传阶段从2024年3月5日开始。讨论阶段于5月中旬进行。").clauses)]
)
LENGTHS = st.sampled_from(
    [
        None,
        Length("10天左右", ((10, "day"),), "about"),
        Length("3至5天", ((3, "day"),), "at_least", ((5, "day"),)),
        Length("1年2个月", ((1, "year"), (2, "month")), "exactly"),
    ]
)
CLAUSES = st.builds(
    Clause,
    kind=st.sampled_from(get_args(ClauseKind)),
    subject=st.builds(
        Subject,
        stage=st.sampled_from(["", "宣传", "讨论"]),
        batch=st.sampled_from(["", "第一批", "第二批"]),
        unit=WORDS,
        activity=WORDS,
    ),
    place=st.builds(Place, path=TEXT, line=st.none() | st.integers(1, 9), column=st.none() | st.just(3), quote=WORDS),
    own=st.booleans(),
    when=TIMES,
    length=LENGTHS,
    strength=st.sampled_from(get_args(Strength)),
    about=WORDS,
    condition=WORDS,
    terms=TERMS,
    level=st.sampled_from([None, *get_args(Level)]),
    issued=st.none() | st.dates(),
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(CLAUSES, max_size=6),
    st.lists(st.sampled_from([("宣传", "讨论", ""), ("讨论", "宣传", "第一批")]), max_size=2),
)
def test_any_plan_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, clauses: list[Clause], pairs: list[tuple[str, str, str]]
) -> None:
    orders = [Precedence(*pair, Place(path="a.txt", quote="转入")) for pair in pairs]
    made = plan_of(clauses, Settings(), orders)
    assert again(made, tmp_path_factory.mktemp("plan")) == made


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.builds(Match, TEXT, TEXT), max_size=3),
    st.lists(st.builds(Silence, st.sampled_from(["W101", "X201"]), WORDS, TEXT), max_size=3),
)
def test_a_persons_own_words_are_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, matches: list[Match], silences: list[Silence]
) -> None:
    made = replace(plan(SENTENCES[4]), matches=tuple(matches), silences=tuple(silences))
    assert again(made, tmp_path_factory.mktemp("plan")) == made
