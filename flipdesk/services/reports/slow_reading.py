"""Counting a few sessions at a time, so that whoever waits can do something else between."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from flipdesk.domain.report import Report, Scope
from flipdesk.knowledge.knowledge_base import KnowledgeBase

SESSIONS_AT_ONCE = 15

T = TypeVar("T")
Slow = Generator[None, None, T]
"""Yields where something else may be done, and returns what was made."""
SlowReport = Slow[Report]


def chunks(base: KnowledgeBase, scope: Scope) -> Iterator[Scope]:
    """Yield the scope narrowed to a few of its sessions after the other."""
    sessions = base.counts.tags.sessions(scope)
    for start in range(0, len(sessions), SESSIONS_AT_ONCE):
        yield replace(scope, sessions=sessions[start : start + SESSIONS_AT_ONCE])


def read(base: KnowledgeBase, scope: Scope, facts: Callable[[Scope], Iterable[T]]) -> Slow[list[T]]:
    """Return the facts of all sessions of a scope, read a few sessions at a time."""
    found: list[T] = []
    for some in chunks(base, scope):
        found += facts(some)
        yield
    return found


def finished(slow: Slow[T]) -> T:
    """Make it without a pause."""
    while True:
        try:
            next(slow)
        except StopIteration as end:
            made: T = end.value
            return made
