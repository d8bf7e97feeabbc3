"""What every page of Viden is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from flipdesk.domain.search import Query
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.focus_frame import REACH
from flipdesk.ui.widgets.pane_widths import PaneWidths


class KnowledgePage(QWidget):
    """One way to look at what many sessions know together; the room shows one page at a time.

    A page is made when it is first chosen, fills `body` in its constructor, and shows what is
    stored in `refresh`, which is called when it is shown and when something changed meanwhile.
    The ring of what has the focus reaches into its margin.
    """

    name = ""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__()
        self.tools = tools
        self.theme = tools.theme
        self.workspace = tools.workspace
        self.commands = tools.commands
        self.setObjectName(f"knowledge_page_{self.name}")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(REACH, REACH, REACH, 0)

    def remember(self, widths: PaneWidths) -> None:
        """Give the panes the widths they had on this page last, and keep those chosen now."""
        preferences, key = self.tools.preferences, self.objectName()
        widths.choose(preferences.widths(key))
        widths.changed.connect(lambda: preferences.keep_widths(key, widths.chosen))

    def refresh(self) -> None:
        """Show what is stored now."""

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through, in order."""
        return ()

    def look_for(self) -> bool:
        """Open what finds something on this page; False when there is nothing of the kind."""
        return False

    def asked(self) -> Query | None:
        """Return what is searched for on this page, None when all is shown."""
        return None

    def let_go(self) -> None:
        """Close what would outlive the window."""

    def on_entered(self) -> None:
        """React to being shown, for instance by putting the focus where work begins."""
