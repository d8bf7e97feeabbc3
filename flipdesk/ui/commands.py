"""Every command of the window with its words and its keys, in one table.

No Ctrl+Alt and no AltGr: on a Danish keyboard those write letters and signs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from flipdesk.i18n import N_, _
from flipdesk.ui.shown_keys import ShownKeys
from flipdesk.ui.widgets.key_text import key_text


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `room` is where its keys mean this, everywhere when empty.

    The keys of one `in_lists` are plain letters: they work while a list given to `reach` has the
    focus, and are written as any other letter everywhere else. `keys` are those FlipDesk gives;
    somebody may have chosen others. `group` is the submenu, told by the id when empty.
    """

    id: str
    title: str
    keys: str = ""
    room: str = ""
    icon: str = ""
    in_lists: bool = False
    group: str = ""


AUDIENCE = (
    Command("audience.toggle", N_("Audience on and off"), "F8", "", "monitor"),
    Command("audience.blank", N_("Blank the audience's screen, or not"), "Shift+F8", "", "eye-off"),
    Command("audience.choose", N_("Audience: choose screen and what is shown"), "", "", "monitor"),
    Command("audience.layer_clock", N_("Audience: minutes left or not")),
    Command("audience.layer_question", N_("Audience: question or not")),
    Command("audience.layer_floor", N_("Audience: speakers' list or not")),
    Command("audience.layer_parked", N_("Audience: parked topics or not")),
    Command("audience.layer_rule", N_("Audience: ground rule or not")),
    Command("audience.layer_program", N_("Audience: program or not")),
    Command("audience.layer_recording", N_("Audience: that we are recording, or not")),
    Command("audience.clicker_next", N_("Next item, from a presenter's clicker"), "PgDown", "run"),
    Command("audience.clicker_blank", N_("Blank, from a presenter's clicker"), "B", "run"),
)
TABLE: tuple[Command, ...] = (
    Command("room.home", N_("Go to Home"), "", "", "house"),
    Command("room.prepare", N_("Go to Prepare"), "", "", "clipboard-list"),
    Command("room.run", N_("Go to Run"), "", "", "mic"),
    Command("room.compile", N_("Go to Compile"), "", "", "file-pen-line"),
    Command("room.knowledge", N_("Go to Knowledge"), "", "", "library-big"),
    Command("room.next", N_("Next room"), "Ctrl+PgDown"),
    Command("room.previous", N_("Previous room"), "Ctrl+PgUp"),
    Command("pane.next", N_("Next pane"), "F6"),
    Command("pane.previous", N_("Previous pane"), "Shift+F6"),
    Command("rail.toggle", N_("Wide or narrow rail"), "F9"),
    Command("window.full_screen", N_("Full screen"), "F11"),
    Command("window.palette", N_("Command palette"), "Ctrl+K"),
    Command("window.settings", N_("Settings"), "Ctrl+,"),
    Command("window.help", N_("Help"), "F1"),
    Command("window.keys", N_("Keys"), "Ctrl+F1", "", "keyboard"),
    Command("window.print_keys", N_("Print the keys"), "", "", "file-text"),
    Command("window.menu", N_("Main menu"), "F10"),
    Command("window.quit", N_("Quit"), "Ctrl+Q"),
    Command("edit.undo", N_("Undo"), "Ctrl+Z", "", "rotate-ccw"),
    Command("edit.redo", N_("Redo"), "Ctrl+Shift+Z", "", "redo-2"),
    Command("edit.go_there", N_("Go to what was undone"), "", "", "arrow-right"),
    Command("edit.saved", N_("Save"), "Ctrl+S"),
    Command("session.new", N_("New session"), "Ctrl+N", "", "plus"),
    Command("series.new", N_("New series"), "Ctrl+Shift+N", "", "plus"),
    Command("session.import", N_("Import a session file"), "", "", "download"),
    Command("session.example", N_("Open the example"), "", "", "play"),
    Command("session.export", N_("Export the session as a file"), "", "", "file-text"),
    Command("session.delete", N_("Delete the session")),
    Command("practice.begin", N_("Practise this session"), "", "", "refresh-cw"),
    Command("practice.end", N_("End practice")),
    Command("practice.lose", N_("Pull out the microphone, in practice")),
    Command("jobs.cancel", N_("Cancel what works in the background"), "", "", "circle-stop"),
    Command("kb.backup", N_("Make a backup now"), "", "", "save"),
    Command("kb.open_other", N_("Open another knowledge base"), "", "", "folder-open"),
    Command("search.everything", N_("Search the knowledge base"), "Ctrl+Shift+F", "", "search"),
    Command("recording.toggle", N_("Start recording"), "Ctrl+R", "", "mic"),
    Command("recording.stop", N_("Stop recording"), "Ctrl+Shift+R"),
    Command("recording.import", N_("Import a recording"), "", "", "download"),
    Command("home.run", N_("Go to Run"), "F5", "home"),
    Command("prepare.run", N_("Go to Run"), "F5", "prepare"),
    Command("agenda.add", N_("Add an agenda item"), "Ctrl+I", "prepare", "plus"),
    Command("agenda.up", N_("Move the agenda item up"), "Alt+Up", "prepare"),
    Command("agenda.down", N_("Move the agenda item down"), "Alt+Down", "prepare"),
    Command(
        "agenda.duplicate", N_("Duplicate the agenda items"), "Ctrl+Shift+D", "prepare", "copy"
    ),
    Command("agenda.new_day", N_("Begin a new day here"), "", "prepare"),
    Command("agenda.join_day", N_("Join with the day before"), "", "prepare"),
    Command("agenda.template", N_("Insert from a template or the library"), "Ctrl+T", "prepare"),
    Command("agenda.keep_block", N_("Keep the agenda items in the library"), "", "prepare"),
    Command("agenda.keep_template", N_("Keep the run sheet as a template…"), "", "prepare"),
    Command("agenda.buffer", N_("Give the run sheet more time to spare"), "", "prepare"),
    Command("agenda.columns", N_("Columns of the run sheet"), "", "prepare", "table-2"),
    Command("agenda.details", N_("Details of the agenda item"), "Ctrl+E", "prepare", "pencil"),
    Command("papers.program", N_("Save the programme in Word"), "", "prepare", "file-text"),
    Command("papers.calendar", N_("Save the programme for calendars"), "", "prepare", "calendar"),
    Command("papers.run_sheet", N_("Save the run sheet in Word"), "", "prepare", "file-text"),
    Command("papers.dimensions", N_("Save the four considerations"), "", "prepare", "file-text"),
    Command("papers.ground_rules", N_("Save the ground rules"), "", "prepare", "file-text"),
    Command("papers.lend_an_ear", N_("Save a blank Lend an ear sheet"), "", "prepare", "ear"),
    Command("memory.put_in_all", N_("Put all that is left on the run sheet"), "", "prepare"),
    Command("session.change", N_("Change title, time and place"), "", "prepare", "pencil"),
    Command("session.about", N_("Chair, legal basis and deletion"), "", "prepare", "pencil"),
    Command("participant.add", N_("Add a participant"), "Ctrl+D", "prepare", "plus"),
    Command("people.table", N_("Participants and consent"), "Ctrl+Shift+A", "prepare", "table-2"),
    Command("people.paste", N_("Paste a list of participants"), "", "prepare"),
    Command("people.import", N_("Participants from a file"), "", "prepare", "download"),
    Command("people.earlier", N_("Invite the people of another session"), "", "prepare"),
    Command("people.organisations", N_("Organisations and their names"), "", "prepare"),
    Command("microphone.try", N_("Try the microphone"), "", "prepare", "mic"),
    Command("run.next", N_("Next item"), "F5", "run"),
    Command("run.previous", N_("Previous item"), "Shift+F5", "run"),
    Command("run.longer", N_("+5 min."), "F12", "run"),
    Command("run.shorter", N_("−5 min."), "Shift+F12", "run"),
    Command("run.take_from_buffer", N_("Take missing minutes from a buffer"), "Ctrl+F12", "run"),
    Command("run.shorten_next", N_("Make the next item 5 min. shorter"), "Ctrl+Shift+F12", "run"),
    Command("run.skip_next", N_("Skip the next item"), "Ctrl+Shift+F5", "run", "skip-forward"),
    Command("run.pause", N_("Stop the agenda clock, or start it again"), "Ctrl+F5", "run"),
    Command("run.end", N_("End the session"), "", "run"),
    Command("run.reopen", N_("Reopen the session"), "", "run"),
    Command("run.capture", N_("Go to the capture bar"), "F2", "run"),
    Command("run.marker", N_("Marker"), "F3", "run", "bookmark"),
    Command("run.marker_back", N_("Marker 10 seconds back"), "Shift+F3", "run"),
    Command("run.floor", N_("Give the floor"), "F4", "run", "volume-2"),
    Command("run.floor_to", N_("Give the floor to somebody"), "Ctrl+F4", "run"),
    Command("run.interruption", N_("Interruption"), "Shift+F4", "run"),
    Command("run.queue", N_("Put on the speakers' list"), "F7", "run"),
    Command("run.reply", N_("Reply to the last speech"), "Shift+F7", "run"),
    Command("run.line", N_("Close the speakers' list, or open it"), "", "run"),
    Command("run.decide", N_("Save as decision"), "Ctrl+Return", "run"),
    *AUDIENCE,
    Command("run.ear", N_("Lend an ear"), "Ctrl+Shift+L", "run", "ear"),
    Command("ear.back", N_("Lend an ear: the step before"), "Alt+Left", "run"),
    Command("ear.on", N_("Lend an ear: the next step"), "Alt+Right", "run"),
    Command("ear.play", N_("Lend an ear: play or pause the clip"), "Ctrl+Space", "run", "play"),
    Command("ear.mark", N_("Lend an ear: mark a moment in the clip"), "Ctrl+Shift+M", "run"),
    Command("note.park", N_("Park the note"), "Ctrl+Shift+P", "run compile"),
    Command("note.edit", N_("Edit the note"), "Ctrl+E", "run compile"),
    Command("note.potential_1", N_("Tag with potential 1"), "Ctrl+1", "run compile"),
    Command("note.potential_2", N_("Tag with potential 2"), "Ctrl+2", "run compile"),
    Command("note.potential_3", N_("Tag with potential 3"), "Ctrl+3", "run compile"),
    Command("note.potential_4", N_("Tag with potential 4"), "Ctrl+4", "run compile"),
    Command("note.potential_5", N_("Tag with potential 5"), "Ctrl+5", "run compile"),
    Command("note.potential_6", N_("Tag with potential 6"), "Ctrl+6", "run compile"),
    Command("note.clear", N_("Clear the potentials"), "Ctrl+0", "run compile"),
    Command("play.toggle", N_("Play or pause"), "Ctrl+Space", "compile", "play"),
    Command("play.toggle_here", N_("Play or pause in a list"), "Space", "compile", in_lists=True),
    Command("play.back", N_("5 seconds back"), "J", "compile", "rewind", in_lists=True),
    Command("play.forward", N_("5 seconds forward"), "L", "compile", in_lists=True),
    Command("play.slower", N_("Play slower"), ",", "compile", in_lists=True),
    Command("play.faster", N_("Play faster"), ".", "compile", in_lists=True),
    Command("play.skip_silence", N_("Skip silence, or not"), "", "compile"),
    Command("passage.from_here", N_("The passage begins here"), "I", "compile", in_lists=True),
    Command("passage.to_here", N_("The passage ends here"), "O", "compile", in_lists=True),
    Command("passage.add", N_("Make a passage of what is marked"), "", "compile"),
    Command("passage.repeat", N_("Repeat what is marked"), "", "compile"),
    Command("timeline.table", N_("Timeline as a table, or as a wave"), "", "compile", "table-2"),
    Command("minutes.write", N_("Make the Word file"), "Ctrl+M", "compile", "file-text"),
    Command("minutes.send", N_("Send round for comments…"), "", "compile", "upload"),
    Command("minutes.approve", N_("Approve minutes…"), "", "compile", "circle-check"),
    Command("minutes.compare", N_("Compare versions…"), "", "compile", "history"),
    Command("review.import", N_("Take in comments"), "", "compile", "download"),
    Command("find.here", N_("Find"), "Ctrl+F", "", "search"),
)


class Commands(QObject):
    """The window's actions. A room binds its commands; only the room shown listens to its keys."""

    keys_changed = Signal()
    """Other keys were chosen; whatever shows some is to show the new ones."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._commands = {command.id: command for command in TABLE}
        self._actions = {command.id: self._make(command, window) for command in TABLE}
        self._bound: set[str] = set()
        self._barred: set[str] = set()
        self._room = ""

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        for command_id, action in self._actions.items():
            yield self._commands[command_id], action

    def action(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def bind(self, command_id: str, handler: Callable[[], object]) -> QAction:
        """Say what a command does; a command nobody binds cannot be reached."""
        action = self._actions[command_id]
        action.triggered.connect(lambda _checked=False: handler())
        self._bound.add(command_id)
        self._enable(command_id)
        return action

    def allow(self, command_id: str, *, allowed: bool) -> None:
        """Let a command be done now or not, in whatever room; undo is barred when nothing is."""
        (self._barred.discard if allowed else self._barred.add)(command_id)
        self._enable(command_id)

    def reach(self, widget: QWidget) -> None:
        """Let the plain letters mean their commands while this widget itself has the focus."""
        for command_id, command in self._commands.items():
            if command.in_lists:
                widget.addAction(self._actions[command_id])

    def keys(self, command_id: str) -> str:
        """Return the keys as they are written on a button in the user's language."""
        return key_text(self._actions[command_id].shortcut().toString())

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Give commands the keys they are done with from now on, "" for none."""
        for command_id, wanted in keys.items():
            self._actions[command_id].setShortcut(QKeySequence(wanted))
        self.keys_changed.emit()

    def follow(self, owner: QObject, show: Callable[[], object]) -> None:
        """Let something that shows keys do so now, and again whenever others are chosen."""
        ShownKeys(self.keys_changed, owner, show)

    def enter(self, room: str) -> None:
        """Let the keys of this room mean what they mean there."""
        self._room = room
        for command_id in self._actions:
            self._enable(command_id)

    def is_offered(self, command_id: str) -> bool:
        """Whether a command means something in this room, be it that it cannot be done now."""
        rooms = self._commands[command_id].room.split()
        return command_id in self._bound and (not rooms or self._room in rooms)

    def room_of(self, command_id: str) -> str:
        """Return the room to enter before a command can be done, "" for one that needs none."""
        rooms = self._commands[command_id].room.split()
        is_away = bool(rooms) and self._room not in rooms and command_id not in self._barred
        return rooms[0] if is_away else ""

    @property
    def with_keys(self) -> list[tuple[Command, QKeySequence]]:
        """The commands that do something and have keys, in the order of the table."""
        return [
            (command, action.shortcut())
            for command, action in self
            if command.id in self._bound and not action.shortcut().isEmpty()
        ]

    def _enable(self, command_id: str) -> None:
        rooms = self._commands[command_id].room.split()
        here = not rooms or self._room in rooms
        ready = command_id in self._bound and command_id not in self._barred
        self._actions[command_id].setEnabled(here and ready)

    def _make(self, command: Command, window: QWidget) -> QAction:
        action = QAction(_(command.title), window)
        action.setObjectName(command.id)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        action.setAutoRepeat(False)
        if command.in_lists:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
        return action
