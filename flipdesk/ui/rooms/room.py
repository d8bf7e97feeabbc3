"""What every room is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from flipdesk.ui.audience.audience_desk import AudienceDesk
from flipdesk.ui.commands import Commands
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.passage_player import PassagePlayer
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane_widths import PaneWidths
from flipdesk.ui.workspace import Workspace


class RoomTools:
    """What the main window hands to each room's constructor."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        commands: Commands,
        jobs: JobRunner,
        recording: RecordingDesk,
        preferences: Preferences,
        passage_player: PassagePlayer,
        audience: AudienceDesk,
    ) -> None:
        self.theme = theme
        self.workspace = workspace
        self.commands = commands
        self.jobs = jobs
        self.recording = recording
        self.preferences = preferences
        self.passage_player = passage_player
        self.audience = audience


class Room(QWidget):
    """One of the five rooms: a margin, a layout, and a few things the window asks for.

    `name` is its key in the rail. A room fills `body` in its constructor with what is cheap, and
    does the rest in `refresh`, which the window calls when the room is shown and when something
    it `follows` has changed.
    """

    name = ""
    follows: tuple[str, ...] = ()
    """The tables whose changes this room shows; empty means all."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__()
        self.tools = tools
        self.theme = tools.theme
        self.workspace = tools.workspace
        self.commands = tools.commands
        self.setObjectName(f"room_{self.name}")
        self.body = QVBoxLayout(self)
        Measures(self.theme, self.body, margins=(16, 12, 16, 12), gap=12)

    def remember(self, widths: PaneWidths) -> None:
        """Give the panes the widths they had in this room last, and keep those chosen now."""
        preferences, name = self.tools.preferences, self.name
        widths.choose(preferences.widths(name))
        widths.changed.connect(lambda: preferences.keep_widths(name, widths.chosen))

    def refresh(self) -> None:
        """Show what is stored now."""

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through, in order: the widget of each pane that takes focus."""
        return ()

    def look_for(self) -> bool:
        """Open what finds something in this room; False when there is nothing of the kind."""
        return False

    def strip_widget(self) -> QWidget | None:
        """Return what stands in the session strip, left of the pill, while this room is shown."""
        return None

    def let_go(self) -> None:
        """Close what would outlive the window, such as sounds; the window is about to end."""

    def on_entered(self) -> None:
        """React to being shown, for instance by putting the focus where work begins."""
