"""A field that takes the keys pressed in it as keys, not as text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from flipdesk.ui.widgets.key_text import key_text

_HELD = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
)
_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PLAIN = Qt.KeyboardModifier.NoModifier


class KeyField(QLineEdit):
    """Tab goes on, Enter and Esc leave, Del takes the keys away; all else is pressed keys."""

    pressed = Signal(str)
    """Portable keys, "" when they are to be taken away."""
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003

    def show_keys(self, keys: str) -> None:
        """Show portable keys as they are printed on the keyboard."""
        self.setText(key_text(keys))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Keys that do something already are to be taken here as any other.
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key in _HELD:
            return
        if key in _LEAVING and held == _PLAIN:
            self.left.emit()
        elif key in _REMOVING and held == _PLAIN:
            self.pressed.emit("")
        else:
            self.pressed.emit(_portable(key, held))


def _portable(key: Qt.Key, held: Qt.KeyboardModifier) -> str:
    return QKeySequence(held.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)
