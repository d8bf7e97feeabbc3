"""The pane "Transskription": what was said, segment by segment, beside the player."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import ParticipantId, TranscriptId, TranscriptSegmentId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.speaker_proposal import proposed
from flipdesk.domain.stretch import Stretch, joined
from flipdesk.domain.transcript import Transcript, TranscriptKind, TranscriptSegment, in_order
from flipdesk.i18n import _, ngettext
from flipdesk.ui.models.keyed_rows import KeyedRow
from flipdesk.ui.models.transcript_rows import TranscriptRows
from flipdesk.ui.rooms.compile.kept_drafts import KeptDrafts
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.playing_segment import PlayingSegment
from flipdesk.ui.rooms.compile.transcript_actions import TranscriptActions
from flipdesk.ui.rooms.compile.transcript_find import TranscriptFind
from flipdesk.ui.rooms.compile.transcript_list import TranscriptList
from flipdesk.ui.rooms.compile.transcript_menu import TranscriptMenu
from flipdesk.ui.rooms.compile.transcript_source import TranscriptSource
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.pane import Pane

_FEW, _MANY = 50, 500
_BREATH_MS = 500
_OTHERS = ("transcript", "participation", "person", "turn", "passage")
_CONCERNS = ("transcript_segment", *_OTHERS)


class TranscriptPane(Pane):
    """Reads a transcript when it is first shown, and after that only what has changed."""

    shown_changed = Signal()
    """Another transcript is shown, or its segments lie elsewhere."""

    def __init__(self, tools: RoomTools, listening: Listening, drafts: KeptDrafts) -> None:
        super().__init__(tools.theme, _("Transcript"))
        self.setObjectName("transcript_pane")
        self._workspace = tools.workspace
        self._listening = listening
        self._record: SessionRecord | None = None
        self._wanted: TranscriptId | None = None
        self._is_stale = True
        self._shown: TranscriptId | None = None
        self._segments: tuple[TranscriptSegment, ...] = ()
        self.proposals: dict[TranscriptSegmentId, ParticipantId] = {}
        self._rows = TranscriptRows()
        self.source = TranscriptSource(tools.theme)
        self.find_bar = TranscriptFind(tools.theme)
        self.list = TranscriptList(tools.theme)
        self.acts = TranscriptActions(tools, drafts, self)
        self._menu = TranscriptMenu(tools, self)
        self.menu_button = Button(tools.theme, _("Speaker and more"), kind="quiet")
        self.menu_button.setObjectName("transcript_menu_button")
        self.menu_button.set_small(26, normal_weight=True)
        self.menu_button.set_trailing_icon("chevron-down")
        self.header_layout.addWidget(self.menu_button)
        for part in (self.source, self.find_bar):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.lead_focus_to(self.list)
        self.playing = PlayingSegment(listening, self)
        self.list.delegate.draft_of = drafts.of
        self.list.delegate.drafted.connect(
            lambda index, text: drafts.keep(self.list.segments.key_at(index) or "", text)
        )
        self._connect()

    @property
    def transcript(self) -> Transcript | None:
        """The transcript that is shown: the one chosen, else the newest."""
        every = self.known
        return next((one for one in every if one.id == self._wanted), every[-1] if every else None)

    @property
    def known(self) -> tuple[Transcript, ...]:
        """The transcripts of the session."""
        return self._record.transcripts if self._record is not None else ()

    @property
    def segments(self) -> tuple[TranscriptSegment, ...]:
        """What is shown, in the order it is read."""
        return self._segments

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where on the timeline something is said; what a breath parts is one."""
        return joined((one.from_ms, one.to_ms + _BREATH_MS) for one in self._segments if one.text)

    def segment(self, key: str) -> TranscriptSegment | None:
        return next((one for one in self._segments if one.id == key), None)

    def show_record(self, record: SessionRecord | None) -> None:
        """Show the transcript of a session."""
        before = self.transcript
        self._record = record
        if self.transcript != before:
            self._is_stale = True
        self.load()

    def choose_transcript(self, transcript_id: TranscriptId) -> None:
        """Show another transcript of the session."""
        self._wanted = transcript_id
        self._is_stale = True
        self.load()

    def load(self) -> None:
        """Read what is to be shown, unless it is known already; rows are made when it is seen."""
        transcript = self.transcript
        if self._is_stale:
            self._is_stale = False
            store = self._workspace.desk.base.transcript_segments
            self._segments = () if transcript is None else store.of_transcript(transcript.id)
            self.shown_changed.emit()
        if self.isVisible() or transcript is None:
            self._show()

    def _connect(self) -> None:
        act, view = self.acts, self.list
        self._workspace.changed.connect(self._on_workspace_changed)
        view.reached.connect(self._on_reached)
        view.play_wanted.connect(self._on_play_wanted)
        view.delegate.text_written.connect(
            lambda index, text: act.rewrite(view.segments.key_at(index), text)
        )
        view.delegate.split_wanted.connect(
            lambda index, text, at: act.split(view.segments.key_at(index), text, at)
        )
        view.delegate.join_wanted.connect(
            lambda index, text: act.join(view.segments.key_at(index), text)
        )
        view.delegate.next_wanted.connect(act.edit_next)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda at: self._open_menu(view.viewport().mapToGlobal(at))
        )
        self.menu_button.clicked.connect(self._on_menu_button_clicked)
        self.source.accept_button.clicked.connect(act.accept_all)
        self.find_bar.looked_for.connect(self._on_looked_for)
        self.find_bar.step_wanted.connect(self._on_find_step)
        self.find_bar.closed.connect(view.setFocus)

    def tab_order(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through, in order."""
        return (self.menu_button, self.source.accept_button, self.find_bar.field, self.list)

    def _show(self) -> None:
        record, transcript = self._record, self.transcript
        if record is None or transcript is None:
            self.list.segments.show_segments("", [])
            self._shown = None
            self.source.show_transcript(None)
            self.shown_changed.emit()
            return
        self.proposals = proposed(self._segments, record.turns)
        if self._shown == transcript.id:
            rows = self._rows.rows(record, self._segments, self.proposals)
            self.list.segments.show_segments(transcript.id, rows)
        else:
            keys = [one.id for one in self._segments]
            make = partial(self._rows_between, record, self._segments, self.proposals)
            self.list.segments.begin(transcript.id, keys, make)
        self._shown = transcript.id
        if not self.list.currentIndex().isValid() and self._segments:
            self.list.setCurrentIndex(self.list.segments.index(0))
        self._tell(transcript)
        self.shown_changed.emit()

    def _rows_between(
        self,
        record: SessionRecord,
        segments: tuple[TranscriptSegment, ...],
        proposals: dict[TranscriptSegmentId, ParticipantId],
        begin: int,
        end: int,
    ) -> list[KeyedRow]:
        return self._rows.rows(record, segments[begin:end], proposals)

    def _tell(self, transcript: Transcript) -> None:
        """Say what is shown and how far somebody has come with it."""
        checked = sum(one.is_checked for one in self._segments)
        self.source.show_transcript(
            transcript, len(self._segments), checked, proposals=len(self.proposals)
        )
        self.set_note(transcript.name if transcript.kind is TranscriptKind.IMPORTED else "")

    def _change_in_place(self, changed: Sequence[str]) -> bool:
        """Show what segments say now that lie where they lay, without a look at the others."""
        record, transcript = self._record, self.transcript
        store = self._workspace.desk.base.transcript_segments
        found = {one.id: one for one in store.some(map(TranscriptSegmentId, changed))}
        before = [one for one in self._segments if one.id in found]
        fresh = [found[one.id] for one in before]
        lies = [(one.from_ms, one.to_ms, one.position, bool(one.text)) for one in before]
        if (
            record is None
            or transcript is None
            or not self.isVisible()
            or len(fresh) != len(changed)
            or lies != [(one.from_ms, one.to_ms, one.position, bool(one.text)) for one in fresh]
        ):
            return False
        self._segments = tuple(found.get(one.id, one) for one in self._segments)
        settled = {key: one for key, one in self.proposals.items() if key not in found}
        self.proposals = settled | proposed(fresh, record.turns)
        self.list.segments.replace(self._rows.rows(record, fresh, self.proposals))
        self._tell(transcript)
        return True

    def _on_workspace_changed(self, changes: Changes) -> None:
        if not changes.touches(*_CONCERNS):
            return
        changed = changes.ids("transcript_segment")
        is_known = not self._is_stale and len(changed) <= _MANY
        if changed and is_known and not changes.touches(*_OTHERS):
            self._record = self._workspace.record
            if self._change_in_place(changed):
                return
        owner = self.transcript.id if self.transcript else None
        if changes.touches("transcript") or len(changed) > _FEW:
            self._is_stale = True
        elif changed and not self._is_stale:
            store = self._workspace.desk.base.transcript_segments
            kept = [one for one in self._segments if one.id not in changed]
            found = (store.get(TranscriptSegmentId(one)) for one in changed)
            here = [one for one in found if one is not None and one.transcript_id == owner]
            self._segments = in_order((*kept, *here))
        self._record = self._workspace.record
        self.load()

    def _on_reached(self, key: str) -> None:
        segment = self.segment(key)
        if segment is None:
            return
        if self._listening.player.is_playing:
            self._listening.seek(segment.from_ms)
        else:
            self._listening.cue(segment.from_ms)

    def _on_play_wanted(self, key: str) -> None:
        segment = self.segment(key)
        if segment is not None:
            self._listening.hear_from(segment.from_ms)

    def _on_menu_button_clicked(self) -> None:
        corner = self.menu_button.rect().bottomLeft()
        self._open_menu(self.menu_button.mapToGlobal(corner))

    def _open_menu(self, at: QPoint) -> None:
        if self._record is not None and self.transcript is not None:
            self._menu.show_for(self._record, self.transcript)
            self._menu.popup(at)

    def _on_looked_for(self, words: str) -> None:
        self.list.segments.look_for(words)
        self._on_find_step(0)

    def _on_find_step(self, step: int) -> None:
        """Go to the next hit, or the one before; to the one here or behind for a step of 0."""
        hits = self.list.segments.hits
        if not hits:
            self.find_bar.say(_("Nothing found") if self.find_bar.field.text().strip() else "")
            return
        rows = [self.list.segments.index_of(key).row() for key in hits]
        here = self.list.currentIndex().row()
        if step < 0:
            place = max((n for n, row in enumerate(rows) if row < here), default=len(hits) - 1)
        else:
            place = next((n for n, row in enumerate(rows) if row >= here + step), 0)
        self.list.choose(hits[place])
        counted = ngettext("{n} of {count} segment", "{n} of {count} segments", len(hits))
        self.find_bar.say(counted.format(n=place + 1, count=len(hits)))
