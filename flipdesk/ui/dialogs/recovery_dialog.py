"""The screen before the first room when the database of a knowledge base is damaged.

It looks, shows what can be saved and what not, and does nothing until somebody says so. It can
always be closed, and then everything lies as it did.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.services.rescue_words import rescue_lines, source_words
from flipdesk.services.rescuing import Prepared, Rescuing, Source
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_layout import FlowLayout
from flipdesk.ui.widgets.form_area import FormArea
from flipdesk.ui.widgets.label import FieldLabel, Heading, Label

_WIDTH, _HEIGHT = 690, 440
_MOST_SOURCES = 6
"""Each is read through before it is offered."""


class Outcome(StrEnum):
    """What became of the screen."""

    CLOSED = "closed"
    RESCUED = "rescued"
    OTHER = "other"


class RecoveryDialog(QDialog):
    """`outcome` tells how it ended: with `aside`, where the damaged files lie, or `other`."""

    def __init__(self, theme: Theme, problem: str, rescuing: Rescuing, jobs: JobRunner) -> None:
        super().__init__()
        self._theme = theme
        self._rescuing = rescuing
        self._jobs = jobs
        self._prepared: Prepared | None = None
        self.outcome = Outcome.CLOSED
        self.aside = Path()
        self.other = Path()
        self.choose_folder: Callable[[], Path | None] = self._ask_for_folder
        self.setObjectName("recovery_dialog")
        self.setWindowTitle("FlipDesk")
        self.heading = Heading(theme, _("The knowledge base is damaged"), wrap=True)
        self.problem = Label(theme, problem, "body", wrap=True)
        self.found = Label(theme, "", "body", wrap=True)
        self.found.setObjectName("recovery_found")
        readable = Qt.TextInteractionFlag
        for label in (self.problem, self.found):
            label.setTextFormat(Qt.TextFormat.PlainText)
            # Or the area would scroll to the height that it has at its narrowest.
            label.setMinimumHeight(1)
            label.setTextInteractionFlags(
                readable.TextSelectableByMouse | readable.TextSelectableByKeyboard
            )
        self.sources = QComboBox()
        self.sources.setObjectName("recovery_source")
        self._source_label = FieldLabel(theme, _("Go on from"), self.sources)
        self.sources.currentIndexChanged.connect(self._on_source_chosen)
        self.go_button = Button(theme, _("Go on with what can be saved"), kind="primary")
        self.go_button.setObjectName("recovery_go")
        self.go_button.clicked.connect(self._on_go_clicked)
        self.other_button = Button(theme, _("Open another knowledge base…"))
        self.other_button.setObjectName("recovery_other")
        self.other_button.clicked.connect(self._on_other_clicked)
        self.close_button = Button(theme, _("Close and leave everything"))
        self.close_button.setObjectName("recovery_close")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._be_busy(_("Looking for the newest whole copy …"))
        jobs.run(_("Looking for whole copies"), lambda _progress: _sources(rescuing), self._on_list)

    def _on_list(self, result: "Ok[tuple[Source, ...]] | Err") -> None:
        if isinstance(result, Err):
            self._show(result.sentence, can_go=False)
            return
        for source in result.value:
            self.sources.addItem(source_words(source), source)
        if not result.value:
            self._show(
                _(
                    "There is no backup that is whole, and the file tells nothing. Look for a copy"
                    " on another disk, and put it in the folder backups. The sound recordings lie"
                    " untouched in their folder."
                ),
                can_go=False,
            )

    def _on_source_chosen(self, place: int) -> None:
        source = self.sources.itemData(place)
        if not isinstance(source, Source):
            return
        self._prepared = None
        self._be_busy(_("Looking at what can be saved …"))
        self._jobs.run(
            _("Looking at what can be saved"),
            lambda _progress: self._rescuing.prepare(source),
            partial(self._on_prepared, source),
        )

    def _on_prepared(self, source: Source, result: "Ok[Prepared] | Err") -> None:
        if source != self.sources.currentData():
            return
        if isinstance(result, Err):
            self._show(result.sentence, can_go=False)
            return
        self._prepared = result.value
        self._show("\n".join(f"• {line}" for line in rescue_lines(result.value)), can_go=True)
        self.go_button.setFocus()

    def _on_go_clicked(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        self._be_busy(_("Putting it in place …"))
        self._jobs.run(
            _("Putting it in place"),
            lambda _progress: self._rescuing.settle(prepared),
            self._on_settled,
        )

    def _on_settled(self, result: "Ok[Path] | Err") -> None:
        if isinstance(result, Err):
            self._show(result.sentence, can_go=True)
            return
        self.outcome, self.aside = Outcome.RESCUED, result.value
        self.accept()

    def _on_other_clicked(self) -> None:
        folder = self.choose_folder()
        if folder is not None:
            self.outcome, self.other = Outcome.OTHER, folder
            self.accept()

    def _ask_for_folder(self) -> Path | None:
        title = _("Choose the folder of a knowledge base, or an empty one")
        chosen = QFileDialog.getExistingDirectory(self, title)
        return Path(chosen) if chosen else None

    def _be_busy(self, sentence: str) -> None:
        self._show(sentence, can_go=False, can_choose=False)

    def _show(self, sentence: str, *, can_go: bool, can_choose: bool = True) -> None:
        self.found.setText(sentence)
        announce(self.found, sentence)
        self.go_button.setEnabled(can_go)
        several = self.sources.count() > 0
        self.sources.setVisible(several)
        self._source_label.setVisible(several)
        self.sources.setEnabled(can_choose)

    def _lay_out(self) -> None:
        px = self._theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(20), px(16), px(20), px(16))
        outer.setSpacing(px(10))
        canvas = QWidget()
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        nothing = Label(
            self._theme, _("Nothing has been changed or deleted."), "body", "muted", wrap=True
        )
        for widget in (self.heading, self.problem, nothing, self._source_label, self.sources):
            column.addWidget(widget)
        column.addWidget(self.found)
        column.addStretch(1)
        buttons = FlowLayout(self._theme)
        for button in (self.go_button, self.other_button, self.close_button):
            buttons.addWidget(button)
        outer.addWidget(FormArea(canvas), 1)
        outer.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(px(_WIDTH), room.width()), min(px(_HEIGHT), room.height()))


def _sources(rescuing: Rescuing) -> tuple[Source, ...]:
    return tuple(islice(rescuing.sources(), _MOST_SOURCES))
