"""Findings of every kind, and words that a format could trip over."""

from __future__ import annotations

from planner.records import Finding, Place, message

HOSTILE = "100%: a,b\r\n::error::<b>&\"'\x00\x1b\ufffe]]> 会议"

FAIL = Finding(
    code="W101",
    verdict="impossible",
    severity="error",
    message=message("{words} lies outside {window}", words="1月9日", window="第二批"),
    place=Place(path="units/a b/日程 #1%.txt", line=34, column=5, quote="1月9日"),
    event="群众测评",
    event_uid="uid-1",
    window="第二批",
    related=(Place(path="notice.txt", line=5, quote="到12月基本结束"), Place(path="notice.docx", table=1, row=2)),
    required="2005-07/2005-12~",
    actual="2006-01-09",
    margin=(-13, -9),
    suggestion=message("move it to December"),
)
REVIEW = Finding(
    code="W101",
    verdict="possible",
    severity="warning",
    message=message("only on {days}", days="2005-05-14"),
    place=Place(path="/data/plan.xlsx", sheet="表 1", row=3, cell=2, quote="5月中旬"),
    event="党委会议",
    event_uid="uid-2",
    readings=("2005-05-14", "2005-05-16/2005-05-20"),
)
PASS = Finding(
    code="W101", verdict="sure", severity="info", message=message("inside"), place=Place(path="plan.txt", line=1)
)
OPEN = Finding(
    code="X201", verdict="open", severity="warning", message=message("no date"), place=Place(path="plan.txt", line=2)
)
UNREAD = Finding(
    code="X101", verdict="open", severity="error", message=message("damaged"), place=Place(path="plan.pdf")
)
SILENCED = Finding(
    code="W103",
    verdict="impossible",
    severity="error",
    message=message("another batch"),
    place=Place(path="plan.txt"),
    silenced="agreed by telephone",
)
TRICKY = Finding(
    code="W101",
    verdict="impossible",
    severity="info",
    message=message("{said}", said=HOSTILE),
    place=Place(path=HOSTILE, line=7, quote=HOSTILE),
    event=HOSTILE,
    window=HOSTILE,
    related=(Place(path="\udce4.txt", quote=HOSTILE),),
)
ALL = (FAIL, REVIEW, PASS, OPEN, UNREAD, SILENCED, TRICKY, TRICKY)
