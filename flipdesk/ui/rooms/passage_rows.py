"""The passages of a block of Lån et øre, a row each: hear it, what it is, from where to where."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import _
from flipdesk.services.passages import Heard, shown_title
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import ElidedLabel
from flipdesk.ui.widgets.measures import Measures


class PassageRows(QWidget):
    """Rows that can be played once somebody has said so, and taken out where that is wanted."""

    passage_wanted = Signal(str)
    """Somebody wants to hear the passage of this id."""
    taken_out = Signal(str)
    """Somebody does not want the passage of this id in the block any more."""

    def __init__(
        self, theme: Theme, *, can_take_out: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_take_out = can_take_out
        self._can_play = False
        self._shown: tuple[Heard, ...] = ()
        self._rows: list[QWidget] = []
        self.setObjectName("passage_rows")
        self.setAccessibleName(_("Passages"))
        self._column = QVBoxLayout(self)
        Measures(theme, self._column, margins=(0, 0, 0, 0), gap=2)

    def allow_playing(self) -> None:
        """Show a button in front of each passage, from now on; `passage_wanted` tells of it."""
        self._can_play = True
        self._show(self._shown)

    def show_passages(self, passages: Sequence[Heard]) -> None:
        """Show these passages; nothing is touched when they are those that stand there."""
        if tuple(passages) != self._shown:
            self._show(tuple(passages))

    def _show(self, passages: tuple[Heard, ...]) -> None:
        self._shown = passages
        for row in self._rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(heard) for heard in passages]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, heard: Heard) -> QWidget:
        passage, title = heard.passage, shown_title(heard.passage)
        row = QWidget()
        line = QHBoxLayout(row)
        Measures(self._theme, line, margins=(0, 0, 0, 0), gap=8)
        if self._can_play:
            play = Button(
                self._theme, icon="play", kind="quiet", name=_("Hear {title}").format(title=title)
            )
            play.set_small(26)
            play.setObjectName("hear_passage")
            play.clicked.connect(partial(self.passage_wanted.emit, passage.id))
            line.addWidget(play)
        line.addWidget(ElidedLabel(self._theme, passage.title or _("Passage")), 1)
        line.addWidget(ElidedLabel(self._theme, place_text(heard), "caption", "muted"))
        if self._can_take_out:
            name = _("Take {title} out of the block").format(title=title)
            out = Button(self._theme, icon="x", kind="quiet", name=name)
            out.set_small(26)
            out.setObjectName("take_passage_out")
            out.clicked.connect(partial(self.taken_out.emit, passage.id))
            line.addWidget(out)
        return row


def place_text(heard: Heard) -> str:
    """Return "12:04–13:10 · 1:06", with the session when it is another one's recording."""
    passage = heard.passage
    start, end, length = map(
        format_duration, (passage.from_ms, passage.to_ms, passage.to_ms - passage.from_ms)
    )
    words = _("{start}–{end} · {length}").format(start=start, end=end, length=length)
    return f"{heard.elsewhere} · {words}" if heard.elsewhere else words
