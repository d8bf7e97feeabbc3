"""Where the page of the guide stands: as high as it has to be at the width it has."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.ui.widgets.form_area import FormArea


class EarArea(FormArea):
    """Scrolls up and down when there is less room than that."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        # Words that are wrapped claim the height they have in the narrowest column; what they need
        # at this width is what counts.
        content.setMinimumHeight(1)

    @override
    def sizeHint(self) -> QSize:
        content = self.widget()
        hint = super().sizeHint()
        height = -1 if content is None else content.heightForWidth(self.width())
        return QSize(hint.width(), height) if height > 0 else hint

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
