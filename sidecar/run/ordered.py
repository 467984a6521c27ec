"""Work on several threads, with results in the order of the items."""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ordered(
    items: Iterable[Item], work: Callable[[Item], Result], *, threads: int, ahead: int
) -> Iterator[tuple[Item, Result]]:
    """Do `work` on each item, and yield items with their results in order.

    At most `ahead` items wait or are at work while a result is used, so memory does not grow with
    their number. An error of `work` is raised at its item's turn; the items behind it are dropped.
    `work` heeds a stop of the caller.
    """
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    pool = ThreadPoolExecutor(threads, "linnet-work")
    try:
        for item in items:
            context = contextvars.copy_context()
            waiting.append((item, pool.submit(context.run, work, item)))
            if len(waiting) > ahead:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)
