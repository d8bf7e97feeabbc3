"""The commands that belong to the window and not to one room."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.frame import Frame
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.key_book import KeyBook
from flipdesk.ui.main_window import ROOMS, MainWindow
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.undo_trail import UndoTrail
from flipdesk.ui.widgets.key_text import with_keys
from flipdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from flipdesk.ui.dialogs.palette import Palette
    from flipdesk.ui.dialogs.settings import SettingsDialog


class WindowCommands(QObject):
    """Binds what works in every room."""

    sound_changed = Signal()
    """Something about recording was chosen in the settings."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        frame: Frame,
        preferences: Preferences,
        jobs: JobRunner,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._frame = frame
        self._preferences = preferences
        self._jobs = jobs
        self._workspace = workspace
        self._recording = recording
        self._palette: Palette | None = None
        bind = commands.bind
        for name in ROOMS:
            bind(f"room.{name}", self._entering(name))
        _bind_ways(commands, window)
        self.trail = UndoTrail(window, workspace, commands, frame)
        self.book = KeyBook(commands, preferences)
        bind("edit.saved", self._say_saved)
        bind("recording.toggle", self._toggle_recording)
        bind("recording.off_record", self._recording.toggle_off_record)
        bind("search.everything", self._search)
        bind("find.here", self._find)
        bind("window.palette", self._open_palette)
        bind("window.settings", self._open_settings)
        bind("window.keys", self._open_keys)
        bind("window.print_keys", self._print_keys)
        bind("window.menu", self._open_menu)
        bind("window.help", self._open_guide)
        window.rail.menu_requested.connect(self._open_menu)
        window.rail.palette_requested.connect(self._open_palette)
        window.rail.settings_requested.connect(self._open_settings)
        bind("prepare.run", lambda: window.enter("run"))
        workspace.changed.connect(self.show_undo)
        workspace.session_opened.connect(self.show_undo)
        recording.changed.connect(self._show_recording)
        self.show_undo()
        self._show_recording()

    def _find(self) -> None:
        room = self._window.room
        if room is None or not room.look_for():
            self._window.enter("knowledge")

    def show_undo(self, _what: object = None) -> None:
        """Name in the menu what undo and redo would do."""
        history = self._workspace.desk.history
        for command, word, label in (
            ("edit.undo", _("Undo"), history.undo_label),
            ("edit.redo", _("Redo"), history.redo_label),
        ):
            self._commands.allow(command, allowed=label is not None)
            self._commands.action(command).setText(f"{word}: {label}" if label else word)

    def _entering(self, name: str) -> Callable[[], None]:
        return lambda: self._window.enter(name)

    def _open_palette(self) -> None:
        from flipdesk.ui.dialogs.palette import Palette
        from flipdesk.ui.palette_doing import PaletteDoing
        from flipdesk.ui.palette_offers import PaletteOffers

        if self._palette is None:
            offers = PaletteOffers(self._workspace, self._commands, self._jobs, self)
            doing = PaletteDoing(self._window, self._workspace, self._commands, self._open_settings)
            self._palette = Palette(self._window.theme, offers, self._window)
            self._palette.wanted.connect(doing.do)
        self._palette.open()

    def _open_settings(self) -> "SettingsDialog":
        from flipdesk.ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(
            self._window.theme, self._workspace, self._preferences, self._window
        )
        dialog.sound_changed.connect(self.sound_changed)
        dialog.open()
        return dialog

    def _open_keys(self) -> None:
        from flipdesk.ui.dialogs.keys import KeysDialog

        dialog = KeysDialog(self._window.theme, self.book, self._window)
        dialog.print_requested.connect(self._print_keys)
        dialog.open()

    def _print_keys(self) -> None:
        from flipdesk.ui.key_sheet_commands import save_key_sheet

        save_key_sheet(self._workspace, self._commands, self._window)

    def _open_menu(self) -> None:
        from flipdesk.ui.main_menu import MainMenu

        menu = MainMenu(self._workspace, self._commands, self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._window.rail.items["menu"]
        # It ends beside its button and grows upwards, for below there is no room.
        above = max(0, button.mapTo(self._window, button.rect().bottomLeft()).y())
        top = max(0, above - menu.sizeHint().height())
        menu.popup(self._window.mapToGlobal(QPoint(self._window.rail.width(), top)))
        menu.choose_first()

    def _open_guide(self) -> None:
        from flipdesk.ui.dialogs.guide import GuideDialog

        words = ", ".join(
            with_keys(_(one.title), self._commands.keys(one.id) or _("none"))
            for one in self.book.changed
        )
        told = _("You have chosen other keys than the guide names: {keys}.").format(keys=words)
        GuideDialog(self._window.theme, self._window, own_keys=told if words else "").open()

    def _search(self) -> None:
        self._window.enter("knowledge")
        self._workspace.search_wanted.emit(None)

    def _say_saved(self) -> None:
        self._frame.show_information(_("Everything is saved already"))

    def _toggle_recording(self) -> None:
        if self._recording.is_recording:
            self._recording.toggle_pause()
        else:
            self._recording.start()

    def _show_recording(self) -> None:
        is_recording = self._recording.is_recording
        self._commands.allow("recording.off_record", allowed=is_recording)
        action = self._commands.action("recording.toggle")
        if not self._recording.is_recording:
            action.setText(_("Start recording"))
        else:
            action.setText(_("Pause or go on recording"))


def _bind_ways(commands: Commands, window: MainWindow) -> None:
    """Bind what goes from one place of the window to another."""
    bind = commands.bind
    bind("room.next", lambda: window.step_room(1))
    bind("room.previous", lambda: window.step_room(-1))
    bind("pane.next", lambda: window.step_pane(1))
    bind("pane.previous", lambda: window.step_pane(-1))
    bind("rail.toggle", window.toggle_rail)
    bind("window.full_screen", window.toggle_full_screen)
    bind("window.quit", window.close)
