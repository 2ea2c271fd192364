"""The command that shows what was read: read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli import options
from planner.cli.session import Session

if TYPE_CHECKING:
    from planner.records import Document, Finding


def read(
    context: typer.Context,
    files: options.Files,
    times: Annotated[bool, typer.Option("--times", help="Mark every time expression in the text.")] = False,
    config: options.Config = None,
    form: options.OutputFormat = options.Format.TEXT,
) -> None:
    """Show what was read of documents: paragraphs, tables with their spans, and where each stands.

    Example: planner read schedules/arrangement-table-2005-05.txt --times
    """
    from planner.cli.material import files_of, nothing_read, settings_for
    from planner.read import Reader

    session: Session = context.obj
    paths, findings = files_of(files)
    documents: list[Document] = []
    with Reader(settings_for(files, config)) as reader:
        for path in paths:
            read_now, met = reader.read(path)
            documents.extend(read_now)
            findings.extend(met)
    if not documents:
        raise nothing_read(files, findings)
    if form is options.Format.JSON:
        _answer(session, documents, findings, times)
    else:
        _show(session, documents, findings, times)


def _answer(session: Session, documents: list[Document], findings: list[Finding], times: bool) -> None:
    from planner.export.document_json import document_json
    from planner.export.json_records import finding_json

    session.answer(
        {
            "documents": [document_json(one, session.language, _found if times else None) for one in documents],
            "findings": [finding_json(finding, session.language) for finding in findings],
        }
    )


def _show(session: Session, documents: list[Document], findings: list[Finding], times: bool) -> None:
    from planner.show.document import document_view
    from planner.show.findings import findings_view

    width = session.console().width
    for document in documents:
        session.show(document_view(document, width=width, language=session.language, spans=_spans if times else None))
        print()
    if findings:
        session.show(findings_view(findings, width=width, language=session.language))


def _spans(text: str) -> list[tuple[int, int]]:
    from planner.dates import find

    return [(found.start, found.end) for found in find(text)]


def _found(text: str) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in _spans(text)]
