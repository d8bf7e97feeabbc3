"""Whatever shows the keys of a command follows them when others are chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance, Slot


class ShownKeys(QObject):
    """Calls `show` now and on every change, as long as its owner lives."""

    def __init__(self, changed: SignalInstance, owner: QObject, show: Callable[[], object]) -> None:
        super().__init__(owner)
        self._show = show
        # Qt lets go of a slot of its own objects; a lambda would outlive the widget it shows in.
        changed.connect(self._on_keys_changed)
        show()

    @Slot()
    def _on_keys_changed(self) -> None:
        self._show()
