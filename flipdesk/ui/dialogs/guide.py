"""The user guide, read inside the window: it is carried along and needs no network (F1)."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from flipdesk.i18n import _, language
from flipdesk.paths import guide
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button


class GuideDialog(QDialog):
    """The guide in the language in use."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("guide_dialog")
        self.setWindowTitle(_("Guide"))
        page = QTextBrowser()
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
