"""Feeds follow their documents: looked at every few seconds, built anew in a thread when one has changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager, suppress

from planner.export.text import one_line
from planner.language import Language
from planner.records import PlannerError, message
from planner.serve.feeds import Shelf, Source

LOG = logging.getLogger("planner.serve")


@asynccontextmanager
async def keep_fresh(
    source: Source, shelf: Shelf, every: float, state: Hashable, language: Language
) -> AsyncIterator[None]:
    """Keep feeds as new as their documents while the block runs; `state` is the one that they were built from.

    Where they cannot be built any more, the former ones stay, and the reason is logged; a fault of ours does not end
    the watch either.
    """
    task = asyncio.create_task(_watch(source, shelf, every, state, language))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(source: Source, shelf: Shelf, every: float, state: Hashable, language: Language) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            found = await asyncio.to_thread(source.state)
            if found == state:
                continue
            state = found
            shelf.put(await asyncio.to_thread(source.build))
            said = message("the documents have changed: {count} feeds built anew", count=len(shelf.feeds))
        except PlannerError as error:
            said = message("the former feeds stay: {reason}", reason=error.message)
        except Exception as error:  # nobody else would hear of it
            said = message("the former feeds stay: {reason}", reason=f"{type(error).__name__}: {error}")
        LOG.info("%s", one_line(language.say(said)))
