"""What looks like a time and is none, and what is one that cannot be."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.dates import Reference, find

REFERENCE = Reference(document_date=dt.date(2005, 5, 8))

NOT_TIMES = (
    "根据粤发[2005]11号文件",
    "〔2004〕20号",
    "中发(2004)20号",
    "分类D261.4",
    "真正把要求体现在工作中",
    "一时解决不了",
    "尽早谋划",
    "第一批活动",
    "前期准备和后期工作",
    "三个代表",
    "16字方针",
    "版本号1.12.3",
    "电话888-000-9999",
    "请检查：192.168.255.255。",
    "身份证号140302197706220124。",
    "3000多万名党员",
    "180多万个组织",
    "满意率80%以上",
    "5000元",
    "第305室",
    "4/5G网络",
    "一点都不好玩",
    "黎明主演的电影已上映。",
    "二十七点三",
    "零点五",
    "调高24点5度",
    "五点要求",
    "三点意见",
    "100只是一个数字",
    "五角大楼宣布了作战计划",
    "标准普尔指数下降",
    "这是我的队伍",
    "The march may go on. I sat in the sun; mark my words.",
    "one of the second-hand books",
    "1、总结分析评议阶段工作",
    "（一）制定措施",
    "三年级二班",
    "张国庆、王五一到会",
    "一天到晚",
    "2005年版教材",
    "3月龄婴儿",
)


@pytest.mark.parametrize("text", NOT_TIMES)
def test_nothing_is_found(text: str) -> None:
    assert find(text, REFERENCE) == ()


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("会议定于5月32日召开", "5月32日", "impossible-date"),
        ("2月30日", "2月30日", "impossible-date"),
        ("2005年2月29日", "2005年2月29日", "impossible-date"),
        ("2005-13-05", "2005-13-05", "impossible-date"),
        ("13月5日", "13月5日", "impossible-date"),
        ("25:00开始报到", "25:00开始", "impossible-time"),
        ("5月12日25时", "5月12日25时", "impossible-time"),
        ("9:75", "9:75", "impossible-time"),
        ("5月20日至16日", "5月20日至16日", "inverted-range"),
        ("2005年5月20日至2005年4月16日", "2005年5月20日至2005年4月16日", "inverted-range"),
        ("5月12日10:00至9:00", "5月12日10:00至9:00", "inverted-range"),
    ],
)
def test_the_impossible_is_reported_in_its_place(text: str, words: str, code: str) -> None:
    (one,) = find(text, REFERENCE)
    assert one.text == words
    assert one.values == ()
    (problem,) = (problem for problem in one.problems if problem.code == code)
    assert (problem.start, problem.end) == (one.start, one.end)


@pytest.mark.parametrize("word", ["近日", "近期", "当前", "日前", "目前", "最近", "现在", "暑假", "寒假期间"])
def test_a_vague_word_has_no_value(word: str) -> None:
    (one,) = find(f"各单位{word}要抓紧", REFERENCE)
    assert (one.text, one.values, [problem.code for problem in one.problems]) == (word, (), ["vague"])


@pytest.mark.parametrize("words", ["二十几年前", "几十年之后", "几天", "十几天后", "近几年来", "再过几天", "几个小时"])
def test_a_vague_count_has_no_value(words: str) -> None:
    (one,) = find(f"大约{words}，各单位要总结", REFERENCE)
    assert (one.text, one.values, [problem.code for problem in one.problems]) == (words, (), ["vague"])


@pytest.mark.parametrize("text", ["初二几年级", "几何作业", "几点意见", "几号楼", "几乎没有"])
def test_several_of_something_else_is_no_time(text: str) -> None:
    assert [one.text for one in find(text, REFERENCE) if "几" in one.text] == []


def test_a_printed_weekday_is_checked() -> None:
    wrong, right = find("5月12日（星期五）；5月13日（星期五）", REFERENCE)
    assert [problem.code for problem in wrong.problems] == ["weekday-mismatch"]
    assert wrong.values[0].edtf == "2005-05-12"
    assert right.problems == ()


def test_both_orders_are_kept_until_one_is_chosen() -> None:
    (both,) = find("12/05", REFERENCE)
    assert [value.edtf for value in both.values] == ["2005-12-05", "2005-05-12"]
    assert [problem.code for problem in both.problems] == ["ambiguous-order"]
    (one,) = find("12/05", Reference(document_date=dt.date(2005, 5, 8), date_order="DMY"))
    assert [value.edtf for value in one.values] == ["2005-05-12"]
    assert one.problems == ()
