"""A stretch of the session timeline."""

from collections.abc import Iterable

Stretch = tuple[int, int]
"""From and to, the latter not included: milliseconds, or samples where said."""


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, those that touch or overlap as one, empty ones left out."""
    found: list[Stretch] = []
    for first, end in sorted(one for one in stretches if one[0] < one[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((first, end))
    return tuple(found)
