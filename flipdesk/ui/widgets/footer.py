"""The footer: what is saved, what undo would undo, what runs, and where help is."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _, pgettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.label import Label

HEIGHT = 26


class Footer(QWidget):
    """26 px of captions; nothing in it needs to be read to go on working."""

    undo_requested = Signal()
    """What undo would undo was clicked."""
    cancel_requested = Signal()
    """What works in the background is to end."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("footer")
        self.setAccessibleName(pgettext("footer", "Status"))
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._check = QLabel(self)
        self._saved = Label(theme, "", "caption", "muted")
        self._undo = Label(theme, "", "caption", "muted")
        self._undo.setObjectName("footer_undo")
        self._undo.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self._undo.linkActivated.connect(lambda _link: self.undo_requested.emit())
        self._undone, self._undo_keys = "", "Ctrl+Z"
        self._job = Label(theme, "", "caption", "muted")
        self._cancel = Label(theme, "", "caption", "muted")
        self._cancel.setObjectName("footer_cancel")
        self._cancel.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self._cancel.linkActivated.connect(lambda _link: self.cancel_requested.emit())
        self._help = Label(theme, "", "caption", "muted")
        saved = QHBoxLayout()
        saved.setSpacing(3)
        saved.addWidget(self._check)
        saved.addWidget(self._saved)
        self._row.addLayout(saved)
        self._row.addWidget(self._undo)
        self._row.addWidget(self._job)
        self._row.addWidget(self._cancel)
        self._row.addStretch(1)
        self._row.addWidget(self._help)
        theme.changed.connect(self._restyle)
        self.set_saved("")
        self.set_help(_("{keys} Help").format(keys="F1"))
        self._restyle()

    def set_saved(self, text: str) -> None:
        """Show when everything was last saved, such as "Saved at 11.05"."""
        self._saved.setText(text)
        self._check.setVisible(bool(text))

    def set_undo(self, text: str, keys: str | None = None) -> None:
        """Show what undo would undo, with its keys; nothing for ""."""
        self._undone = text
        self._undo_keys = self._undo_keys if keys is None else keys
        key = f"<b>{key_text(self._undo_keys)}</b>"
        undo = _("Undo: {what} {key}").format(what=escape(text), key=key)
        # A link in the captions' own colour: by keyboard undo has its key.
        style = f"color:{self._theme.colour('muted').name()}; text-decoration:none"
        self._undo.setText(f'<a href="undo" style="{style}">{undo}</a>' if text else "")
        self._undo.setAccessibleName(_("Undo: {what} {key}").format(what=text, key=""))

    @property
    def job_text(self) -> str:
        return self._job.text()

    def set_job(self, text: str, *, can_cancel: bool = False) -> None:
        """Show what works in the background, and whether it can be told to end."""
        self._job.setText(text)
        colour = self._theme.colour("accent").name()
        link = f'<a href="cancel" style="color:{colour}">{escape(_("Cancel"))}</a>'
        self._cancel.setText(link if can_cancel else "")
        self._cancel.setVisible(can_cancel)

    def set_help(self, *parts: str) -> None:
        """Show the keys to help at the right."""
        self._help.setText("\u00a0 ·\u00a0 ".join(parts))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("border"))
        painter.end()

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEIGHT))
        self._row.setContentsMargins(px(16), 1, px(16), 0)
        self._row.setSpacing(px(20))
        self._check.setPixmap(self._theme.pixmap("check", 16, "muted"))
        self.set_undo(self._undone)
        self.update()
