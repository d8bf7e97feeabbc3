"""The fields of a dialog, which scroll when the screen has less room than they want."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override


class FormArea(QScrollArea):
    """Wants the size of its content and scrolls up and down when there is less."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.setObjectName("canvas")
        self.setWidget(content)

    @override
    def sizeHint(self) -> QSize:
        content = self.widget()
        if content is None:
            return QSize()
        bar = self.verticalScrollBar().sizeHint().width()
        width = max(content.sizeHint().width(), self.minimumWidth() - bar)
        height = content.heightForWidth(width)
        # Words that wrap are never given less than they want at their narrowest.
        least = content.minimumSizeHint().height()
        return QSize(width + bar, max(height, least) if height > 0 else content.sizeHint().height())
