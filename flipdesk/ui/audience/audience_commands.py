"""The commands of the audience's screen, what is announced about it, and a presenter's clicker."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from flipdesk.domain.audience import Layer
from flipdesk.i18n import _
from flipdesk.ui.audience.audience_dialog import AudienceDialog
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.announce import announce

_CLICKER = ("audience.clicker_next", "audience.clicker_blank")


class AudienceCommands(QObject):
    """Binds them, and asks for a screen where one has to be chosen."""

    def __init__(self, tools: RoomTools, messages: MessageArea, window: MainWindow) -> None:
        super().__init__(window)
        self._tools = tools
        self._desk = tools.audience
        self._messages = messages
        self._window = window
        self._told = ""
        self._was: tuple[bool, bool] = (False, False)
        commands, desk = tools.commands, self._desk
        commands.bind("audience.toggle", desk.toggle)
        commands.bind("audience.blank", desk.toggle_blank)
        commands.bind("audience.choose", self.choose)
        commands.bind("audience.clicker_next", commands.action("run.next").trigger)
        commands.bind("audience.clicker_blank", desk.toggle_blank)
        for layer in Layer:
            commands.bind(f"audience.layer_{layer.value}", partial(self._toggle_layer, layer))
        desk.choice_wanted.connect(self.choose)
        desk.lost.connect(self._on_desk_lost)
        desk.state_changed.connect(self._on_desk_state_changed)
        desk.window.key_pressed.connect(self._on_audience_key_pressed)
        desk.window.key_strayed.connect(self._on_audience_key_strayed)
        tools.workspace.session_opened.connect(self._allow)
        window.closing.connect(desk.hide)
        window.installEventFilter(self)
        self._allow()

    def choose(self) -> None:
        """Ask where the audience looks and what it is to see, beside the work and never over it."""
        for dialog in self._window.findChildren(AudienceDialog):
            if dialog.isVisible():
                dialog.activateWindow()
                return
        dialog = AudienceDialog(self._tools, self._window)
        dialog.clicker_armed.connect(self._allow)
        dialog.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowStateChange:
            self._allow()
        return super().eventFilter(watched, event)

    def _toggle_layer(self, layer: Layer) -> None:
        shown = layer not in self._desk.choices.choice.layers
        self._desk.set_layer(layer, shown=shown)

    def _allow(self) -> None:
        commands, desk = self._tools.commands, self._desk
        has_session = self._tools.workspace.session_id is not None
        commands.allow("audience.toggle", allowed=has_session)
        commands.allow("audience.choose", allowed=has_session)
        commands.allow("audience.blank", allowed=desk.is_shown)
        presenting = desk.is_shown or self._window.isFullScreen()
        for command in _CLICKER:
            commands.allow(command, allowed=desk.choices.clicker and presenting)

    def _on_desk_state_changed(self) -> None:
        self._allow()
        state = (self._desk.is_shown, self._desk.is_blank)
        if self._desk.is_shown:
            self._messages.dismiss(self._told)
        before, self._was = self._was, state
        if state != before:
            announce(self._window, self._state_text(), urgent=True)

    def _state_text(self) -> str:
        if not self._desk.is_shown:
            return _("The audience's screen is hidden")
        if self._desk.is_blank:
            return _("The audience sees black")
        number = self._desk.screen_number
        if number is None:
            return _("The audience's screen is shown in a window")
        return _("The audience's screen is shown on screen {number}").format(number=number)

    def _on_desk_lost(self, sentence: str) -> None:
        self._told = sentence
        self._messages.show_message("warning", sentence, _("Show again"), self._desk.show_again)

    def _on_audience_key_pressed(self, event: QKeyEvent) -> None:
        action = self._tools.commands.action
        if event.key() == Qt.Key.Key_B:
            self._desk.toggle_blank()
            return
        pressed = QKeySequence(event.keyCombination())
        for command in ("audience.blank", "audience.toggle", "audience.clicker_next"):
            if pressed == action(command).shortcut():
                action(command).trigger()

    def _on_audience_key_strayed(self, event: QKeyEvent) -> None:
        """Let a key do what it would have done in the window behind."""
        pressed = QKeySequence(event.keyCombination())
        for _command, action in self._tools.commands:
            if action.isEnabled() and pressed == action.shortcut() and len(pressed.toString()) > 1:
                action.trigger()
                return
        target = self._window.focusWidget()
        if target is not None:
            copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QApplication.sendEvent(target, copy)
