"""The command that serves feeds: serve."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli import options
from planner.cli.session import Session
from planner.records import PlannerError, message

if TYPE_CHECKING:
    from collections.abc import Hashable

    from planner.cli.options import Reading
    from planner.serve.feeds import Served

_STATE = ".planner"
_PORT = 8765


@dataclass(frozen=True, slots=True)
class _Folder:
    """The documents of a folder as the source of feeds; `state_folder` keeps the former version of each feed."""

    session: Session
    folder: Path
    state_folder: Path
    reading: Reading

    def state(self) -> Hashable:
        """Name, size and time of change of every file that the feeds depend on."""
        files = [path for path in sorted(self.folder.rglob("*")) if self.state_folder not in path.parents]
        if self.reading.config:
            files.append(self.reading.config)
        known = ((str(path), path.stat()) for path in files if path.is_file())
        return tuple((name, state.st_mtime_ns, state.st_size) for name, state in known)

    def build(self) -> tuple[Served, ...]:
        """Read the documents and bring every feed up to date; what reading found wrong is logged, a line each."""
        from planner.cli.material import gather, require_events
        from planner.export import ical
        from planner.export.lines import concise
        from planner.export.versions import write_version
        from planner.serve.feeds import Served, feed_id
        from planner.serve.grouping import feeds_of

        material = gather(self.session, [self.folder], self.reading, leave_out=self.state_folder)
        faults = [finding for finding in material.findings if finding.severity != "info"]
        for line in concise(faults, self.session.language).splitlines():
            _log(line)
        require_events(material)
        served = []
        for group, name, schedule in feeds_of(material.schedules):
            path = self.state_folder / f"{feed_id(group, name)}.ics"
            feed = ical.calendar(schedule, settings=material.settings, language=self.session.language)
            write_version(path, feed)
            data = path.read_bytes()
            count = data.count(b"\nBEGIN:VEVENT\r\n")
            served.append(Served(group, name, data, int(path.stat().st_mtime), count))
        return tuple(served)


def serve(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder of schedules.", metavar="FOLDER")],
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", help="Port to listen at; 0 takes a free one.")] = _PORT,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Listen at an address that other machines reach.")
    ] = False,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Address under which others see this server.")
    ] = None,
    new_index: Annotated[
        bool, typer.Option("--new-index", help="Make a new address of the index page; the former one ends.")
    ] = False,
    revoke: Annotated[
        str | None, typer.Option("--revoke", metavar="FEED", help="End the addresses of a feed, and stop.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option("--state", metavar="DIR", help="Folder that feeds and hashes are kept in.")
    ] = None,
    on: options.On = None,
    config: options.Config = None,
    date_order: options.Order = None,
    term_start: options.TermStart = None,
) -> None:
    """Serve the feeds of a folder, each at a secret address, and follow the documents.

    Example: planner serve schedules/
    """
    from planner.serve import tokens

    session: Session = context.obj
    if not folder.is_dir():
        raise PlannerError(message("{path}: is no folder", path=folder))
    kept = (state or folder / _STATE).resolve()
    try:
        kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        said = message("{path}: cannot be made: {reason}", path=kept, reason=error.strerror or error)
        raise PlannerError(said) from error
    grants = kept / "addresses.json"
    if revoke is not None:
        left = tokens.load(grants)
        for feed in _named(revoke, kept):
            left = left.without(feed)
        tokens.save(grants, left)
        session.say(message("The addresses of {feed} open it no more; the index page shows its new one.", feed=revoke))
        return
    source = _Folder(session, folder.resolve(), kept, options.reading(on, config, date_order, term_start))
    _serve(session, source, grants, (host, port), url=url, is_remote=allow_remote, renew=new_index)


def _serve(
    session: Session,
    source: _Folder,
    grants: Path,
    at: tuple[str, int],
    *,
    url: str | None,
    is_remote: bool,
    renew: bool,
) -> None:
    """Listen, say the address of the index page where it is new, and serve until told to stop."""
    try:
        from planner.serve import server, tokens
        from planner.serve.app import application
    except ImportError as error:
        raise PlannerError(message("serve needs more: pip install 'planner[serve]'")) from error
    host, port = at
    if not server.is_loopback(host) and not is_remote:
        said = message("{host} is reached from other machines; add --allow-remote if that is meant", host=host)
        raise PlannerError(said)
    with server.listen(host, port) as taken:
        app = application(source, grants, language=session.language, base=url)
        name = f"[{host}]" if ":" in host else host
        base = (url or f"http://{name}:{taken.getsockname()[1]}").rstrip("/")
        known = tokens.load(grants)
        if renew or not known.index:
            token, known = tokens.new_index(known)
            tokens.save(grants, known)
            session.say(message("The index page, shown this once:"))
            print(f"{base}/{token}/")
        else:
            session.say(message("Serving {address}; the addresses given out before hold (--new-index).", address=base))
        sys.stdout.flush()
        server.serve(app, taken, _log)


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _named(name: str, kept: Path) -> list[str]:
    """The identifiers of the feeds that are called so: by identifier, by title (several may share it), by address."""
    from planner.export.feed_reader import read_feed

    asked = name.rpartition("/")[2].removesuffix(".ics")
    paths = sorted(kept.glob("*.ics"))
    found = [path.stem for path in paths if path.stem == asked] or [
        path.stem for path in paths if name == read_feed(path.read_bytes(), str(path)).text("X-WR-CALNAME")
    ]
    if not found:
        raise PlannerError(message("there is no feed {name}", name=name))
    return found
