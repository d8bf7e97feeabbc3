"""The search indexes are merged when nobody writes, and no longer while a note is stored.

FTS5 merges inside an insert: every sixteenth note or so took ten times as long as the others.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEVER_BY_ITSELF = (("automerge", 0), ("crisismerge", 1_000))


def m012_merge_search_when_idle(db: "Database") -> None:
    for index in ("reflection_fts", "outcome_fts"):
        for name, value in _NEVER_BY_ITSELF:
            db.execute(f"insert into {index} ({index}, rank) values ('{name}', {value})")
