"""How two coded stretches lie to each other, as in qualitative analysis.

The four relations are those that QualCoder's report of co-occurring codes counts.
"""

from dataclasses import dataclass
from enum import StrEnum

NEAR_MS, NEAR_LETTERS = 30_000, 100


class Relation(StrEnum):
    EXACT = "exact"
    INCLUSION = "inclusion"
    OVERLAP = "overlap"
    PROXIMITY = "proximity"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One use of a code: on what, and from where to where; None when it has no place.

    Two are compared only on the same `line`: the timeline of a session in milliseconds, or a text
    in code points, of one coder or of nobody. `thing` is what carries the code: codes of the same
    reflection are at the same place, wherever that is. `reflection_id` is "" for other things.
    """

    code: str
    thing: str
    line: str
    session_id: str
    begin: int | None
    end: int | None
    reflection_id: str = ""
    is_text: bool = False

    @property
    def near(self) -> int:
        """How far away something still is near, in the measure of the line."""
        return NEAR_LETTERS if self.is_text else NEAR_MS


def related(first: Stretch, second: Stretch, relation: Relation) -> bool:
    """Return whether two uses of codes on one line lie like that."""
    if first.thing == second.thing:
        return relation is Relation.EXACT
    if first.begin is None or second.begin is None:
        return False
    one = (first.begin, first.begin if first.end is None else first.end)
    other = (second.begin, second.begin if second.end is None else second.end)
    return relation_of(one, other, first.near) is relation


def relation_of(
    one: tuple[int, int], other: tuple[int, int], near: int = NEAR_MS
) -> Relation | None:
    """Return how two stretches lie to each other.

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
    return Relation.PROXIMITY if apart <= near else None


def _is_inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    if inner[0] == inner[1]:
        return outer[0] <= inner[0] < outer[1]
    return outer[0] <= inner[0] and inner[1] <= outer[1]
