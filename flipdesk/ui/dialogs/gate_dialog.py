"""What has to be decided before something leaves, wherever one is; the window stays usable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.i18n import _, ngettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.gate_page import GatePage
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace

_WIDTH, _HEIGHT = 600, 540


class GateDialog(QDialog):
    """The list, and where one may go on knowingly, what goes along and the button for it.

    Nothing in it is modal: a text can be changed where it stands, and the list follows.
    """

    wanted = Signal()
    """It may leave as it is."""

    def __init__(
        self, theme: Theme, workspace: Workspace, commands: Commands, title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("gate_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.page = GatePage(theme, workspace, commands, _("Cancel"), _counted)
        self.page.left.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._contents_part())
        column.addWidget(self.page, 1)
        column.addWidget(self._foot())
        window = parent.window().size()
        wanted = min(theme.px(_WIDTH), window.width()), min(theme.px(_HEIGHT), window.height())
        self.resize(*wanted)

    def show_contents(self, lines: Sequence[str], accept: str) -> None:
        """Say what goes along, and let somebody go on by a button that says `accept`."""
        self._lines.setText("\n".join(lines))
        self._contents.setVisible(bool(lines))
        self.accept_button.set_label(accept)
        self.accept_button.setEnabled(True)
        self._footer.show()

    def take_focus(self) -> None:
        """Give the focus to the first thing to decide, else to what goes on."""
        if self.page.cards or self._footer.isHidden():
            self.page.take_focus()
        else:
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _contents_part(self) -> QWidget:
        self._contents = QWidget()
        self._contents.setObjectName("gate_contents")
        column = QVBoxLayout(self._contents)
        Measures(self._theme, column, margins=(14, 12, 14, 4), gap=4)
        column.addWidget(FlowText(self._theme, _("This goes along in the file"), "strong"))
        self._lines = FlowText(self._theme)
        self._lines.setObjectName("gate_contents_lines")
        column.addWidget(self._lines)
        self._contents.hide()
        return self._contents

    def _foot(self) -> QWidget:
        self._footer = QWidget()
        row = QHBoxLayout(self._footer)
        Measures(self._theme, row, margins=(14, 8, 14, 12), gap=8)
        row.addStretch(1)
        self.accept_button = Button(self._theme, "", kind="primary")
        self.accept_button.setObjectName("gate_accept")
        self.accept_button.clicked.connect(self.wanted)
        row.addWidget(self.accept_button)
        self._footer.hide()
        return self._footer


def _counted(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "{count} thing to decide before it is written",
        "{count} things to decide before it is written",
        count,
    )
    return words.format(count=count)
