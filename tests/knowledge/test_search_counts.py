"""Counts beside a search: true for every kind, and taken a little at a time."""

import itertools
from collections.abc import Generator
from dataclasses import replace

import pytest

from flipdesk.domain.search import Query
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.helpers.nordby import nordby


@pytest.fixture
def nordby_base(base: KnowledgeBase) -> KnowledgeBase:
    with base.atomic():
        base.add_record(nordby())
    return base


def run(steps: Generator[None, None, int]) -> tuple[int, int]:
    """Return what was counted and in how many steps."""
    for number in itertools.count():
        try:
            next(steps)
        except StopIteration as end:
            return int(end.value), number
    raise AssertionError


@pytest.mark.parametrize("words", ["", "o", "og ", "borger"])
def test_narrowed_count_is_taken_in_steps_and_the_same(
    nordby_base: KnowledgeBase, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flipdesk.knowledge.search._ROWS_AT_ONCE", 3)
    search = nordby_base.search
    for query in (Query(words=words, kinds=(ReflectionKind.QUOTE,)), Query(words=words)):
        whole = search.count("reflection", query)
        assert run(search.count_steps("reflection", query, most=10_000))[0] == whole
    _count, steps = run(search.count_steps("reflection", Query(potentials=("samtale",)), most=99))
    assert steps >= 4
    assert run(search.count_steps("reflection", Query(potentials=("samtale",)), most=2))[0] == 2


def test_word_that_stands_in_many_reflections_is_not_counted_in_other_kinds(
    nordby_base: KnowledgeBase,
) -> None:
    """What everybody says was taken for found in the agreements too."""
    search = nordby_base.search
    search.words.catch_up(100)
    assert search.words.count("og") > 3
    outcomes = search.count("outcome", Query(words="og "), most=3)
    found = search.find(replace(Query(words="og ", among=("outcome",)), limit=3))
    assert outcomes == len(found)
    assert search.count("minutes_text", Query(words="og "), most=3) == 0
