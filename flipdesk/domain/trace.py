"""Traces of people in free text: places that may tell who somebody is."""

from dataclasses import dataclass
from enum import StrEnum


class TraceKind(StrEnum):
    """What gives somebody away; in the order in which one trace hides another that it overlaps."""

    CPR = "cpr"
    EMAIL = "email"
    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"
    LIKELY_NAME = "likely_name"


@dataclass(frozen=True, slots=True)
class Trace:
    """One place in a text, `start` and `end` in code points.

    `people` are the keys of those who may be meant by a known name; none for what is not known. It
    `is_certain` when nothing else can be meant by the words.
    """

    kind: TraceKind
    start: int
    end: int
    people: tuple[str, ...] = ()
    is_certain: bool = True


def without_overlaps(traces: list[Trace]) -> tuple[Trace, ...]:
    """Return the traces in the order of the text, of those that overlap the weightiest one."""
    rank = {kind: place for place, kind in enumerate(TraceKind)}
    kept: list[Trace] = []
    reached = -1
    for one in sorted(traces, key=lambda t: (t.start, rank[t.kind], t.start - t.end)):
        if one.start >= reached:
            kept.append(one)
            reached = one.end
        elif rank[one.kind] < rank[kept[-1].kind]:
            kept[-1] = one
            reached = max(reached, one.end)
    return tuple(kept)
