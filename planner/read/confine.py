"""What the worker may not do: take more memory than its limit, reach the network, or start programs.

Each fence is put up where the system has it. On Linux the memory limit is RLIMIT_AS and the network goes away with a
network namespace of the worker's own; everywhere Python's audit events refuse sockets and programs.
"""

from __future__ import annotations

import ctypes
import sys

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET of <linux/sched.h>
_REFUSED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "os.system", "os.exec", "os.fork", "os.posix_spawn")


def confine(megabytes: int) -> None:
    """Confine this process for the rest of its life to a memory of `megabytes`, without network and programs.

    Programs are those that Python code would start by itself; `planner.read.office` alone starts one, LibreOffice,
    which inherits the limits.
    """
    _limit_memory(megabytes)
    _leave_network()
    sys.addaudithook(_refuse)


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    limit = megabytes * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_network() -> None:
    """Move into a network namespace without any interface; a system that does not grant one leaves the audit hook."""
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_NEW_NET) != 0:
        library.unshare(_NEW_USER | _NEW_NET)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(f"a document may not lead to {event}")
