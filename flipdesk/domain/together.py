"""How two coded stretches of one timeline lie to each other, as in qualitative analysis.

The four relations are those that QualCoder's report of co-occurring codes counts.
"""

from enum import StrEnum

from flipdesk.domain.tag_count import TimedTag

NEAR_MS = 30_000


class Relation(StrEnum):
    EXACT = "exact"
    INCLUSION = "inclusion"
    OVERLAP = "overlap"
    PROXIMITY = "proximity"


def related(first: TimedTag, second: TimedTag, relation: Relation) -> bool:
    """Return whether two uses of codes of one session lie like that."""
    if first.reflection_id == second.reflection_id:
        return relation is Relation.EXACT
    if first.from_ms is None or second.from_ms is None:
        return False
    begin, end = first.from_ms, first.to_ms if first.to_ms is not None else first.from_ms
    other, last = second.from_ms, second.to_ms if second.to_ms is not None else second.from_ms
    return relation_of((begin, end), (other, last)) is relation


def relation_of(one: tuple[int, int], other: tuple[int, int]) -> Relation | None:
    """Return how two stretches lie to each other, from and to in milliseconds.

    Those that merely touch are near each other and do not overlap; a moment lies inside a stretch
    from its begin up to, and not at, its end.
    """
    if one == other:
        return Relation.EXACT
    if _is_inside(one, other) or _is_inside(other, one):
        return Relation.INCLUSION
    if max(one[0], other[0]) < min(one[1], other[1]):
        return Relation.OVERLAP
    apart = max(one[0], other[0]) - min(one[1], other[1])
    return Relation.PROXIMITY if apart <= NEAR_MS else None


def _is_inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    if inner[0] == inner[1]:
        return outer[0] <= inner[0] < outer[1]
    return outer[0] <= inner[0] and inner[1] <= outer[1]
