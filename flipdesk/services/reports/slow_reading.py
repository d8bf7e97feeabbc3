"""Counting a few sessions at a time, so that whoever waits can do something else between."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from typing import TypeVar

from flipdesk.domain.report import Report, Scope
from flipdesk.knowledge.knowledge_base import KnowledgeBase

SESSIONS_AT_ONCE = 15

T = TypeVar("T")
Slow = Generator[None, None, T]
"""Yields where something else may be done, and returns what was made."""
SlowReport = Slow[Report]


def read(base: KnowledgeBase, scope: Scope, facts: Callable[[Scope], Iterable[T]]) -> Slow[list[T]]:
    """Return the facts of all sessions of a scope, read a few sessions at a time."""
    sessions = base.tag_counts.sessions(scope)
    found: list[T] = []
    for start in range(0, len(sessions), SESSIONS_AT_ONCE):
        found += facts(replace(scope, sessions=sessions[start : start + SESSIONS_AT_ONCE]))
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
