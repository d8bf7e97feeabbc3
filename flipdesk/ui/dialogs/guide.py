"""The user guide, read inside the window: it is carried along and needs no network (F1)."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _, language
from flipdesk.paths import guide
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button


class GuidePage(QTextBrowser):
    """A page whose pictures are never wider than itself."""

    def __init__(self, picture_width: int) -> None:
        super().__init__()
        self._picture_width = picture_width

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        found = super().loadResource(kind, name)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            picture = QImage(str(Path(self.searchPaths()[0]) / QUrl(name).path()))
            smooth = Qt.TransformationMode.SmoothTransformation
            return picture.scaledToWidth(self._picture_width, smooth) if picture.width() else found
        return found


class GuideDialog(QDialog):
    """The guide in the language in use."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("guide_dialog")
        self.setWindowTitle(_("Guide"))
        page = GuidePage(theme.px(620))
        page.setObjectName("guide_page")
        page.setAccessibleName(_("Guide"))
        page.setOpenExternalLinks(False)
        folder = guide()
        page.setSearchPaths([str(folder)])
        page.setSource(
            QUrl.fromLocalFile(str(folder / f"{language()}.md")),
            QTextDocument.ResourceType.MarkdownResource,
        )
        close = Button(theme, _("Close"), kind="primary")
        close.setObjectName("close_guide")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(16)] * 4)
        column.addWidget(page)
        column.addWidget(close)
        self.resize(theme.px(720), min(theme.px(640), parent.height()))
