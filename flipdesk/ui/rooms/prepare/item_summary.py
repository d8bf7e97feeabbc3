"""An agenda item in two lines to read."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.agenda import AgendaItem
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.icon_text import IconText
from flipdesk.ui.widgets.measures import Measures


class ItemSummary(QWidget):
    """All that is written of an item in one wrapping line; the materials stand in `materials`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._item: AgendaItem | None = None
        self._taken_up: tuple[str, ...] = ()
        self._words = FlowText(theme)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self.materials = IconText(theme, "paperclip", "", "caption", "muted")
        self.materials.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(0, 0, 13, 0))
        column.addWidget(self._words)
        theme.changed.connect(self._restyle)

    def show_item(self, item: AgendaItem, taken_up: Sequence[str] = ()) -> None:
        self._item, self._taken_up = item, tuple(taken_up)
        self.materials.set_text(" · ".join(item.materials))
        self._restyle()

    def _restyle(self) -> None:
        item = self._item
        if item is None:
            return
        muted = self._theme.colour("muted").name()
        parts = (
            (_("Purpose:"), item.purpose),
            (_("How:"), item.how),
            (_("Plan B:"), item.plan_b),
            (_("Since last time:"), "; ".join(self._taken_up)),
        )
        words = [
            f'<span style="color:{muted}">{escape(name)}</span> {escape(text)}'
            for name, text in parts
            if text
        ]
        nothing = escape(_("Nothing written yet about what it is for and how it is held."))
        empty = f'<span style="color:{muted}">{nothing}</span>'
        self._words.setText(" &nbsp; ".join(words) or empty)
