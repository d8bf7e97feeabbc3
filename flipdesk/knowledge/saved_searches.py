"""Store of searches that were kept."""

import json

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import SavedSearchId
from flipdesk.domain.saved_search import SavedSearch
from flipdesk.knowledge.rows import Rows


class SavedSearchStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[SavedSearch, ...]:
        """Return every search by its name in Danish order."""
        rows = self._rows.query("select * from saved_search order by sort_key, created_at, id")
        return tuple(map(_built, rows))

    def get(self, search_id: SavedSearchId) -> SavedSearch | None:
        row = self._rows.get("saved_search", search_id)
        return None if row is None else _built(row)

    def add(self, search: SavedSearch) -> Changes:
        return self._rows.insert("saved_search", search.id, _values(search))

    def save(self, search: SavedSearch) -> Changes:
        return self._rows.update("saved_search", search.id, _values(search))

    def delete(self, search_id: SavedSearchId) -> Changes:
        return self._rows.delete("saved_search", search_id)


def _values(search: SavedSearch) -> Row:
    filters = json.dumps(dict(search.filters), ensure_ascii=False)
    return {
        "name": search.name,
        "sort_key": sort_key(search.name),
        "words": search.words,
        "filters": filters,
    }


def _built(row: Row) -> SavedSearch:
    filters = json.loads(str(row["filters"])).items()
    return SavedSearch(
        SavedSearchId(str(row["id"])),
        str(row["name"]),
        str(row["words"]),
        tuple((name, tuple(values)) for name, values in filters),
    )
