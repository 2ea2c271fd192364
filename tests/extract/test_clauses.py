"""Prose into clauses: every rule reads its examples, and sentences that only look alike give nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.extract import Extract, extract
from planner.extract.clauses import FAMILIES, FRAMES, Frame
from planner.read.text import document_of
from planner.records import Clause
from planner.settings import WEIGHTS, Settings

# The kinds of clause that the rules of a family give.
KINDS = {
    "timed": {"window", "deadline"},
    "amounts": {"length", "extension", "deadline", "minimum", "threshold"},
    "steps": {"steps"},
    "follows": {"follows"},
    "distances": {"follows"},
    "approvals": {"gate"},
    "gates": {"gate"},
    "reviews": {"review"},
    "filings": {"filing"},
    "deliverables": {"deliverable"},
    "bases": {"basis"},
    "coverage": {"coverage"},
    "scopes": {"scope"},
    "inheritance": {"inherits"},
}


def read(text: str) -> Extract:
    return extract(document_of("n.txt", text), Settings())


def clauses(text: str) -> tuple[Clause, ...]:
    return read(text).clauses


@pytest.mark.parametrize(
    ("frame", "example"),
    [(frame, example) for frame in FRAMES for example in frame.examples],
    ids=lambda v: str(v)[:30],
)
def test_every_frame_reads_its_examples(frame: Frame, example: str) -> None:
    (clause,) = clauses(f"特此通知如下。{example}。")
    assert clause.kind == frame.kind
    assert clause.place.quote in example


@pytest.mark.parametrize(
    ("name", "example"),
    [(family.rule.__name__, example) for family in FAMILIES for example in family.examples],
)
def test_every_family_reads_its_examples(name: str, example: str) -> None:
    (clause,) = clauses(f"All offices take note. {example}." if example.isascii() else f"特此通知如下。{example}。")
    assert clause.kind in KINDS[name]
    assert clause.place.quote.rstrip(".") in example
    assert clause.about or clause.subject.stage or clause.kind in ("scope", "steps")


@pytest.mark.parametrize(
    ("text", "stage", "batch", "activity", "value"),
    [
        ("宣传发动阶段的工作安排在2024年9月份进行。", "宣传发动", "", "", "2024-09"),
        ("第三批创建活动从2024年1月开始，到2024年6月基本结束。", "", "第三批", "创建活动", "2024-01/2024-06~"),
        ("第一批宣传发动阶段定于2024年3月上旬至4月中旬进行。", "宣传发动", "第一批", "", "2024-03-01/2024-04-20"),
        ("一、宣传发动阶段（2024年4月1日至30日）", "宣传发动", "", "", "2024-04-01/2024-04-30"),
        ("优化流程专项行动从2024年3月开始，到6月底结束。", "", "", "优化流程专项行动", None),
        ("当前，第一批次活动已近尾声，2024年11月份就要转入总结验收阶段。", "总结验收", "第一批", "", "2024-11"),
    ],
)
def test_subject_and_time_of_a_window(text: str, stage: str, batch: str, activity: str, value: str | None) -> None:
    (clause,) = clauses(text)
    assert (clause.kind, clause.subject.stage, clause.subject.batch) == ("window", stage, batch)
    assert clause.subject.activity == activity or not activity
    assert clause.when is not None
    assert value in (None, clause.when.edtf)


@pytest.mark.parametrize(
    ("text", "kind", "parts", "bound", "strength"),
    [
        ("检查评比阶段的时间原则上为1个月左右。", "length", ((1, "month"),), "about", "in_principle"),
        ("检查评比阶段的时间为20天。", "length", ((20, "day"),), "exactly", "must"),
        ("检查评比阶段一般为两周。", "length", ((2, "week"),), "exactly", "in_principle"),
        ("宣传发动阶段的时间可在原安排的基础上延长10天左右。", "extension", ((10, "day"),), "about", "may"),
    ],
)
def test_lengths_and_extensions(text: str, kind: str, parts: object, bound: str, strength: str) -> None:
    (clause,) = clauses(text)
    assert clause.length is not None
    assert (clause.kind, clause.length.parts, clause.length.bound, clause.strength) == (kind, parts, bound, strength)
    assert clause.when is None


@pytest.mark.parametrize(
    "text",
    [
        "从现在到第二批活动正式启动，还有两个月左右的时间。",
        "公司于2024年3月5日成立。",
        "第一批活动涉及1800多人。",
        "这次活动不单独搞一个组织处理阶段。",
        "局长3月5日重要讲话指明了方向。",
        "上周已有15人参加了培训，历时3天。",
        "近几年来，超过60%的住户装了新表。",
        "领导机关首先做好，先进单位要带头。",
        "集中检查不安排在5月份进行。",
        "例如，培训定于3月5日举行。",
        "正如古人所说：“学问须勤，3月5日前须报名。”",
        "The review will not be held on 5 March 2020.",
        "For example, a report must be submitted by 5 March 2020.",
        "The office was founded on 5 March 2020.",
    ],
)
def test_sentences_that_only_look_alike_give_no_clause(text: str) -> None:
    assert clauses(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("总结报告请及时报公司，同时送安全办公室。", "filing", {"recipient": "公司", "copy_to": "安全办公室"}),
        ("班组的改进措施由车间主任审核，安全员配合。", "review", {"reviewer": "车间主任"}),
        ("分工确定后，随即组织培训。", "follows", {"after": "分工确定", "lag": "at once"}),
        ("试点结束前，由服务站组织一次测评。", "follows", {"before": "试点结束"}),
        ("合格率低于85%的班组要补课。", "threshold", {"number": 85.0, "unit": "%", "bound": "at_most"}),
        ("群众满意率达到95%以上。", "threshold", {"number": 95.0, "unit": "%", "bound": "at_least"}),
        ("Groups must not exceed 25 students.", "threshold", {"number": 25.0, "unit": "students", "bound": "at_most"}),
        ("按照先档案、后办公家具、再个人物品的顺序搬迁。", "steps", {"steps": ("档案", "办公家具", "个人物品")}),
        ("检查分三步：第一步，自查；第二步，抽查；第三步，督查。", "steps", {"steps": ("自查", "抽查", "督查")}),
        ("搬迁前要做好资料备份。", "follows", {"before": "搬迁"}),
        ("参加对象：健康职工。", "scope", {"units": ("健康职工",)}),
        ("换届方案由支部审核、党委审定。", "review", {"reviewer": "支部、党委"}),
        ("Phase two follows phase one.", "follows", {"after": "phase one"}),
        ("抽查比例不低于20%。", "threshold", {"number": 20.0, "unit": "%", "bound": "at_least"}),
        ("先登记，再复核，最后归档。", "steps", {"steps": ("登记", "复核", "归档")}),
        ("清查分三步进行：自查、复核和抽查。", "steps", {"steps": ("自查", "复核", "抽查")}),
        ("退票须在演出日前1天办理。", "follows", {"before": "演出日"}),
        ("No crew may enter more than 3 races.", "threshold", {"number": 3.0, "unit": "races", "bound": "at_most"}),
        ("差错率不得超过千分之一。", "threshold", {"number": 0.001, "unit": "fraction", "bound": "at_most"}),
        ("整改完成前不得恢复生产。", "gate", {"after": "整改完成"}),
        ("统计报表每月5日前交财务科。", "deadline", {"recipient": "财务科"}),
        ("按照自评、互评、公示“三步走”的程序进行。", "steps", {"steps": ("自评", "互评", "公示")}),
        ("经上级部门批准，各站要及时启用新表。", "gate", {"reviewer": "上级部门"}),
        ("第三批试点在时间安排上，参照第二批的做法进行。", "inherits", {"source": "第二批", "units": ("时间安排",)}),
        ("根据某安发[2019]12号文件的要求。", "basis", {"documents": ("某安发[2019]12号",)}),
        ("参加单位包括：街道（镇、乡）办事处、供水公司。", "scope", {"units": ("街道（镇、乡）办事处", "供水公司")}),
        ("The minutes must be filed with the registry.", "filing", {"recipient": "registry"}),
    ],
)
def test_what_a_clause_states(text: str, kind: str, values: dict[str, object]) -> None:
    (clause,) = clauses(text)
    assert clause.kind == kind
    assert {name: getattr(clause.terms, name) for name in values} == values


@pytest.mark.parametrize(
    ("text", "kind", "parts", "bound"),
    [
        ("学习时间一般不少于40个小时。", "minimum", ((40.0, "hour"),), "at_least"),
        ("遇大雪，开班时间顺延3天左右。", "extension", ((3.0, "day"),), "about"),
        ("复核在登记结束后5个工作日内完成。", "deadline", ((5.0, "working_day"),), "at_most"),
        ("整改时间为15天左右。", "length", ((15, "day"),), "about"),
        ("试用时间可延长7天左右，最多不超过10天。", "threshold", ((10.0, "day"),), "at_most"),
    ],
)
def test_amounts_of_time(text: str, kind: str, parts: object, bound: str) -> None:
    clause = next(one for one in clauses(text) if one.kind == kind)
    assert clause.length is not None
    assert (clause.length.parts, clause.length.bound) == (parts, bound)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("整改方案要报上一级单位备案。", "must"),
        ("学习时间一般不少于40个小时。", "in_principle"),
        ("报名时间可延长3天。", "may"),
        ("争取在试点期间拿出一个初步方案。", "strive"),
        ("In principle, the count takes two days.", "in_principle"),
        ("No office may close before the audit is complete.", "must"),
    ],
)
def test_strength(text: str, strength: str) -> None:
    (clause,) = clauses(text)
    assert clause.strength == strength


def test_the_words_of_a_strength_are_a_setting() -> None:
    may = replace(WEIGHTS["may"], words=("酌情", "is free to"))
    settings = Settings(strength={**WEIGHTS, "may": may})
    for text in ("报名时间酌情延长3天。", "The office is free to extend the stage by 3 days."):
        (clause,) = extract(document_of("n.txt", text), settings).clauses
        assert clause.strength == "may"
        assert clauses(text)[0].strength == "must"


def test_the_month_of_may_is_no_leave() -> None:
    (clause,) = clauses("Applications must be received no later than 15 May 2025.")
    assert clause.strength == "must"


def test_a_condition_is_kept_with_its_clause() -> None:
    (clause,) = clauses("遇大雪，开班时间顺延3天左右。")
    assert (clause.about, clause.condition) == ("开班", "遇大雪")


def test_a_list_over_several_paragraphs_gives_its_steps() -> None:
    found = clauses("通知\n\n要着重抓好3个环节的工作：一是登记造册。各站要细致。\n\n二是入户检查。\n\n三是公布结果。\n")
    steps = next(one for one in found if one.kind == "steps")
    assert steps.terms.steps == ("登记造册", "入户检查", "公布结果")
    assert steps.place.quote == "要着重抓好3个环节的工作"


def test_a_list_that_breaks_off_gives_no_steps() -> None:
    assert clauses("要着重抓好3个环节的工作：一是登记造册。二是入户检查。") == ()


def test_what_no_rule_understood_is_listed_with_its_place() -> None:
    prose = read("通知\n\n各站要高度重视。天气好。报名时间可延长3天。\n").prose
    assert [(place.line, place.quote) for place in prose.not_understood] == [(3, "各站要高度重视。")]
    assert (prose.stating, prose.exhorting) == (2, 1)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("各区县应急局：", False),
        ("山上雪很大。", False),
        ("三是要把握重点。", True),
        ("原则上不安排外出。", True),
        ("力争有所突破。", True),
        ("严禁携带火种入园。", True),
        ("会议于2025年2月30日召开。", True),
        ("第二批整改阶段从2025年6月20日开始，到6月10日结束。", True),
        ("The building is closed.", False),
        ("Smoking is prohibited.", True),
        ("Meetings may not be scheduled on weekends.", True),
    ],
)
def test_a_sentence_with_a_time_or_a_demand_word_is_listed_where_no_rule_reads_it(text: str, *, listed: bool) -> None:
    prose = read(f"特此通知。\n\n{text}\n").prose
    assert prose.clauses == ()
    assert bool(prose.not_understood) == listed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("会议于2025年2月30日召开。", "X202"),
        ("第二批整改阶段从2025年6月20日开始，到6月10日结束。", "X203"),
    ],
)
def test_a_window_that_cannot_be_is_one_finding(text: str, code: str) -> None:
    found = extract(document_of("n.txt", text), Settings())
    assert found.clauses == ()
    assert [one.code for one in found.findings if one.code in ("X202", "X203")] == [code]


@pytest.mark.parametrize(
    ("text", "kind", "edtf", "about"),
    [
        ("原定2025年4月15日发放的补贴，现调整到2025年4月25日发放。", "window", "2025-04-25", "补贴"),
        ("原定于2025年3月31日截止的报名，现延长至2025年4月10日。", "extension", "2025-04-10", "报名"),
        ("初审由人事部门负责，2025年5月底前完成。", "deadline", "../2025-05-31", "初审"),
        ("专项整治从2025年3月10日开始，至6月30日结束。", "window", "2025-03-10/2025-06-30", "专项整治"),
        ("实施阶段为2025年2月3日至18日。", "window", "2025-02-03/2025-02-18", ""),
        ("各校总结报告于2025年2月18日前报区教育局。", "deadline", "../2025-02-18", "总结报告"),
        ("各村（社区）年度计划2025年2月18日前交镇政府。", "deadline", "../2025-02-18", "年度计划"),
        ("各部门要于2025年2月18日前将总结报告报办公室。", "deadline", "../2025-02-18", "总结报告"),
        ("请各单位于2025年2月18日下班前将参会回执报办公室。", "deadline", "../2025-02-18", "参会回执"),
        ("Phase one begins on 1 July 2025 and ends on 31 July 2025.", "window", "2025-07-01/2025-07-31", "Phase one"),
        ("镇政府定于2025年2月18日召开防汛会商会。", "window", "2025-02-18", "防汛会商会"),
        ("花展由2025年5月6日延至5月20日。", "extension", "2025-05-20", "花展"),
        ("The fair is moved from 4 May to 11 May 2025.", "extension", "2025-05-11", "fair"),
        ("The survey opens on 1 July 2025 and closes at noon on 31 July 2025.", "window", None, "survey"),
        ("The roof has to be finished before 20 August 2025.", "deadline", "../2025-08-19", "roof"),
        ("Visits take place in the first half of June 2025.", "window", "[2025-06-01..2025-06-15]", "Visits"),
        ("Season tickets expire on 31 May 2025.", "deadline", "../2025-05-31", "Season tickets"),
    ],
)
def test_what_is_dated_and_when(text: str, kind: str, edtf: str | None, about: str) -> None:
    (clause,) = clauses(text)
    assert clause.when is not None
    assert (clause.kind, clause.about) == (kind, about)
    assert edtf in (None, clause.when.edtf)


def test_a_move_without_a_year_takes_none_from_the_sentence_before() -> None:
    moved = "比武推迟至2027年1月5日举行。报名由12月15日延至12月31日。"
    found = clauses(f"关于比武的通知\n\n{moved}\n\n2026年12月10日\n")
    days = [str(one.when.last) for one in found if one.kind == "extension" and one.when]
    assert days == ["2027-01-05", "2026-12-31"]


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("1.高一年级4月12日至14日，高二年级4月15日。", ["高一年级", "高二年级"]),
        ("第一场12月3日，第二场12月8日。", ["第一场", "第二场"]),
        ("体检时间：东区12月3日，西区12月8日。", ["东区", "西区"]),
        ("（三）演讲。12月3日，每人限时8分钟。", ["演讲"]),
        ("站长12月3日，天气晴好。", []),
    ],
)
def test_the_things_of_a_list_have_each_its_time(text: str, windows: list[str]) -> None:
    found = clauses(f"通知\n\n{text}\n\n2025年11月10日\n")
    assert [one.about or one.subject.batch for one in found if one.kind == "window"] == windows


@pytest.mark.parametrize(
    "text", ["距比赛约10天。", "步行约10分钟。", "公司有员工约20人。", "迟到约10分钟。", "每天工作8小时。"]
)
def test_not_every_amount_of_time_is_a_length(text: str) -> None:
    assert clauses(text) == ()


def test_a_count_of_steps_that_differs_from_their_list_names_none() -> None:
    assert [one.terms.steps for one in clauses("评审按初审、终审三个环节进行。")] == []


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("现场审核定于2025年6月13日、14日两天进行。", "window", "2025-06-13/2025-06-14"),
        ("第一批审计2025年3月上旬进点，4月中旬撤点。", "window", "2025-03-01/2025-04-20"),
        ("清查工作从2025年9月上旬启动，12月底前全面结束。", "window", "2025-09-01/2025-12-31"),
        ("个人自评：2025年12月8日—12日。", "window", "2025-12-08/2025-12-12"),
        ("Registration closes on 9 October 2025.", "deadline", "../2025-10-09"),
        ("Effective 1 June 2025, permits must be obtained.", "window", "2025-06-01/.."),
    ],
)
def test_times_that_belong_together(text: str, kind: str, edtf: str) -> None:
    (clause,) = clauses(text)
    assert clause.when is not None
    assert (clause.kind, clause.when.edtf) == (kind, edtf)


def test_a_length_between_two_keeps_both() -> None:
    (clause,) = clauses("新员工集训一般安排3至5天。")
    assert clause.length is not None
    assert (clause.length.parts, clause.length.upper) == (((3.0, "day"),), ((5.0, "day"),))


def test_a_day_counted_from_an_event_is_a_distance() -> None:
    (clause,) = clauses("候选人名单应当在选举日的5日以前公布。")
    assert (clause.kind, clause.terms.before, clause.about) == ("follows", "选举日", "候选人名单")
    assert clause.length is not None
    assert clause.length.parts == ((5.0, "day"),)


def test_what_is_due_again_and_again_keeps_its_words() -> None:
    (clause,) = clauses("各站每周五下班前上报进度。")
    assert (clause.kind, clause.when, clause.condition) == ("deadline", None, "每周五下班前")
    (clause,) = clauses("每月15日前报送报表。")
    assert (clause.kind, clause.about, clause.condition, clause.length) == ("deadline", "报表", "每月15日前", None)


def test_what_was_over_long_before_the_issue_is_no_demand() -> None:
    found = read("首届博览会于2019年5月举办。\n2025年7月1日\n").prose
    assert found.clauses == ()
    assert [place.quote for place in found.not_understood] == ["首届博览会于2019年5月举办。"]
