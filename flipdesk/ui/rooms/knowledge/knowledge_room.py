"""Viden: what many sessions know together, a page for each way to look at it."""

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.knowledge.page_makers import PAGES
from flipdesk.ui.rooms.room import Room, RoomTools
from flipdesk.ui.widgets.focus_frame import REACH
from flipdesk.ui.widgets.folding_segments import FoldingSegments


class KnowledgeRoom(Room):
    """The pages stand as choices in the strip; each is made when it is first looked at."""

    name = "knowledge"
    follows = (
        *("series", "session", "organisation", "participation", "codebook", "axis", "code"),
        *("reflection", "reflection_tag", "outcome", "outcome_tag"),
        *("knowledge_item", "evidence", "saved_search", "coder", "memo", "transcript_segment"),
        *("agenda_item", "turn", "marker", "recording", "coding"),
    )

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        choices = [(_(page.title), "") for page in PAGES]
        name = _("What is shown of the knowledge base")
        self.pages = FoldingSegments(self.theme, name, choices)
        self.choice = self.pages.segments
        for place, page in enumerate(PAGES):
            self.choice.button(place).setObjectName(f"page_{page.name}")
        self._pages: dict[str, KnowledgePage] = {}
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self.choice.choose(0)
        self.pages.chosen.connect(self._on_pages_chosen)
        self.workspace.search_wanted.connect(self._on_search_wanted)
        self.theme.changed.connect(self._fit)
        self._fit()
        self._show_page()

    @property
    def page(self) -> KnowledgePage:
        """The page that is shown."""
        return self._made(PAGES[self.choice.current].name)

    def open_page(self, name: str) -> KnowledgePage:
        """Show a page and return it."""
        self.choice.choose([page.name for page in PAGES].index(name))
        return self.page

    @override
    def refresh(self) -> None:
        self.page.refresh()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return self.page.panes()

    @override
    def look_for(self) -> bool:
        return self.page.look_for()

    @override
    def strip_widget(self) -> QWidget | None:
        return self.pages if len(PAGES) > 1 else None

    @override
    def let_go(self) -> None:
        for page in self._pages.values():
            page.let_go()

    @override
    def on_entered(self) -> None:
        self.page.on_entered()

    def _fit(self) -> None:
        # The room's own margins have just been set anew; the pages bring a part of them.
        outside = self.body.contentsMargins()
        self.body.setContentsMargins(outside - QMargins(REACH, REACH, REACH, 0))

    def _made(self, name: str) -> KnowledgePage:
        if name not in self._pages:
            maker = next(page.make for page in PAGES if page.name == name)
            page = self._pages[name] = maker(self.tools)
            self._stack.addWidget(page)
        return self._pages[name]

    def _show_page(self) -> None:
        self._stack.setCurrentWidget(self.page)

    def _on_pages_chosen(self, _place: int) -> None:
        self._show_page()
        self.page.refresh()
        if not self.pages.has_focus:
            self.page.on_entered()

    def _on_search_wanted(self, words: str | None) -> None:
        from flipdesk.ui.rooms.knowledge.search_page import SearchPage

        page = self.open_page("search")
        assert isinstance(page, SearchPage)
        if words is not None:
            page.search.field.setText(words)
