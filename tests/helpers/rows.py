"""Every row of a knowledge base, to compare what stands there with what stood there before."""

from collections.abc import Collection
from typing import Any

from flipdesk.knowledge.knowledge_base import KnowledgeBase

Dump = dict[str, list[tuple[Any, ...]]]


def dump(base: KnowledgeBase, without: Collection[str] = ()) -> Dump:
    """Return every row of every table but some, without the stamps that time sets."""
    connection = base.database.connection
    names = [
        row[0]
        for row in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like '%_fts%'"
            " and name not like '\\_%' escape '\\' and name <> 'seal'"
        )
    ]
    found: Dump = {}
    for name in (one for one in names if one not in without):
        rows = connection.execute(f"select * from {name} order by id").fetchall()
        found[name] = [
            tuple(value for key, value in dict(row).items() if key != "modified_at") for row in rows
        ]
    return found


class KeptDump:
    """Reads every row again only when something has been written since, kept or not."""

    def __init__(self) -> None:
        self._at = -1
        self._dump: Dump = {}

    def __call__(self, base: KnowledgeBase) -> Dump:
        at = base.database.connection.total_changes
        if at != self._at:
            self._at, self._dump = at, dump(base)
        return self._dump
