"""The small bar of a marked stretch: what can be done with it."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import ElidedLabel
from flipdesk.ui.widgets.measures import Measures

_MOST_ROWS = 3


class SelectionBar(QWidget):
    """Shown while something is marked; a passage that is there already can be taken away too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("selection_bar")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = tuple(QHBoxLayout() for _row in range(_MOST_ROWS))
        for row in self._rows:
            Measures(theme, row, gap=2)
            column.addLayout(row)
        self._buttons: list[Button] = []
        self._places: list[int] = []
        self._words = ElidedLabel(theme, "", "caption", "muted")
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._rows[0].addWidget(self._words)
        self.add_button = self._button("passage_add", _("Make a passage"))
        self.repeat_button = self._button("passage_repeat", _("Repeat"))
        self.give_button = self._button("passage_give", _("Give to Lend an ear…"))
        self.speaker_button = self._button("passage_speaker", _("Who speaks here?"))
        self.export_button = self._button("passage_export", _("Export…"))
        self.silence_button = self._button("passage_silence", _("Silence"))
        self.remove_button = self._button("passage_remove", _("Remove the passage"))
        self.erase_button = self._button("passage_erase", _("Erase for good…"))
        self.close_button = self._button("passage_unmark", _("Unmark"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay_out([0] * len(self._buttons))
        self.hide()

    def show_selection(
        self, selection: tuple[int, int] | None, *, is_passage: bool, is_silenced: bool
    ) -> None:
        """Show what can be done with a stretch, or nothing."""
        self.setVisible(selection is not None)
        if selection is None:
            return
        first, end = selection
        times = f"{format_duration(first)}–{format_duration(end)}"
        self._words.setText(f"{times} · {format_duration(end - first)}")
        self.setAccessibleName(_("Marked: {times}").format(times=times))
        self.add_button.setVisible(not is_passage)
        self.silence_button.setVisible(not is_silenced)
        self.remove_button.setVisible(is_passage)
        lift = _("Make audible again")
        self.remove_button.set_label(lift if is_silenced else _("Remove the passage"))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_repeating(self, *, repeats: bool) -> None:
        """Say whether the stretch is being repeated."""
        self.repeat_button.set_label(_("Stop repeating") if repeats else _("Repeat"))

    def when(self, button: Button, act: Callable[[], object]) -> None:
        """Do something when a button is pressed."""
        button.clicked.connect(lambda _checked=False: act())

    def _button(self, name: str, text: str) -> Button:
        button = Button(self._theme, text, kind="quiet")
        button.setObjectName(name)
        button.set_small(26)
        self._buttons.append(button)
        return button

    def _fit(self) -> None:
        """Let what does not fit beside the others stand in the row below."""
        px = self._theme.px
        left = self.width() - self._words.sizeHint().width() - px(8)
        row, places = 0, []
        for button in self._buttons:
            width = 0 if button.isHidden() else button.sizeHint().width() + px(2)
            if width > left and row < _MOST_ROWS - 1:
                row, left = row + 1, self.width()
            left -= width
            places.append(row)
        self._lay_out(places)

    def _lay_out(self, places: list[int]) -> None:
        if places == self._places:
            return
        self._places = places
        for row in self._rows:
            while row.count() > (1 if row is self._rows[0] else 0):
                row.takeAt(row.count() - 1)
        for place, button in zip(places, self._buttons, strict=True):
            self._rows[place].addWidget(button)
        for row in self._rows:
            row.addStretch(1)
