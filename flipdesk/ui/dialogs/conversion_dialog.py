"""A knowledge base being encrypted or decrypted, between two windows."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.knowledge.keys import Keys
from flipdesk.services.converting import Watch
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Heading, Label
from flipdesk.ui.widgets.progress_bar import ProgressBar

_WIDTH = 480
Convert = Callable[[Watch], "Keys | None"]
"""Converts, and returns the keys that open what has come of it, None when it needs none."""


class ConversionDialog(QDialog):
    """Closes by itself when all is well; else it says what is wrong until somebody goes on.

    `recovery` is the new recovery key, "" when none was made; `keys` and `is_done` what has come of
    it.
    """

    def __init__(self, theme: Theme, title: str, convert: Convert, jobs: JobRunner) -> None:
        super().__init__()
        self.recovery = ""
        self.keys: Keys | None = None
        self.is_done = False
        self._title = title
        self.setObjectName("conversion_dialog")
        self.setWindowTitle("FlipDesk")
        self._told = Label(
            theme, _("It can be stopped and gone on with later; nothing is lost."), wrap=True
        )
        self._told.setObjectName("conversion_told")
        self.bar = ProgressBar(theme, title)
        self.bar.setObjectName("conversion_bar")
        self.stop_button = Button(theme, _("Stop"))
        self.stop_button.setObjectName("conversion_stop")
        self.stop_button.clicked.connect(self._on_stop_clicked)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.stop_button)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        column.addWidget(Heading(theme, title, wrap=True))
        column.addWidget(self._told)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.setMinimumWidth(px(_WIDTH))
        jobs.progressed.connect(self._on_progressed)
        self._progress = jobs.run(title, lambda progress: convert(_Watch(progress, self)), self._on)
        self._is_running = True

    @property
    def told(self) -> str:
        return self._told.text()

    @override
    def reject(self) -> None:
        """Ask it to end: only then does the dialog close."""
        if self._is_running:
            self._on_stop_clicked()
        else:
            super().reject()

    def _on_stop_clicked(self) -> None:
        if not self._is_running:
            self.accept()
            return
        self._progress.cancel()
        self.stop_button.setEnabled(False)

    def _on_progressed(self, title: str, percent: int) -> None:
        if title == self._title:
            self.bar.set_share(percent / 100)

    def _on(self, result: "Ok[Keys | None] | Err") -> None:
        self._is_running = False
        if isinstance(result, Ok):
            self.keys, self.is_done = result.value, True
            self.accept()
            return
        self._told.setText(result.sentence)
        announce(self, result.sentence)
        self.stop_button.setText(_("Open the knowledge base"))
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()
        self.adjustSize()


class _Watch(Watch):
    def __init__(self, progress: Progress, dialog: ConversionDialog) -> None:
        self._progress = progress
        self._dialog = dialog

    @override
    def recovery_key(self, recovery: str) -> None:
        self._dialog.recovery = recovery

    @override
    def at(self, fraction: float) -> None:
        self._progress.at(int(fraction * 100))

    @property
    @override
    def is_cancelled(self) -> bool:
        return self._progress.is_cancelled
