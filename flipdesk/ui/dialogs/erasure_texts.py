"""The texts that name somebody, a row each, with what becomes of each of them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from flipdesk.domain.erasure import Decision, ErasureKind, NamedText
from flipdesk.i18n import _, ngettext
from flipdesk.services.erasure_run import proposed_of
from flipdesk.services.erasure_words import keeping_words, place_words
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures

_ROWS_SHOWN = 6
_AROUND = 60


class ErasureTexts(QWidget):
    """What is proposed stands there; rows that are chosen are decided about together."""

    def __init__(self, theme: Theme, kind: ErasureKind, texts: Sequence[NamedText]) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._texts = tuple(texts)
        self._decisions = proposed_of(self._texts)
        self.setObjectName("erasure_texts")
        self.table = QTableWidget(len(self._texts), 3)
        self.table.setObjectName("erasure_texts_table")
        self.table.setAccessibleName(_("Texts to decide about"))
        self.buttons: dict[Decision, Button] = {}
        self._lay_out()
        self._fill()
        self.table.itemSelectionChanged.connect(self._show_choices)
        self.table.setCurrentCell(0, 0)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """What becomes of each text, by its key."""
        return dict(self._decisions)

    def decide(self, decision: Decision) -> None:
        """Let this become of the texts that are chosen, as far as it can."""
        for row in self._chosen_rows():
            text = self._texts[row]
            if decision in text.choices:
                self._decisions[text.key] = decision
                self._show_decision(row)

    def _chosen_rows(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def _fill(self) -> None:
        for row, text in enumerate(self._texts):
            words = _around(text)
            self.table.setItem(row, 0, _item(place_words(text)))
            item = _item(words)
            item.setToolTip(text.text)
            self.table.setItem(row, 1, item)
            self.table.setItem(row, 2, _item(""))
            self._show_decision(row)

    def _show_decision(self, row: int) -> None:
        text = self._texts[row]
        item = self.table.item(row, 2)
        if item is not None:
            item.setText(keeping_words(self._kind, self._decisions[text.key]))

    def _show_choices(self) -> None:
        chosen = [self._texts[row] for row in self._chosen_rows()]
        for decision, button in self.buttons.items():
            button.setEnabled(any(decision in one.choices for one in chosen))

    def _lay_out(self) -> None:
        count = len(self._texts)
        if self._kind is ErasureKind.PASSAGE:
            words = ngettext(
                "{n} note was made in the passage", "{n} notes were made in the passage", count
            )
        else:
            words = ngettext("{n} text names the person", "{n} texts name the person", count)
        column = QVBoxLayout(self)
        Measures(self._theme, column, margins=(0, 0, 0, 0), gap=6)
        column.addWidget(FlowText(self._theme, words.format(n=count), "strong"))
        table = self.table
        table.setHorizontalHeaderLabels([_("Where"), _("Text"), _("What becomes of it")])
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        rows = min(count, _ROWS_SHOWN) + 1
        table.setMinimumHeight(rows * self._theme.px(28) + self._theme.px(8))
        column.addWidget(table)
        row = QHBoxLayout()
        Measures(self._theme, row, gap=8)
        for decision in self._all_choices():
            button = Button(self._theme, keeping_words(self._kind, decision))
            button.setObjectName(f"erasure_{decision}")
            button.clicked.connect(self._deciding(decision))
            self.buttons[decision] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _all_choices(self) -> tuple[Decision, ...]:
        found = {choice for text in self._texts for choice in text.choices}
        return tuple(one for one in Decision if one in found)

    def _deciding(self, decision: Decision) -> Callable[[], None]:
        return lambda: self.decide(decision)


def _around(text: NamedText) -> str:
    """Return the words around the first place that names somebody, on one line."""
    first = text.spans[0][0] if text.spans else 0
    begin = max(0, first - _AROUND)
    words = " ".join(text.text[begin : first + 2 * _AROUND].split())
    before = "…" if begin else ""
    after = "…" if len(text.text) > first + 2 * _AROUND else ""
    return f"{before}{words}{after}"


def _item(words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item
