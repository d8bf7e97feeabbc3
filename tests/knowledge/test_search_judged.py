"""Danish queries that somebody has judged: inflections, compounds, spellings, phrases."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.domain.ids import ReflectionId, new_guid
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.search import Query
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.helpers.nordby import nordby, without_reflections

JUDGED = Path(__file__).parent / "judged_queries.txt"
LEAST_RECALL, LEAST_NDCG = 0.98, 0.95


def read() -> tuple[dict[int, str], list[tuple[str, list[int], list[int]]]]:
    """Return the texts by number, and each query with what it should and must not find."""
    texts: dict[int, str] = {}
    queries = []
    for line in JUDGED.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if "\t" in line:
            number, text = line.split("\t")
            texts[int(number)] = text
            continue
        words, wanted = line.split(" ->")
        numbers = wanted.split()
        good = [int(one) for one in numbers if not one.startswith("!")]
        bad = [int(one[1:]) for one in numbers if one.startswith("!")]
        queries.append((words, good, bad))
    return texts, queries


TEXTS, QUERIES = read()


@pytest.fixture
def judged_base(base: KnowledgeBase) -> KnowledgeBase:
    record = without_reflections(nordby())
    said = tuple(
        Reflection(ReflectionId(new_guid()), record.session.id, number, text)
        for number, text in TEXTS.items()
    )
    with base.atomic():
        base.add_record(replace(record, reflections=said, outcomes=()))
    return base


def found(base: KnowledgeBase, words: str) -> list[int]:
    numbers = {text: number for number, text in TEXTS.items()}
    hits = base.search.find(Query(words=f"{words} ", among=("reflection",)))
    return [numbers[hit.text] for hit in hits]


def ndcg(order: list[int], good: list[int]) -> float:
    """Return the normalised discounted cumulative gain (Järvelin and Kekäläinen 2002)."""
    grades = {number: len(good) - place for place, number in enumerate(good)}
    gained = sum(grades.get(one, 0) / math.log2(place + 2) for place, one in enumerate(order))
    best = sum(grades[one] / math.log2(place + 2) for place, one in enumerate(good))
    return gained / best if best else 1.0


def test_enough_has_been_judged() -> None:
    assert len(QUERIES) >= 50
    assert all(set(good) <= set(TEXTS) for _words, good, _bad in QUERIES)


def test_what_was_judged_good_is_found_and_comes_first(judged_base: KnowledgeBase) -> None:
    recall, gain, missed = [], [], []
    for words, good, _bad in QUERIES:
        order = found(judged_base, words)
        if good:
            recall.append(sum(one in order for one in good) / len(good))
            gain.append(ndcg(order, good))
            if recall[-1] < 1 or gain[-1] < 0.8:
                missed.append((words, good, order))
    print(f"recall {sum(recall) / len(recall):.3f}, nDCG {sum(gain) / len(gain):.3f}", missed)
    assert sum(recall) / len(recall) >= LEAST_RECALL, missed
    assert sum(gain) / len(gain) >= LEAST_NDCG, missed


@pytest.mark.parametrize(("words", "bad"), [(words, bad) for words, _good, bad in QUERIES if bad])
def test_what_was_judged_wrong_does_not_come(
    judged_base: KnowledgeBase, words: str, bad: list[int]
) -> None:
    assert not set(found(judged_base, words)) & set(bad)
