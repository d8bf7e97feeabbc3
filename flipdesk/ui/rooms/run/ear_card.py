"""The guide to Lån et øre: a card that leads a group through a clip, never in the way."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication

from flipdesk.domain.agenda import running
from flipdesk.domain.changes import Step
from flipdesk.domain.ear_round import EarRound, EarStep
from flipdesk.domain.ids import AgendaItemId, ParticipantId, PassageId, SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.services.lend_an_ear import EarMark
from flipdesk.ui.clip_import import ClipImport
from flipdesk.ui.rooms.run.ear_notes import EarNotes
from flipdesk.ui.rooms.run.ear_page import EarPage, EarTools
from flipdesk.ui.rooms.run.ear_stage import STEPS, EarStage
from flipdesk.ui.rooms.run.ear_talk_pages import mark_words
from flipdesk.ui.widgets.announce import announce


class EarCard(EarStage):
    """Shown while a block of Lån et øre is on, or when it is asked for; every step is stored."""

    floor_given = Signal(object)
    """Somebody has the floor now; None when nobody has."""
    next_item_wanted = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools)
        self._tools = tools
        self._round: EarRound | None = None
        self._item_id: AgendaItemId | None = None
        self._record: SessionRecord | None = None
        self._is_wanted = False
        self._closed_in: AgendaItemId | None = None
        self._notes = EarNotes(tools)
        self.clips = ClipImport(tools.workspace, tools.jobs, self)
        # What has just become visible has no place yet.
        self._bring = QTimer(self, singleShot=True)
        self._bring.timeout.connect(self.bring_into_view)
        self._connect()
        self.hide()

    @property
    def step(self) -> EarStep:
        return self._round.step if self._round is not None else EarStep.FRAMING

    @property
    def page(self) -> EarPage:
        return self.pages[self.step]

    def show_record(self, record: SessionRecord | None) -> None:
        """Show what is stored now; in another block the guide follows along."""
        item = running(record.agenda) if record is not None else None
        item_id = item.id if item is not None else None
        other_session = self._session_of(record) != self._session_of(self._record)
        if other_session or item_id != self._item_id:
            self._is_wanted, self._notes.clip_ms = False, None
        self.show_session(self._session_of(record))
        self._record, self._item_id = record, item_id
        service = self._tools.service
        session_id = self._session_of(record)
        self._round = service.current(session_id, item_id) if session_id is not None else None
        is_block = item is not None and item.kind is AgendaKind.LEND_AN_EAR
        is_closed = self._closed_in is not None and self._closed_in == item_id
        offered = self._is_wanted or self._round is not None or is_block
        shown = record is not None and offered and not is_closed
        if shown:
            self.show_page(self.step, self._round)
        elif self.isVisible():
            self._tools.player.stop()
        self.setVisible(shown)

    def toggle(self) -> None:
        """Show the guide and go to it, or close it."""
        if self.isVisible():
            self.close_guide()
            return
        self._is_wanted, self._closed_in = True, None
        self.show_record(self._tools.workspace.record)
        self.opened.emit()
        if self.isVisible():
            self._go_into_page()

    def close_guide(self) -> None:
        """Close the guide; a round that was begun is kept where it is."""
        self.page.store()
        self._is_wanted, self._closed_in = False, self._item_id
        if self._item_id is None and self._round is not None:
            self._go(EarStep.OVER)
        self._tools.player.stop()
        self.hide()
        self.closed.emit()

    def go_back(self) -> None:
        if self.isVisible() and self.step is not EarStep.FRAMING:
            self.page.store()
            self._go(STEPS[STEPS.index(self.step) - 1])

    def go_on(self) -> None:
        """Go to the next step, whatever is left out; the last one ends the round."""
        if not self.isVisible():
            return
        before = self.step
        self.page.store()
        if self.step is before:
            following = STEPS.index(before) + 1
            self._go(STEPS[following] if following < len(STEPS) else EarStep.OVER)

    def play(self) -> None:
        """Play or pause the clip, where it is to be heard."""
        if self.isVisible() and self.step in (EarStep.LISTENING, EarStep.PATTERNS):
            self.listening.toggle()

    def mark(self) -> None:
        """Mark a moment in the clip that is being heard."""
        one = self._round
        if one is not None and self.isVisible() and one.passage_id is not None:
            self._notes.mark(one)
            announce(self, _("Marked"))

    def _note_pattern(self, mark: EarMark) -> None:
        self._notes.note(self._begun(), mark, mark_words(mark)[0])
        self.patterns.words.setFocus()
        self._bring.start()

    def _word(self, words: str) -> None:
        if self._round is not None:
            self._notes.word(self._round, words)

    def _frame(self, colleague: ParticipantId | None, question: str) -> None:
        service, one = self._tools.service, self._round
        session_id = self._session_of(self._record)
        if session_id is None:
            return
        fields = {"colleague_id": colleague, "question": question}
        if one is not None:
            if (one.colleague_id, one.question) != (colleague, question):
                self._tools.perform(lambda: service.change(one.id, **fields))
        elif colleague is not None or question:
            item_id = self._item_id
            self._tools.perform(lambda: service.begin(session_id, item_id, **fields))

    def _choose(self, passage_id: PassageId | None) -> None:
        one, service = self._begun(), self._tools.service
        self._tools.player.stop()
        self._notes.clip_ms = None
        step = EarStep.LISTENING if passage_id is not None else EarStep.PATTERNS
        self._moving(lambda: service.change(one.id, passage_id=passage_id, step=step))

    def _say(self, words: str) -> None:
        one, service, moment = self._begun(), self._tools.service, self._tools.moment_now()
        self._moving(lambda: service.say_heard(one.id, words, moment))

    def _take(self, words: str, is_trial: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._notes.take(self._begun(), words, is_trial=is_trial)
        announce(self, _("Saved"))

    def _end(self, *, another: bool) -> None:
        self.taking.store()
        self._go(EarStep.OVER)
        if another:
            self._is_wanted = True
            self.show_record(self._tools.workspace.record)
            self.framing.colleague.setFocus()
        else:
            self._is_wanted = False
            self.show_record(self._tools.workspace.record)
            self.next_item_wanted.emit()

    def _go(self, step: EarStep) -> None:
        one, service = self._begun(), self._tools.service
        self._moving(lambda: service.go_to(one.id, step))

    def _moving(self, action: Callable[[], Step]) -> None:
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        before = (self.step, self._round.turn_id if self._round else None)
        self._tools.perform(action)
        one = self._round
        after = (self.step, one.turn_id if one else None)
        if before != after:
            if self.step not in (EarStep.LISTENING, EarStep.PATTERNS):
                self._tools.player.stop()
            if self.step is EarStep.HEARD and one is not None:
                self.floor_given.emit(one.turn_id)
            elif self.step is EarStep.TAKING and one is not None:
                self.floor_given.emit(one.colleague_id)
            elif before[0] in (EarStep.HEARD, EarStep.TAKING):
                self.floor_given.emit(None)
        if had_focus and self.isVisible():
            self._go_into_page()

    def _go_into_page(self) -> None:
        self.page.first.setFocus()
        self._bring.start()

    def _begun(self) -> EarRound:
        """Return the round; it is begun when nothing was said in its frame."""
        if self._round is None:
            service, session_id = self._tools.service, self._session_of(self._record)
            item_id = self._item_id
            if session_id is None:
                raise BugError("no session is open")
            self._tools.perform(lambda: service.begin(session_id, item_id))
        if self._round is None:
            raise BugError("the round was not begun")
        return self._round

    def _on_moved(self, at_ms: int) -> None:
        if self._round is not None and self._tools.player.passage_id == self._round.passage_id:
            self._notes.clip_ms = at_ms
            self.listening.show_place(at_ms)

    @staticmethod
    def _session_of(record: SessionRecord | None) -> SessionId | None:
        return record.session.id if record is not None else None

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.close_guide)
        self.framing.framed.connect(self._frame)
        self.framing.go_on.connect(self.go_on)
        self.choosing.chosen.connect(self._choose)
        self.choosing.file_wanted.connect(lambda: self.clips.ask(self.choosing.select))
        self.listening.marked.connect(self.mark)
        self.listening.go_on.connect(self.go_on)
        self.patterns.noted.connect(self._note_pattern)
        self.patterns.worded.connect(self._word)
        self.patterns.go_on.connect(self.go_on)
        self.heard.said.connect(self._say)
        self.taking.taken.connect(self._take)
        self.taking.next_clip.connect(lambda: self._end(another=True))
        self.taking.next_item.connect(lambda: self._end(another=False))
        self._tools.player.moved.connect(self._on_moved)
