"""What Home shows in an empty knowledge base: three ways to begin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.label import Title
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane

_WIDTH = 620


class FirstRun(QWidget):
    """Calm and without a tour: look at the example, make a session, or bring one."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__()
        self._theme = theme = tools.theme
        self._pane = Pane(theme)
        self._pane.setObjectName("first_run")
        commands = tools.commands
        self.example_button = Button(
            theme, _("Open the example"), icon="play", kind="primary", big=True
        )
        self.example_button.setObjectName("first_example")
        self.example_button.clicked.connect(commands.action("session.example").trigger)
        self.new_button = Button(theme, _("Make the first session"), icon="plus", big=True)
        new = self.new_button
        commands.follow(new, lambda: new.set_key(commands.keys("session.new")))
        self.new_button.setObjectName("first_session")
        self.new_button.clicked.connect(commands.action("session.new").trigger)
        self.import_button = Button(theme, _("Import"), icon="download", big=True)
        self.import_button.setObjectName("first_import")
        self.import_button.clicked.connect(commands.action("session.import").trigger)
        self._folder = FlowText(
            theme,
            _("Everything is kept on this computer, in {folder}.").format(
                folder=tools.workspace.desk.base.folder
            ),
            "caption",
            "muted",
        )
        self._lay_out()

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        inner = QVBoxLayout()
        Measures(theme, inner, margins=(24, 20, 24, 20), gap=6)
        title = Title(theme, _("Welcome to FlipDesk"))
        title.setWordWrap(True)
        inner.addWidget(title)
        words = _("Prepare a session, record it, and turn what was said into minutes.")
        inner.addWidget(FlowText(theme, words))
        inner.addSpacing(px(10))
        choices = (
            (
                self.example_button,
                _("Fictional sessions from five municipalities, to look at and to break."),
            ),
            (self.new_button, _("From a template, with a run sheet ready to change.")),
            (self.import_button, _("A session file that somebody has sent you.")),
        )
        for button, hint in choices:
            inner.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            inner.addWidget(FlowText(theme, hint, "body", "muted"))
            inner.addSpacing(px(8))
        inner.addWidget(self._folder)
        self._pane.body.addLayout(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self._pane, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._pane.setMaximumWidth(px(_WIDTH))
        self._pane.setMinimumWidth(min(px(_WIDTH), 720))
