"""The audience's screen as the window sees it: shown or not, blank or not, and what is on it."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from flipdesk.domain.agenda import running
from flipdesk.domain.audience import (
    AudienceView,
    FloorNow,
    Layer,
    NameStyle,
    RoomSound,
    Waiting,
    audience_view,
)
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.queue_entry import SpeakersList
from flipdesk.domain.vocabulary import QueueKind
from flipdesk.i18n import _
from flipdesk.ui.audience.audience_choice import AudienceChoices
from flipdesk.ui.audience.audience_window import AudienceWindow
from flipdesk.ui.audience.screens import covers, number_of, place_of, screen_at
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace

TICK_MS = 1_000
_SOUNDS = {
    RecordingState.RECORDING: RoomSound.RECORDED,
    RecordingState.NO_SOUND: RoomSound.RECORDED,
    RecordingState.PAUSED: RoomSound.PAUSED,
    RecordingState.OFF_RECORD: RoomSound.OFF_RECORD,
}


class FloorOfRoom(Protocol):
    """Who has the floor and who waits."""

    @property
    def speaker_id(self) -> ParticipantId | None: ...

    @property
    def now(self) -> SpeakersList: ...


class AudienceDesk(QObject):
    """Shows and hides the audience's window. Nothing but the user opens it, on any screen."""

    view_changed = Signal()
    """The room sees something else, or would."""
    state_changed = Signal()
    """It is shown, hidden or blank."""
    choice_wanted = Signal()
    """A screen has to be chosen first."""
    lost = Signal(str)
    """A sentence about why it was hidden though nobody asked for that."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        recording: RecordingDesk,
        preferences: Preferences,
        main_window: QWidget,
    ) -> None:
        super().__init__(main_window)
        self._workspace = workspace
        self._recording = recording
        self._main_window = main_window
        self._floor: FloorOfRoom | None = None
        self._screen: QScreen | None = None
        self._sound = RoomSound.OFF
        self.choices = AudienceChoices(preferences)
        self.view: AudienceView | None = None
        self.is_blank = False
        self.window = AudienceWindow(theme)
        self.window.hide_requested.connect(self.hide)
        self.window.took_focus.connect(main_window.activateWindow)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.refresh)
        workspace.changed.connect(self.refresh)
        workspace.session_opened.connect(self._on_session_opened)
        recording.changed.connect(self._on_recording_changed)
        screens = QGuiApplication.instance()
        assert isinstance(screens, QGuiApplication)
        screens.screenRemoved.connect(self._on_screen_removed)
        screens.primaryScreenChanged.connect(self._on_primary_changed)

    @property
    def is_shown(self) -> bool:
        """Whether there is an audience window, blank or not."""
        return self.window.isVisible()

    @property
    def screen_number(self) -> int | None:
        """The number of the screen it fills; None for a window, or when it is not shown."""
        return number_of(self._screen) if self._screen is not None and self.is_shown else None

    def follow_floor(self, floor: FloorOfRoom) -> None:
        """Say whose list the audience sees."""
        self._floor = floor

    def watch(self, *, wanted: bool) -> None:
        """Keep `view` true while somebody looks at a preview of it."""
        if wanted or self.is_shown:
            self.refresh()
            self._timer.start()
        else:
            self._timer.stop()

    def refresh(self, _what: object = None) -> None:
        """Look what the room should see now, and that it does not cover FlipDesk itself."""
        if self._screen is not None and covers(self._screen, self._main_window):
            self._lose(_("FlipDesk was moved to the audience's screen, which is hidden now."))
        view = self._compose()
        if view != self.view:
            self.view = view
            self.view_changed.emit()
        self.window.show_view(view, blank=self.is_blank)

    def toggle(self) -> None:
        """Show it where it was last, hide it, or ask for a screen."""
        if self.is_shown:
            self.hide()
        else:
            self.show_again()

    def show_again(self) -> None:
        """Show it on the screen chosen last if that is there, else ask for one."""
        screen = screen_at(self.choices.place)
        if screen is None or covers(screen, self._main_window):
            self.choice_wanted.emit()
        else:
            self.show_on(screen)

    def show_on(self, screen: QScreen) -> bool:
        """Fill a screen and remember it; False for one that would cover FlipDesk itself."""
        if covers(screen, self._main_window):
            return False
        self._leave_screen()
        self.choices.place = place_of(screen)
        self._screen = screen
        screen.geometryChanged.connect(self._on_geometry_changed)
        self.is_blank = False
        self.refresh()
        self.window.fill(screen)
        self._on_shown()
        return True

    def show_in_window(self) -> None:
        """Open an ordinary window beside, for sharing it in a video meeting."""
        self._leave_screen()
        self.is_blank = False
        self.refresh()
        self.window.open_beside(self._main_window)
        self._on_shown()

    def hide(self) -> None:
        """Take it away."""
        was_shown = self.is_shown
        self._leave_screen()
        self.window.hide()
        if was_shown:
            self.is_blank = False
            self.state_changed.emit()

    def toggle_blank(self) -> None:
        """Show black instead at once, or what is to be seen again."""
        if self.is_shown:
            self.is_blank = not self.is_blank
            self.window.show_view(self.view, blank=self.is_blank)
            self.window.repaint()
            self.state_changed.emit()

    def set_layer(self, layer: Layer, *, shown: bool) -> None:
        """Show a layer or not, from now on."""
        layers = self.choices.choice.layers
        self.choices.keep_layers(layers | {layer} if shown else layers - {layer})
        self.refresh()
        self.state_changed.emit()

    def set_names(self, names: NameStyle) -> None:
        """Call people so, from now on."""
        self.choices.keep_names(names)
        self.refresh()

    def let_go(self) -> None:
        """Close the window for good; the main one is about to end."""
        self._timer.stop()
        self._leave_screen()
        # Python lets go of it with this desk. Deleted by Qt in the same round as a main window that
        # was still recording in Afvikl, it took the process with it.
        self.window.hide()

    def _compose(self) -> AudienceView | None:
        record, session_id = self._workspace.record, self._workspace.session_id
        if record is None or session_id is None:
            return None
        words = self._workspace.desk.audience.words(session_id, running(record.agenda))
        now, choice = self._workspace.now(), self.choices.choice
        return audience_view(record, now, choice, words, self._floor_now(), self._sound)

    def _floor_now(self) -> FloorNow:
        if self._floor is None:
            return FloorNow()
        queue = tuple(
            Waiting(one.speaker_id, one.kind is QueueKind.REPLY)
            for one in self._floor.now.waiting
            if one.speaker_id is not None
        )
        return FloorNow(self._floor.speaker_id, queue)

    def _on_shown(self) -> None:
        self._timer.start()
        self.state_changed.emit()

    def _leave_screen(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.geometryChanged.disconnect(self._on_geometry_changed)

    def _on_session_opened(self) -> None:
        if self._workspace.session_id is None:
            self.hide()
        self.refresh()

    def _on_recording_changed(self) -> None:
        sound = _SOUNDS.get(self._recording.state, RoomSound.OFF)
        if sound is not self._sound:
            self._sound = sound
            self.refresh()

    def _on_screen_removed(self, screen: QScreen) -> None:
        # Qt tells this before it moves the window to another screen, so it is never seen there.
        if self._screen is not None and screen is self._screen:
            self._screen = None
            self._lose(_("The audience's screen is gone, so nothing is shown there now."))

    def _on_primary_changed(self, _screen: QScreen) -> None:
        if self._screen is not None:
            self._lose(_("The screens have changed, so the audience's screen is hidden."))

    def _on_geometry_changed(self) -> None:
        screen = self._screen
        if screen is None:
            return
        if covers(screen, self._main_window):
            self._lose(_("The screens have changed, so the audience's screen is hidden."))
        else:
            self.choices.place = place_of(screen)
            self.window.setGeometry(screen.geometry())

    def _lose(self, sentence: str) -> None:
        if self.is_shown:
            self.hide()
            self.lost.emit(sentence)
