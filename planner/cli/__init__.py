"""The command line: arguments in, exit code out. One module a group of commands.

Exit codes: 0 done; 1 `check` or `run --strict` found errors in the documents; 2 a wrong call, or nothing could be done.
"""

from __future__ import annotations

import io
import os
import sys

from planner.cli.session import Session, take_language
from planner.records import PlannerError, message, system_reason

INTERRUPTED = 130  # what shells report for a process ended by SIGINT


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; nothing that goes wrong shows a traceback."""
    arguments = sys.argv[1:] if arguments is None else arguments
    language, arguments = take_language(arguments, os.environ)
    session = Session(language)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="replace")
    try:
        return _run(arguments, session)
    except PlannerError as error:
        session.complain(error.message)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away: nobody is left to tell
        return 0
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except OSError as error:
        session.complain(message("cannot be written: {reason}", reason=system_reason(error)))
    except Exception as error:
        where = f"{type(error).__name__}: {error}"
        session.complain(message("internal error, please report it: {error}", error=where))
    return 2


def _run(arguments: list[str], session: Session) -> int:
    session.language.bind_gettext()  # before typer is imported: it takes its own words from gettext
    import typer

    from planner.cli.app import command_in
    from planner.cli.wording import wrong_call

    try:
        code = command_in(session.language).main(arguments, prog_name="planner", standalone_mode=False, obj=session)
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as error:
        session.complain(wrong_call(error))
        return 2
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def entry_point() -> None:
    """What the installed command `planner` calls."""
    sys.exit(main())
