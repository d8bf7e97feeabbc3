"""Coding like a researcher: the texts of a session, whoever codes, and another coder beside."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.coding import Coder, Coding
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.ids import CoderId, SessionId
from flipdesk.domain.playing import main_recording
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _, language
from flipdesk.services.codebook_words import codebook_in
from flipdesk.services.coder_comparing import CoderComparing
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.knowledge.card_delegate import CardDelegate
from flipdesk.ui.rooms.knowledge.choice_box import offer
from flipdesk.ui.rooms.knowledge.coding.coding_acts import CodingActs
from flipdesk.ui.rooms.knowledge.coding.coding_bar import CodingBar
from flipdesk.ui.rooms.knowledge.coding.coding_pane import CodingPane
from flipdesk.ui.rooms.knowledge.coding.coding_rows import (
    CodeName,
    code_names,
    hidden_words,
    text_row,
)
from flipdesk.ui.rooms.knowledge.coding.compare_pane import ComparePane
from flipdesk.ui.rooms.knowledge.coding.sound_choosing import SoundChoosing
from flipdesk.ui.rooms.knowledge.coding.subjects import (
    Stretch,
    Subject,
    sound_subject,
    subject_id,
    subjects_of,
)
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.columns import Column, Columns
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn

_LIST, _FOLDS_BELOW = 420, 820


class CodingPage(KnowledgePage):
    """Blind coding hides what others coded and says that it is there; comparing shows it."""

    name = "coding"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self._record: SessionRecord | None = None
        self._subjects: dict[str, Subject] = {}
        self._acts = CodingActs(tools.workspace)
        self.sound = SoundChoosing(tools, self._acts, self)
        self._codings: tuple[Coding, ...] = ()
        self._coders: dict[CoderId, Coder] = {}
        self._names: tuple[CodeName, ...] = ()
        self.bar = CodingBar(tools.theme)
        self.session, self.coder, self.other = self.bar.session, self.bar.coder, self.bar.other
        self.blind, self.hidden = self.bar.blind, self.bar.hidden
        self.rows = KeyedListModel(self)
        self.list = RowList(tools.theme, _("Texts"), CardDelegate(tools.theme), fixed=True)
        self.list.setObjectName("coding_texts")
        self.list.setModel(self.rows)
        self.texts = Pane(tools.theme, _("Texts"))
        self.sound_button = Button(tools.theme, _("Code sound…"), kind="quiet")
        self.sound_button.setObjectName("coding_sound")
        self.sound_button.set_small(26)
        self.pane = CodingPane(tools.theme)
        self.compared = ComparePane(tools.theme)
        self._empty = EmptyState(
            tools.theme,
            "tag",
            _("There is nothing to code yet"),
            _("When a session has reflections or a transcript, its words are coded here."),
        )
        self._lay_out()
        self._connect()

    @property
    def coder_id(self) -> CoderId | None:
        """Whoever codes now, None before somebody has given a name."""
        typed = self.coder.currentText().strip().casefold()
        return next((one.id for one in self._coders.values() if one.name.casefold() == typed), None)

    @override
    def refresh(self) -> None:
        base = self.workspace.desk.base
        sessions = [
            (f"{one.title} · {format_date_short(one.starts)}", one.id)
            for one in base.sessions.all()
        ]
        opened = self.workspace.session_id
        offer(self.session, sessions, self.session.currentData() or opened)
        self._coders = {one.id: one for one in base.coders.all()}
        typed = self.coder.currentText() or base.author
        offer(self.coder, [(one.name, one.id) for one in self._coders.values()], None)
        self.coder.setCurrentText(typed)
        self._read()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        beside = self.pane if self._beside.currentWidget() is self.pane else self.compared
        return (self.session, self.list, beside)

    @override
    def on_entered(self) -> None:
        self.list.setFocus()

    def _read(self) -> None:
        """Read the session that is chosen, with everything that was coded in it."""
        base, session_id = self.workspace.desk.base, self.session.currentData()
        if not session_id:
            self._stack.setCurrentIndex(1)
            return
        record = base.record(SessionId(session_id))
        record = replace(record, codebook=codebook_in(record.codebook, language()))
        segments = base.transcript_segments.of_session(record.session.id)
        self._codings = base.codings.of_session(record.session.id)
        chosen = self.sound.chosen_in(record.session.id)
        subjects = subjects_of(record, segments, self._shown(), chosen)
        self._record, self._subjects = record, {one.id: one for one in subjects}
        recording = main_recording(record.recordings)
        self.sound_button.setVisible(recording is not None)
        self._names = code_names(record.codebook, self._codings)
        self.pane.offer(self._names)
        self._stack.setCurrentIndex(0 if subjects else 1)
        others = [(one.name, one.id) for one in self._coders.values() if one.id != self.coder_id]
        offer(self.other, [(_("Nobody"), ""), *others], self.other.currentData())
        self._show_texts()

    def _shown(self) -> list[Coding]:
        """Return the codings that may be seen by whoever codes."""
        own = self.coder_id
        return [one for one in self._codings if not self.blind.isChecked() or one.coder_id == own]

    def _show_texts(self) -> None:
        record = self._record
        if record is None:
            return
        names = {f"{one.axis}/{one.code}": one for one in self._names}
        shown = self._shown()
        by_text: dict[str, list[Coding]] = {}
        for one in shown:
            by_text.setdefault(subject_id(one), []).append(one)
        self.rows.show_rows(
            [
                text_row(one, record, by_text.get(one.id, ()), names)
                for one in self._subjects.values()
            ]
        )
        if self._subjects and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.texts.set_note(str(len(self._subjects)))
        is_blind = self.blind.isChecked()
        hidden = hidden_words(self._codings, list(self._coders.values()), self.coder_id)
        self.hidden.setText(hidden if is_blind else "")
        self.hidden.setVisible(bool(self.hidden.text()))
        self._show_subject()
        self._show_comparison()

    def _show_subject(self) -> None:
        record, key = self._record, self.rows.key_at(self.list.currentIndex())
        if record is None:
            return
        memos = self.workspace.desk.base.memos.of_session(record.session.id)
        shown = [one for one in self._shown() if subject_id(one) == key]
        subject = self._subjects.get(key or "")
        self.pane.show_subject(subject, shown, self._coders, self.coder_id, memos)

    def _show_comparison(self) -> None:
        record, own = self._record, self.coder_id
        other = self._coders.get(CoderId(self.other.currentData() or ""))
        if record is None or own is None or other is None:
            self._beside.setCurrentWidget(self.pane)
            return
        found = CoderComparing(self.workspace.desk.base).compare(record.session.id, own, other.id)
        names = {f"{one.axis}/{one.code}": one.name for one in self._names}
        texts = {key: one.text for key, one in self._subjects.items()}
        self.compared.show_comparison(found, (self._coders[own], other), names, texts)
        self._beside.setCurrentWidget(self.compared)

    @property
    def subject(self) -> Subject | None:
        """What is chosen to be coded."""
        return self._subjects.get(self.rows.key_at(self.list.currentIndex()) or "")

    def _code(self, axis: str, code: str) -> None:
        """Give the selected words, or the whole text, a code by whoever codes."""
        subject, record, coder_id = self.subject, self._record, self._coder()
        if subject is not None and record is not None and coder_id is not None:
            span = self.pane.text.chosen
            self._acts.give(coder_id, record.session.id, subject, (axis, code), span)

    def _coder(self) -> CoderId | None:
        """Return whoever codes; a new name becomes a coder."""
        coder_id = self.coder_id or self._acts.coder(self.coder.currentText())
        if coder_id is None:
            self.coder.setFocus()
        return coder_id

    def _write_memo(self, coding_id: str, text: str) -> None:
        coder_id = self._coder()
        if coder_id is not None:
            self._acts.write_memo(coder_id, coding_id, text)

    def _choose_sound(self) -> None:
        if self._record is not None:
            self.sound.choose(self._record, self.subject)

    def _on_sound_chosen(self, stretch: Stretch) -> None:
        self._read()
        self.list.setCurrentIndex(self.rows.index_of(sound_subject(stretch).id))
        self.pane.text.setFocus()

    def _move_ends(self, coding_id: str) -> None:
        coding = next((one for one in self._codings if one.id == coding_id), None)
        if coding is not None:
            self.sound.move(coding)

    def _hear(self) -> None:
        if self._record is not None and self.subject is not None and self.isVisible():
            self.sound.hear(self._record, self.subject)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.sound.stop()

    def _go_to(self, text_id: str) -> None:
        """Show the codes of a text on which two coders differ."""
        index = self.rows.index_of(text_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.other.setCurrentIndex(0)
            self._show_comparison()
            self.pane.text.setFocus()

    def _lay_out(self) -> None:
        self.texts.setObjectName("coding_texts_pane")
        self.texts.body.addWidget(self.list)
        self.texts.header_layout.addWidget(self.sound_button)
        self.texts.lead_focus_to(self.list)
        beside = QWidget()
        self._beside = QStackedLayout(beside)
        self._beside.addWidget(self.pane)
        self._beside.addWidget(self.compared)
        self._columns = Columns(
            self.theme,
            Column(self.texts, _("Texts"), _LIST, _FOLDS_BELOW),
            Column(beside, _("Codes"), 0, _FOLDS_BELOW, is_main=True),
        )
        whole = ColumnCanvas()
        inside = QVBoxLayout(whole)
        Measures(self.theme, inside, margins=(0, 0, 0, 0), gap=10)
        inside.addWidget(self.bar)
        inside.addWidget(self._columns, 1)
        # A stack without a parent would show its first page as a window of its own.
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(ScrollColumn(whole, "coding_column"))
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self.remember(self._columns.widths)
        acts: tuple[tuple[QComboBox, Callable[[], None]], ...] = (
            (self.session, self._read),
            (self.coder, self._read),
            (self.other, self._show_comparison),
        )
        for box, act in acts:
            box.activated.connect(lambda _place, act=act: act())
        self.bar.coder_named.connect(self._read)
        self.blind.toggled.connect(lambda _on: self._read())
        self.list.selectionModel().currentChanged.connect(lambda *_change: self._show_subject())
        self.pane.code_wanted.connect(self._code)
        self.pane.uncode_wanted.connect(self._acts.take_away)
        self.pane.hear_wanted.connect(self._hear)
        self.pane.stretch_wanted.connect(self._move_ends)
        self.sound_button.clicked.connect(self._choose_sound)
        self.sound.chosen.connect(self._on_sound_chosen)
        self.commands.bind("play.toggle_here", self._hear)
        self.commands.reach(self.list)
        self.pane.memo_written.connect(self._write_memo)
        self.compared.text_wanted.connect(self._go_to)
