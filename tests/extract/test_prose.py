"""Sentences: deadlines, ranges and events, and the dates in them that are none."""

import pytest

from tests.extract.build import codes, dated, read


@pytest.mark.parametrize(
    ("sentence", "title", "edtf"),
    [
        ("各单位请于3月20日前报送材料，逾期不予受理。", "各单位报送材料", "../2024-03-20"),
        ("要退费的，3月27日前办理。", "要退费的办理", "../2024-03-27"),
        ("评选结果应在4月底前公布。", "评选结果公布", "../2024-04-30"),
        ("比赛定于4月10日上午9时在体育馆举行。", "比赛在体育馆举行", "2024-04-10T09:00:00"),
        ("从3月9日开始，到6月30日结束，分步推进登记。", "分步推进登记", "2024-03-09/2024-06-30"),
        ("报名到2024年4月10日17:00截止，过时关闭", "报名", "../2024-04-10T17:00:00"),
        ("Applications must be submitted by 15 March 2024.", "Applications must be submitted", "../2024-03-15"),
    ],
)
def test_a_sentence_is_an_event_with_its_words(sentence: str, title: str, edtf: str) -> None:
    found = read(sentence)
    assert dated(found) == [(title, edtf)]
    assert found.schedule.events[0].place.quote in sentence


def test_a_list_of_days_is_an_event_each() -> None:
    found = read("4月28日（星期日）、5月11日（星期六）照常上班。")
    assert dated(found) == [("照常上班", "2024-04-28"), ("照常上班", "2024-05-11")]


@pytest.mark.parametrize(
    "text",
    [
        "新华社北京2月19日电 会议决定推进这项工作。",
        "2024年2月20日",
        "2024年是关键的一年。",
        "要认真学习1月14日重要讲话的精神。",
        "3月收到的转账已经核对。",
        "培训时间不少于40个小时。",
        "发布时间：2024年2月18日",
        "目前工作进展顺利。",
        "2023年12月3日召开了动员会。",
    ],
)
def test_dates_that_are_no_events(text: str) -> None:
    assert dated(read("一般说明文字", text, "此致")) == []


def test_a_date_that_only_says_more_is_no_event_of_its_own() -> None:
    found = read("3月25日（星期一）照常上班，3月25日补3月29日（星期五）的班。")
    assert dated(found) == [("照常上班", "2024-03-25")]


def test_what_was_planned_before_is_not_exported() -> None:
    found = read("征集原定3月20日截止，现延长至4月3日。评选原定3月24日至3月30日进行，相应推迟，日期由评选组确定。")
    assert [edtf for _, edtf in dated(found)] == ["../2024-04-03", None]
    assert dated(found)[1][0] == "评选"
    assert "X201" in codes(found)


def test_a_start_long_before_the_document_is_suggested_not_used() -> None:
    found = read("通知", "一、开放时间", "从2024年1月9日起，每日开门。", on="2024-12-28")
    assert [edtf for _, edtf in dated(found)] == [None]
    (finding,) = [one for one in found.findings if one.code == "X214"]
    assert dict(finding.message.values)["year"] == 2025


def test_a_stage_of_a_notice_is_a_record_of_its_own_kind() -> None:
    found = read("通知", "宣传发动阶段安排在3月上旬至4月中旬。", "总结报告于6月30日前报送。")
    assert [(event.kind, event.title) for event in found.schedule.events] == [
        ("stage", "宣传发动阶段"),
        ("deadline", "总结报告报送"),
    ]
    assert not found.lists_events
    assert not read("通知", "宣传发动阶段安排在3月上旬至4月中旬。").is_schedule


def test_what_follows_another_event_is_listed_without_a_date() -> None:
    found = read("复核在自查结束后5个工作日内完成。岗位确定后，随即组织培训。")
    assert [edtf for _, edtf in dated(found)] == [None, None]
    assert {title for title, _ in dated(found)} == {"复核", "组织培训"}


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("学员报到于3月17日15:00至21:00进行。", "学员报到"),
        ("资格申请于3月20日截止。", "资格申请"),
        ("重要日期：3月1日开始报名；3月31日报名截止。", "报名"),
        ("3月9日前往基地参观。", "前往基地参观"),
    ],
)
def test_words_that_only_end_like_a_tie_stay_whole(sentence: str, title: str) -> None:
    assert dated(read("说明", sentence))[0][0] == title
