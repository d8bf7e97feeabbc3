"""A search that was kept, to be made again."""

from dataclasses import dataclass

from flipdesk.domain.ids import SavedSearchId

Filters = tuple[tuple[str, tuple[str, ...]], ...]
"""The values chosen in each filter that is used, by the filter's name."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Words as they were typed and what was narrowed by."""

    id: SavedSearchId
    name: str
    words: str = ""
    filters: Filters = ()
