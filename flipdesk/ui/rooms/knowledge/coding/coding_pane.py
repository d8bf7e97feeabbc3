"""One text and its codings: words are selected, and a digit, R, U or M says what about them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.coding import CodedKind, Coder, Coding, Memo
from flipdesk.domain.ids import CoderId, CodingId
from flipdesk.i18n import _
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.knowledge.card_delegate import CardDelegate
from flipdesk.ui.rooms.knowledge.coding.coded_text import CodedText, Mark
from flipdesk.ui.rooms.knowledge.coding.coding_rows import CodeName, coding_row
from flipdesk.ui.rooms.knowledge.coding.subjects import Subject
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList

_TEXT_LINES = 7


class CodingPane(Pane):
    """Shows what it is told; what somebody wants is said in signals."""

    code_wanted = Signal(str, str)
    """Axis and code for the words that are selected, or for the whole text."""
    uncode_wanted = Signal(str)
    memo_written = Signal(str, str)
    """A coding and what is thought about it."""
    hear_wanted = Signal()
    stretch_wanted = Signal(str)
    """A coding of sound that is to lie on another stretch."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Codes"))
        self.setObjectName("coding_pane")
        self._theme = theme
        self._names: tuple[CodeName, ...] = ()
        self._last: CodeName | None = None
        self._codings: tuple[Coding, ...] = ()
        self._memos: dict[str, Memo] = {}
        self._own: CoderId | None = None
        self.text = CodedText(theme)
        self.code = QComboBox()
        self.code.setObjectName("coding_code")
        self.code.setEditable(True)
        self.code.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.code.completer()
        if isinstance(completer, QCompleter):
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.give_button = Button(theme, _("Give the code"))
        self.give_button.setObjectName("coding_give")
        self.rows = KeyedListModel(self)
        self.list = RowList(theme, _("Codes on this text"), CardDelegate(theme), fixed=True)
        self.list.setObjectName("coding_list")
        self.list.setModel(self.rows)
        self.memo = Field(theme, _("Memo"))
        self.memo.setObjectName("coding_memo")
        self.stretch_button = Button(theme, _("Move its ends…"), kind="quiet")
        self.stretch_button.setObjectName("coding_stretch")
        self.stretch_button.hide()
        self.away_button = Button(theme, _("Take the code away"), kind="quiet")
        self.away_button.setObjectName("coding_away")
        self._lay_out()
        self._connect()

    def offer(self, names: tuple[CodeName, ...]) -> None:
        """Offer codes to give; what stands in the field stays."""
        if names == self._names:
            return
        self._names = names
        typed = self.code.currentText()
        self.code.clear()
        for number, one in enumerate(names, 1):
            digit = f"{number} " if number <= 9 else ""
            self.code.addItem(f"{digit}{one.name}", number - 1)
        self.code.setCurrentText(typed)

    def show_subject(
        self,
        subject: Subject | None,
        codings: Sequence[Coding],
        coders: Mapping[CoderId, Coder],
        own: CoderId | None,
        memos: Sequence[Memo],
    ) -> None:
        """Show a text with the codings that may be seen, and the memos of whoever codes."""
        self._codings, self._own = tuple(codings), own
        self._memos = {one.coding_id: one for one in memos if one.coding_id and one.coder_id == own}
        text = subject.text if subject else ""
        marks = [
            Mark(*one.span_in(text), _potential(one), one.coder_id == own)
            for one in codings
            if one.kind is not CodedKind.SOUND and not one.has_lost_its_words
        ]
        self.text.show_text(text, marks)
        names = {(one.axis, one.code): one.name for one in self._names}
        self.rows.show_rows(
            [
                coding_row(
                    one,
                    coders[one.coder_id].name,
                    names.get((one.axis, one.code), one.code),
                    self._memo_of(one),
                    is_own=one.coder_id == own,
                )
                for one in codings
            ]
        )
        if codings and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.give_button.setEnabled(subject is not None and own is not None)
        self._follow()

    @property
    def chosen(self) -> Coding | None:
        """The coding that is chosen in the list."""
        row = self.list.currentIndex().row()
        return self._codings[row] if 0 <= row < len(self._codings) else None

    def _memo_of(self, coding: Coding) -> str:
        memo = self._memos.get(coding.id)
        return memo.text if memo else ""

    def _follow(self) -> None:
        chosen = self.chosen
        is_own = chosen is not None and chosen.coder_id == self._own
        self.away_button.setEnabled(is_own)
        is_sound = chosen is not None and chosen.kind is CodedKind.SOUND
        self.stretch_button.setVisible(is_sound)
        self.stretch_button.setEnabled(is_own)
        self.memo.setEnabled(chosen is not None and self._own is not None)
        if not self.memo.hasFocus():
            self.memo.setText(self._memo_of(chosen) if chosen else "")

    def _give(self) -> None:
        typed = self.code.currentText().strip()
        place = self.code.findText(typed)
        index = self.code.itemData(place) if place >= 0 else None
        named = [one for one in self._names if one.name.casefold() == typed.casefold()]
        if index is not None:
            self._wish(self._names[int(index)])
        elif named:
            self._wish(named[0])
        elif typed:
            # What the codebook does not have is a free tag.
            self._wish(CodeName("tags", typed, typed))

    def _wish(self, one: CodeName) -> None:
        self._last = one
        self.code_wanted.emit(one.axis, one.code)

    def _on_key(self, sign: str) -> None:
        if sign.isdigit() and 1 <= int(sign) <= len(self._names):
            self._wish(self._names[int(sign) - 1])
        elif sign == "R" and self._last is not None:
            self._wish(self._last)
        elif sign == "U":
            self._take_away()
        elif sign == " ":
            self.hear_wanted.emit()
        elif sign == "M" and self.chosen is not None:
            self.memo.setFocus()
        elif sign == "K":
            self.code.setFocus()
            edit = self.code.lineEdit()
            if edit is not None:
                edit.selectAll()

    def _take_away(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.coder_id == self._own:
            self.uncode_wanted.emit(chosen.id)

    def _move_ends(self) -> None:
        if self.chosen is not None:
            self.stretch_wanted.emit(self.chosen.id)

    def _keep_memo(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.memo.text().strip() != self._memo_of(chosen):
            coding_id: CodingId = chosen.id
            self.memo_written.emit(coding_id, self.memo.text())

    def _lay_out(self) -> None:
        self.text.setMinimumHeight(self._theme.line("body") * 3)
        column = QVBoxLayout()
        Measures(self._theme, column, margins=(14, 10, 14, 6), gap=6)
        column.addWidget(self.text, 2)
        row = QHBoxLayout()
        row.addWidget(FieldLabel(self._theme, _("Code"), self.code))
        row.addWidget(self.code, 1)
        row.addWidget(self.give_button)
        column.addLayout(row)
        column.addWidget(
            Caption(
                self._theme,
                _(
                    "Select words, or none for the whole text. 1–9 give a code, R the last one, K"
                    " finds a code, U takes away, M is for a memo, Space plays it."
                ),
                wrap=True,
            )
        )
        self.body.addLayout(column, 1)
        self.body.addWidget(self.list, 1)
        below = QWidget()
        line = QHBoxLayout(below)
        Measures(self._theme, line, margins=(14, 6, 10, 8), gap=8)
        line.addWidget(FieldLabel(self._theme, _("Memo"), self.memo))
        line.addWidget(self.memo, 1)
        line.addWidget(self.stretch_button)
        line.addWidget(self.away_button)
        self.body.addWidget(below)
        self.lead_focus_to(self.text)

    def _connect(self) -> None:
        self.text.key_pressed.connect(self._on_key)
        self.give_button.clicked.connect(self._give)
        edit = self.code.lineEdit()
        if edit is not None:
            edit.setObjectName("coding_code_text")
            edit.setAccessibleName(_("Code"))
            edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab stops at the box itself
            edit.returnPressed.connect(self._give)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.stretch_button.clicked.connect(self._move_ends)
        self.away_button.clicked.connect(self._take_away)
        self.memo.editingFinished.connect(self._keep_memo)


def _potential(coding: Coding) -> str:
    return coding.code if coding.axis == POTENTIALS_AXIS else ""
