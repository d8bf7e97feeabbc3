"""Why a file was refused: every problem with its place in the file, to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from flipdesk.exchange.refusal import Problem
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Strong


class RefusalDialog(QDialog):
    """Nothing to decide: it is read, perhaps copied, and closed."""

    def __init__(
        self, theme: Theme, sentence: str, problems: Sequence[Problem], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme.px
        self.setObjectName("refusal_dialog")
        self.setWindowTitle(_("The file was refused"))
        words = Strong(theme, sentence, wrap=True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QPlainTextEdit("\n".join(str(problem) for problem in problems))
        self.list.setObjectName("refusal_problems")
        self.list.setAccessibleName(_("What has to be mended"))
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setVisible(bool(problems))
        copy = Button(theme, _("Copy the list"), icon="copy")
        copy.setObjectName("refusal_copy")
        copy.clicked.connect(self._on_copy_clicked)
        copy.setVisible(bool(problems))
        close = Button(theme, _("Close"), kind="primary")
        close.setObjectName("refusal_close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        window = parent.window().size()
        wanted = min(max(len(problems), 3), 12) * theme.line("body") + px(150)
        self.resize(min(px(620), window.width()), min(wanted, window.height()))
        close.setFocus()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.list.toPlainText())
