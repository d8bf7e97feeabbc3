"""The column of notes, which gets a second page when the session has a transcript."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from flipdesk.domain.ids import TranscriptId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.i18n import _
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.segments import Segments

NOTES, TRANSCRIPT = 0, 1


class SpokenColumn(QWidget):
    """Either page has the switch in the place of its title; without a transcript none is there."""

    def __init__(self, theme: Theme, notes: NotesPane, transcript: TranscriptPane) -> None:
        super().__init__()
        self.setObjectName("spoken_column")
        self._transcript = transcript
        self._pages: tuple[Pane, ...] = (notes, transcript)
        self._stack = QStackedLayout(self)
        self._switches = []
        for place, pane in enumerate(self._pages):
            self._stack.addWidget(pane)
            choices = ((_("Notes"), ""), (_("Transcript"), ""))
            switch = Segments(theme, _("Notes or transcript"), choices)
            switch.setObjectName(f"spoken_switch_{place}")
            for n, name in enumerate(("notes", "transcript")):
                switch.button(n).setObjectName(f"spoken_{place}_{name}")
            switch.choose(place)
            switch.chosen.connect(self._on_switch_chosen)
            pane.lead_with(switch)
            self._switches.append(switch)
        self.show_record(None)

    @property
    def shown(self) -> Pane:
        """The page that is seen."""
        return self._pages[self._stack.currentIndex()]

    @property
    def shows_transcript(self) -> bool:
        return self._stack.currentIndex() == TRANSCRIPT

    def show_record(self, record: SessionRecord | None) -> None:
        """Offer the transcript if there is one."""
        has_one = record is not None and bool(record.transcripts)
        for pane in self._pages:
            pane.show_lead(shown=has_one)
        if not has_one:
            self.show_page(NOTES)
        self._transcript.show_record(record)

    def show_page(self, place: int) -> None:
        """Show the notes or the transcript."""
        if self._stack.currentIndex() == place:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._stack.setCurrentIndex(place)
        if place == TRANSCRIPT:
            self._transcript.load()
        if had_focus:
            self._switches[place].button(place).setFocus()

    def show_notes(self) -> None:
        """Show the notes."""
        self.show_page(NOTES)

    def toggle(self) -> None:
        """Show the other page, if the session has a transcript."""
        if self._transcript.transcript is not None:
            self.show_page(NOTES if self.shows_transcript else TRANSCRIPT)
            self.shown.setFocus()

    def switch_buttons(self, place: int) -> tuple[QWidget, ...]:
        """Return the buttons of the switch on a page, in order."""
        return tuple(self._switches[place].button(n) for n in (NOTES, TRANSCRIPT))

    def reveal(self, table: str, key: str) -> None:
        """Show the transcript that something was done to."""
        if table == "transcript" and self._transcript.transcript is not None:
            self.show_page(TRANSCRIPT)
            if any(one.id == key for one in self._transcript.known):
                self._transcript.choose_transcript(TranscriptId(key))

    def show_segment(self, segment: TranscriptSegment) -> None:
        """Show a segment of a transcript, as when one comes from Viden."""
        self.show_page(TRANSCRIPT)
        self._transcript.choose_transcript(segment.transcript_id)
        self._transcript.list.choose(segment.id)
        self._transcript.list.setFocus()

    def _on_switch_chosen(self, place: int) -> None:
        switch = self._switches[self._stack.currentIndex()]
        self.show_page(place)
        # The switch that was left says again what its own page is.
        own = self._switches.index(switch)
        if switch.current != own:
            with QSignalBlocker(switch):
                switch.choose(own)
