"""The words by which a file is known that holds what was erased."""

import json
from collections.abc import Iterable, Mapping

from flipdesk.domain.erasure import PARTS, ErasureKind, ErasurePlan, LedgerEntry

_TOLD_BY = ("reflection", "outcome", "transcript", "minutes")


def needles_of(plan: ErasurePlan) -> tuple[bytes, ...]:
    """Return what a file must not hold: ids, and of a person the whole name as it is written."""
    found = [plan.target, *plan.participations]
    if plan.kind is ErasureKind.PERSON:
        found += [plan.title, json.dumps(plan.title)[1:-1]]
    return _needles(plan.kind, found, plan.gone)


def needles_of_entry(entry: LedgerEntry) -> tuple[bytes, ...]:
    """Return the same of an erasure that was broken off; the name is forgotten."""
    return _needles(entry.kind, (entry.target, *entry.participations), entry.gone)


def _needles(
    kind: ErasureKind, ids: Iterable[str], gone: Mapping[str, tuple[str, ...]]
) -> tuple[bytes, ...]:
    """Return the words by which a file is known; a part of a session by its notes or minutes."""
    if kind in {ErasureKind.PASSAGE, ErasureKind.SOUND}:
        return ()
    if kind in PARTS:
        ids = (one for table in _TOLD_BY for one in gone.get(table, ()))
    return tuple(one.encode() for one in dict.fromkeys(ids))
