"""How two stretches lie to each other; those that touch do not overlap."""

import pytest

from flipdesk.domain.together import NEAR_MS, Relation, Stretch, related, relation_of


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((0, 10), (0, 10), Relation.EXACT),
        ((0, 10), (2, 5), Relation.INCLUSION),
        ((0, 10), (0, 5), Relation.INCLUSION),
        ((0, 10), (5, 10), Relation.INCLUSION),
        ((0, 10), (5, 15), Relation.OVERLAP),
        ((0, 10), (10, 20), Relation.PROXIMITY),
        ((0, 10), (10 + NEAR_MS, 99 + NEAR_MS), Relation.PROXIMITY),
        ((0, 10), (11 + NEAR_MS, 99 + NEAR_MS), None),
        ((5, 5), (5, 5), Relation.EXACT),
        ((5, 5), (0, 10), Relation.INCLUSION),
        ((0, 0), (0, 10), Relation.INCLUSION),
        ((10, 10), (0, 10), Relation.PROXIMITY),
        ((5, 5), (6, 6), Relation.PROXIMITY),
    ],
)
def test_relation_of_two_stretches(
    one: tuple[int, int], other: tuple[int, int], relation: Relation | None
) -> None:
    assert relation_of(one, other) is relation
    assert relation_of(other, one) is relation


def tag(reflection: str, begin: int | None, end: int | None, *, is_text: bool = False) -> Stretch:
    return Stretch("code", reflection, "line", "session", begin, end, is_text=is_text)


def test_two_codes_of_one_reflection_are_exact_and_nothing_else() -> None:
    first, second = tag("a", 0, 10), tag("a", 0, 10)
    assert [one for one in Relation if related(first, second, one)] == [Relation.EXACT]
    nowhere = tag("a", None, None)
    assert related(nowhere, nowhere, Relation.EXACT)


def test_what_has_no_place_is_near_nothing() -> None:
    assert not any(related(tag("a", None, None), tag("b", 0, 1), one) for one in Relation)


def test_near_is_measured_in_letters_in_a_text() -> None:
    first, second = tag("a", 0, 10, is_text=True), tag("b", 110, 120, is_text=True)
    assert related(first, second, Relation.PROXIMITY)
    assert not related(first, tag("b", 111, 120, is_text=True), Relation.PROXIMITY)
