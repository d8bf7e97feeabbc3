"""How much of everything was found, counted a little at a time behind the list of hits."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from flipdesk.domain.search import Cell, HitKind, Query
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.knowledge.search import SearchStore
from flipdesk.ui.rooms.knowledge.view_bar import (
    AGREEMENTS,
    MATERIALS,
    MINUTES,
    QUOTES,
    REFLECTIONS,
    SPOKEN,
)

MOST = 10_000
"""No more is counted: nobody reads on so far, and everybody can narrow."""
TAB_KINDS: dict[int, HitKind] = {
    AGREEMENTS: "outcome",
    MINUTES: "minutes_text",
    MATERIALS: "session_material",
    SPOKEN: "transcript_segment",
    QUOTES: "reflection",
    REFLECTIONS: "reflection",
}
"""What each tab shows; the last take longest to count."""


@dataclass(frozen=True, slots=True)
class SearchCounts:
    """Counts by tab, what the list is cut from, and the cells of the matrix if it is shown."""

    tabs: dict[int, int]
    listed: int
    cells: tuple[Cell, ...] | None


def tab_query(asked: Query, tab: int) -> Query:
    """Return what a tab asks for."""
    query = replace(asked, among=(TAB_KINDS[tab],))
    return replace(query, kinds=(ReflectionKind.QUOTE,)) if tab == QUOTES else query


def count_steps(
    search: SearchStore, asked: Query, tab: int, listed: Query, *, matrix: bool
) -> Generator[None, None, SearchCounts]:
    """Count what is asked for; `listed` is what the list beside shows."""
    tabs = {}
    for place, kind in TAB_KINDS.items():
        tabs[place] = yield from search.count_steps(kind, tab_query(asked, place), most=MOST)
        yield
    cells = None
    if matrix:
        cells = yield from search.matrix_steps(tab_query(asked, tab), TAB_KINDS[tab])
    number = tabs[tab]
    if listed != tab_query(asked, tab):
        number = yield from search.count_steps(TAB_KINDS[tab], listed, most=MOST)
    return SearchCounts(tabs, number, cells)


def shown_number(count: int) -> str:
    """Return a count as it is shown: "10000+" where it was not counted on."""
    return f"{count}+" if count >= MOST else str(count)
