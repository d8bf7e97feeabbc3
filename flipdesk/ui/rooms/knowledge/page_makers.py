"""The pages of Viden in the order they are offered; each is imported when it is first chosen."""

from collections.abc import Callable
from dataclasses import dataclass

from flipdesk.i18n import N_
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.room import RoomTools


@dataclass(frozen=True, slots=True)
class PageMaker:
    """A page by its key and its translatable title."""

    name: str
    title: str
    make: Callable[[RoomTools], KnowledgePage]


def _search(tools: RoomTools) -> KnowledgePage:
    from flipdesk.ui.rooms.knowledge.search_page import SearchPage

    return SearchPage(tools)


def _items(tools: RoomTools) -> KnowledgePage:
    from flipdesk.ui.rooms.knowledge.items.items_page import ItemsPage

    return ItemsPage(tools)


def _series(tools: RoomTools) -> KnowledgePage:
    from flipdesk.ui.rooms.knowledge.series.series_page import SeriesPage

    return SeriesPage(tools)


def _charts(tools: RoomTools) -> KnowledgePage:
    from flipdesk.ui.rooms.knowledge.charts_page import ChartsPage

    return ChartsPage(tools)


PAGES: tuple[PageMaker, ...] = (
    PageMaker("search", N_("Search"), _search),
    PageMaker("charts", N_("Charts"), _charts),
    PageMaker("series", N_("Series"), _series),
    PageMaker("items", N_("Knowledge items"), _items),
)
