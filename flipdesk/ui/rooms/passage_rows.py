"""The passages of a block of Lån et øre, a row each: hear it, what it is, from where to where."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import _
from flipdesk.services.passages import Heard, shown_title
from flipdesk.ui.passage_player import PassagePlayer
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import ElidedLabel
from flipdesk.ui.widgets.measures import Measures

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class PassageRows(QWidget):
    """Rows with a button each that plays and stops, and one to take out where that is wanted.

    In a narrow pane from where to where stands below what it is.
    """

    taken_out = Signal(str)
    """Somebody does not want the passage of this id in the block any more."""

    def __init__(
        self,
        theme: Theme,
        player: PassagePlayer,
        *,
        can_take_out: bool = False,
        is_narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._player = player
        self._can_take_out = can_take_out
        self._is_narrow = is_narrow
        self._shown: tuple[Heard, ...] = ()
        self._rows: list[QWidget] = []
        self._buttons: dict[str, Button] = {}
        self._heard: str | None = None
        self.setObjectName("passage_rows")
        self.setAccessibleName(_("Passages"))
        self._column = QVBoxLayout(self)
        Measures(theme, self._column, margins=(0, 0, 0, 0), gap=2)
        player.changed.connect(self._show_heard)

    def show_passages(self, passages: Sequence[Heard]) -> None:
        """Show these passages; nothing is touched when they are those that stand there."""
        if tuple(passages) == self._shown:
            return
        shown = {heard.passage.id for heard in passages}
        if self._player.passage_id in self._buttons and self._player.passage_id not in shown:
            # Its button goes, and nobody could stop it.
            self._player.stop()
        self._show(tuple(passages))

    def stop(self) -> None:
        """Stop what is heard, if it stands here: its button goes out of sight."""
        if self._player.passage_id in self._buttons:
            self._player.stop()

    def _show(self, passages: tuple[Heard, ...]) -> None:
        self._shown = passages
        for row in self._rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._buttons.clear()
        self._rows = [self._row(heard) for heard in passages]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, heard: Heard) -> QWidget:
        passage, title = heard.passage, shown_title(heard.passage)
        row = QWidget()
        line = QHBoxLayout(row)
        Measures(self._theme, line, margins=(0, 0, 0, 0), gap=8)
        play = Button(self._theme, icon="play", kind="quiet")
        play.set_small(26)
        play.setObjectName("hear_passage")
        play.clicked.connect(lambda: self._player.toggle(passage.id))
        self._buttons[passage.id] = play
        self._show_button(heard, is_heard=passage.id == self._player.passage_id)
        line.addWidget(play)
        words = QBoxLayout(_DOWN if self._is_narrow else _ACROSS)
        Measures(self._theme, words, margins=(0, 0, 0, 0), gap=0 if self._is_narrow else 8)
        words.addWidget(ElidedLabel(self._theme, passage.title or _("Passage")), 1)
        words.addWidget(ElidedLabel(self._theme, place_text(heard), "caption", "muted"))
        line.addLayout(words, 1)
        if self._can_take_out:
            name = _("Take {title} out of the block").format(title=title)
            out = Button(self._theme, icon="x", kind="quiet", name=name)
            out.set_small(26)
            out.setObjectName("take_passage_out")
            out.clicked.connect(partial(self.taken_out.emit, passage.id))
            line.addWidget(out)
        return row

    def _show_button(self, heard: Heard, *, is_heard: bool) -> None:
        button, words = self._buttons[heard.passage.id], _("Hear {title}")
        if is_heard:
            words = _("Stop {title}")
        button.set_icon_name("circle-stop" if is_heard else "play")
        button.setAccessibleName(words.format(title=shown_title(heard.passage)))
        button.setToolTip(button.accessibleName())

    def _show_heard(self) -> None:
        before, self._heard = self._heard, self._player.passage_id
        for heard in self._shown:
            title, is_heard = shown_title(heard.passage), heard.passage.id == self._heard
            if is_heard or heard.passage.id == before:
                self._show_button(heard, is_heard=is_heard)
            if self.isVisible() and is_heard:
                announce(self, _("{title} is played").format(title=title))
            elif self.isVisible() and heard.passage.id == before and self._heard is None:
                announce(self, _("{title} is over").format(title=title))


def place_text(heard: Heard) -> str:
    """Return "12:04–13:10 · 1:06", with the session when it is another one's recording."""
    passage = heard.passage
    start, end, length = map(
        format_duration, (passage.from_ms, passage.to_ms, passage.to_ms - passage.from_ms)
    )
    words = _("{start}–{end} · {length}").format(start=start, end=end, length=length)
    return f"{heard.elsewhere} · {words}" if heard.elsewhere else words
