"""Feeds follow their documents: looked at every few seconds, built anew in a thread when one has changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager, suppress

from planner.records import PlannerError
from planner.serve.feeds import Shelf, Source

LOG = logging.getLogger("planner.serve")


@asynccontextmanager
async def keep_fresh(source: Source, shelf: Shelf, every: float, state: Hashable) -> AsyncIterator[None]:
    """Keep feeds as new as their documents while the block runs; `state` is the one that they were built from.

    Where they cannot be built any more, the former ones stay, and the reason is logged.
    """
    task = asyncio.create_task(_watch(source, shelf, every, state))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(source: Source, shelf: Shelf, every: float, state: Hashable) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            found = await asyncio.to_thread(source.state)
            if found == state:
                continue
            state = found
            shelf.put(await asyncio.to_thread(source.build))
            LOG.info("the documents have changed: %d feeds built anew", len(shelf.feeds))
        except (PlannerError, OSError) as error:
            LOG.warning("the former feeds stay: %s", error)
