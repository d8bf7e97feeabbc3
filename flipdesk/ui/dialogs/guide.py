"""The user guide, read inside the window: it is carried along and needs no network (F1)."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _, language
from flipdesk.paths import guide
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Label


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

    def space_out(self, gap_px: int) -> None:
        """Put air between paragraphs, of which Markdown has none here, and more over headings."""
        block = self.document().begin()
        while block.isValid():
            layout = block.blockFormat()
            is_heading = layout.headingLevel() > 0
            follows = block.blockNumber() > 0
            layout.setTopMargin(2 * gap_px if is_heading and follows else 0)
            layout.setBottomMargin(gap_px // 2 if block.textList() is not None else gap_px)
            QTextCursor(block).setBlockFormat(layout)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)


class GuideDialog(QDialog):
    """The guide in the language in use."""

    def __init__(self, theme: Theme, parent: QWidget, *, own_keys: str = "") -> None:
        """`own_keys` tells which keys are others than those the guide names, "" for none."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("guide_dialog")
        self.setWindowTitle(_("Guide"))
        page = GuidePage(min(theme.px(620), parent.width() - theme.px(100)))
        page.setObjectName("guide_page")
        page.setAccessibleName(_("Guide"))
        page.setOpenExternalLinks(False)
        folder = guide()
        page.setSearchPaths([str(folder)])
        page.setSource(
            QUrl.fromLocalFile(str(folder / f"{language()}.md")),
            QTextDocument.ResourceType.MarkdownResource,
        )
        page.space_out(theme.px(8))
        close = Button(theme, _("Close"), kind="primary")
        close.setObjectName("close_guide")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(16)] * 4)
        told = Label(theme, own_keys, "body", "muted", wrap=True)
        told.setObjectName("guide_own_keys")
        told.setVisible(bool(own_keys))
        column.addWidget(told)
        column.addWidget(page, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        width = min(theme.px(720), parent.width())
        self.resize(width, min(theme.px(640), parent.height()))
