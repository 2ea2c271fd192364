"""The reader of a run: archives, wrong names, damaged files, and a worker that reaches nothing outside."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import codes
from planner.read import Reader, read, wire
from planner.read.one import read_here
from planner.read.source import Source
from planner.read.unreadable import UnreadableError
from planner.settings import Settings
from tests.read import makers
from tests.read.bombs import W, repacked

TEXT = "3月5日开会".encode()


def found(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    with Reader() as reader:
        documents, findings = reader.read(path)
    below = str(path.parent) + "/"
    return (
        [document.path.removeprefix(below) for document in documents],
        [(finding.code, finding.place.path.removeprefix(below)) for finding in findings],
    )


def test_an_archive_gives_each_member_under_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = makers.zipped(c__txt=TEXT)
    path.write_bytes(
        makers.zipped(
            **{
                "信/a.docx": makers.docx(),
                "b.zip": inner,
                "empty.txt": b"",
                "x.exe": b"MZ",
                "planner.toml": b"",
                ".hidden.txt": b"x",
            }
        )
    )
    documents, findings = found(path)
    assert documents == ["a.zip/b.zip/c.txt", "a.zip/信/a.docx"]
    assert findings[-1] == ("X102", "a.zip/empty.txt")
    assert ("X105", "a.zip/x.exe") in findings
    assert ("X105", "a.zip/planner.toml") in findings


def test_a_mail_gives_its_body_and_its_attachments(tmp_path: Path) -> None:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"] = "通知"
    mail.set_content("3月5日开会")
    mail.add_attachment(makers.docx(), maintype="application", subtype="x", filename="安排.docx")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    assert found(path) == (["a.eml", "a.eml/安排.docx"], [])


def test_names_that_old_archivers_wrote_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    coded = "通知.txt".encode("gb18030")
    data = makers.zipped(**{"x" * len(coded.decode("cp437")): TEXT})
    path.write_bytes(data.replace(b"x" * len(coded), coded))
    assert found(path)[0] == ["a.zip/通知.txt"]


@pytest.mark.parametrize(
    ("data", "name", "suffix"),
    [
        (makers.docx(), "a.doc", ".docx"),
        (makers.docx(), "a.xlsx", ".docx"),
        (makers.html(), "a.doc", ".html"),
        (makers.html(), "a.xls", ".html"),
        (makers.xlsx(), "a.csv", ".xlsx"),
        (makers.ics(), "a.txt", ".ics"),
    ],
)
def test_a_wrong_suffix_is_said_and_the_content_read(data: bytes, name: str, suffix: str) -> None:
    document = read_here(Source(data, name))
    right = read_here(Source(data, f"a{suffix}"))
    assert [block.place.quote for block in document.blocks] == [block.place.quote for block in right.blocks]
    assert document.problems[0].code == codes.WRONG_SUFFIX.code
    assert dict(document.problems[0].message.values) == {"suffix": suffix}


def test_a_text_file_that_is_none_goes_to_the_worker(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(makers.docx())
    assert read(path).title == makers.TITLE


SEEDS = {
    ".txt": makers.text,
    ".csv": makers.csv,
    ".docx": makers.docx,
    ".xlsx": makers.xlsx,
    ".xls": makers.xls,
    ".html": makers.html,
    ".md": makers.markdown,
    ".eml": makers.mail,
    ".ics": makers.ics,
}


@pytest.mark.parametrize("suffix", SEEDS)
def test_a_file_cut_short_anywhere_is_read_or_refused_in_one_line(suffix: str) -> None:
    assert _not_said(SEEDS[suffix](), suffix) == []


def _not_said(data: bytes, suffix: str) -> list[str]:
    """How the reading of twenty beginnings of a file ends where it is neither read nor refused in one line."""
    outcomes = [_outcome(data[: len(data) * part // 20], suffix) for part in range(20)]
    return [outcome for outcome in outcomes if not outcome or "\n" in outcome]


def _outcome(data: bytes, suffix: str) -> str:
    """Say in a word or a sentence how reading ends."""
    try:
        return "read" if read_here(Source(data, f"a{suffix}")).blocks else ""
    except UnreadableError as error:
        return str(error)


@pytest.mark.skipif(makers.soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", [".pdf", ".ods"])
def test_a_printed_file_cut_short(suffix: str) -> None:
    source = makers.docx() if suffix == ".pdf" else makers.xlsx()
    printed = makers.converted(source, ".docx" if suffix == ".pdf" else ".xlsx", suffix[1:])
    assert _not_said(printed, suffix) == []


@pytest.mark.skipif(makers.soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_an_old_word_file_cut_short(target: str) -> None:
    """Two cuts here, twenty in `make fuzz`: each costs a start of LibreOffice."""
    data = makers.converted(makers.docx(), ".docx", target)
    outcomes = [_outcome(data[: int(len(data) * part)], f".{target}") for part in (0.3, 0.9)]
    assert [outcome for outcome in outcomes if not outcome or "\n" in outcome] == []


@pytest.mark.skipif(makers.soffice() is None, reason="LibreOffice is not installed")
def test_an_encrypted_pdf_is_said_to_be_one() -> None:
    options = (
        ':writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"x"}}'
    )
    data = makers.converted(makers.docx(), ".docx", "pdf", options)
    with pytest.raises(UnreadableError, match="the file is encrypted"):
        read_here(Source(data, "a.pdf"))


def test_without_libreoffice_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.read import office

    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(UnreadableError, match=r"LibreOffice is needed for .rtf files: install it"):
        read_here(Source(b"{\\rtf1 a}", "a.rtf"))


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, its address, and what it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x", paths
    server.shutdown()
    server.server_close()


def test_nothing_outside_a_document_is_ever_fetched(tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="{address}" TargetMode="External"/></Relationships>'
    )
    xml = f"<w:document {W}><w:body><w:p><w:r><w:t>3月5日</w:t></w:r></w:p></w:body></w:document>"
    word = repacked(makers.docx(), "word/document.xml", xml.encode())
    files = {
        "a.docx": repacked(word, "word/_rels/document.xml.rels", relations.encode()),
        "a.html": f"<link href={address}><img src={address}><iframe src={address}></iframe>3月5日".encode(),
        "a.md": f"![图]({address}) 3月5日".encode(),
        "a.ics": makers.ics().replace(b"SUMMARY:", f"ATTACH:{address}\r\nSUMMARY:".encode()),
    }
    if makers.soffice() is not None:
        field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}"}}{{\\fldrslt x}}}}'
        files["a.rtf"] = f"{{\\rtf1 3/5 meeting {field}}}".encode()
    with Reader() as reader:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
            documents, findings = reader.read(tmp_path / name)
            assert [document.path for document in documents] == [str(tmp_path / name)], findings
    assert paths == []


def test_answers_hold_records_and_nothing_that_could_run() -> None:
    import pickle

    hostile = pickle.dumps(("done", print))
    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.print"):
        wire.unpacked(hostile)


def test_the_limits_are_settings(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>" + b"x" * 60_000_000)
    with Reader(Settings(reading_megabytes=200)) as reader:
        _, (finding,) = reader.read(path)
    assert "limit" in dict(finding.message.values)


def test_a_missing_file_is_one_finding(tmp_path: Path) -> None:
    for name in ("a.docx", "a.txt", "a.zip"):
        assert found(tmp_path / name) == ([], [("X101", name)])
