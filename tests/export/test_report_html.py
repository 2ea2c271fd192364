"""The page: read by two parsers, with nothing in it that runs, loads or lets a document's words become markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from lxml import html

from planner.export.report_html import report_html
from planner.language import Language
from tests.export.findings import ALL, FAIL, HOSTILE, OPEN, PASS, REVIEW, SILENCED

VERDICTS = (("plan.txt", "possible"), (FAIL.place.path, "impossible"))
VOID = {"meta", "br"}


class Balanced(HTMLParser):
    """Collects tags and words, and holds every element to be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "zh"])
def test_snapshot(language: str, golden: Callable[[str, bytes | str], bytes | str]) -> None:
    titles = {FAIL.place: "群众测评", REVIEW.place: "党委会议"}
    made = report_html(ALL[:6], VERDICTS, titles, Language(language))
    assert made == golden(f"export/report-{language}.html", made)


def test_every_element_is_closed_and_nothing_runs_or_loads() -> None:
    page = report_html(ALL, VERDICTS, {}, Language("en"))
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert not parser.tags & {"script", "link", "img", "iframe", "form", "object", "base", "svg", "a"}
    assert parser.attributes == {"charset", "class", "content", "http-equiv", "lang", "name"}
    assert HOSTILE not in page
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_lets_nothing_in_but_the_page_s_own_style() -> None:
    tree = html.document_fromstring(report_html(ALL, VERDICTS, {}, Language("en")))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = tree.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert tree.xpath("//@style") == []


def test_what_the_page_says() -> None:
    tree = html.document_fromstring(report_html(ALL[:6], VERDICTS, {}, Language("en")))
    counts = [" ".join(one.text_content().split()) for one in tree.xpath("//ul[@class='counts']/li")]
    assert counts == ["2 errors", "2 warnings", "0 notes", "1 hold", "1 silenced"]
    schedules = [one.text_content() for one in tree.xpath("//ul[@class='schedules']/li")]
    assert schedules == ["? possible plan.txt", f"✗ impossible {FAIL.place.path}"]
    first = tree.xpath(f"//section[h2='{FAIL.place.path}']//li")[0].text_content()
    for words in ("✗ impossible", "error W101 outside-window", "1月9日 lies outside 第二批", "到12月基本结束"):
        assert words in first
    assert "requiredJul – about Dec 2005" in first
    assert "margin−13 … −9 d" in first
    folded = tree.xpath("//section[h2='plan.txt']/details")[0]
    assert folded.xpath("count(.//li)") == 2
    assert "agreed by telephone" in folded.text_content()


def test_colours_are_said_in_words_too() -> None:
    page = report_html((FAIL, REVIEW, OPEN, PASS, SILENCED), VERDICTS, {}, Language("zh"))
    said = set(re.findall(r'class="verdict v-(\w+)">(\S) (\S+?)</span>', page))
    assert said == {("impossible", "✗", "不符合"), ("possible", "?", "可能符合"), ("sure", "✓", "符合")}
    assert '<html lang="zh-CN">' in page
