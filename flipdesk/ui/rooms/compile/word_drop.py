"""Word files dropped onto a widget."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

ENDING = ".docx"


class WordDrop(QObject):
    """Takes Word files that are dropped onto its widget; `dropped` carries the path of each."""

    dropped = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if not word_files(event):
                return False
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent):
            paths = word_files(event)
            for path in paths:
                self.dropped.emit(str(path))
            if paths:
                event.acceptProposedAction()
            return bool(paths)
        return False


def word_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the Word files on this computer that an event carries."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.casefold() == ENDING)
