"""The menu of a transcript: who speaks, what becomes of a segment, and the transcript itself."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.speaker_proposal import by_label
from flipdesk.domain.transcript import Transcript, TranscriptSegment
from flipdesk.i18n import _
from flipdesk.ui.rooms.room import RoomTools

if TYPE_CHECKING:
    from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane


class TranscriptMenu(QMenu):
    """Filled anew each time; the keys of commands stand beside their words."""

    def __init__(self, tools: RoomTools, pane: "TranscriptPane") -> None:
        super().__init__(pane)
        self._commands = tools.commands
        self._pane = pane
        self.setObjectName("transcript_menu")
        self.setAccessibleName(_("Transcript"))

    def show_for(self, record: SessionRecord, transcript: Transcript) -> None:
        """Offer what can be done with the chosen segments and with the transcript."""
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.setParent(None)
            menu.deleteLater()
        chosen = [self._pane.segment(key) for key in self._pane.list.chosen]
        segments = [one for one in chosen if one is not None]
        if segments:
            self._add_speakers(record, segments)
            self._add_labels(record, segments)
            self._add_acts(segments)
            self.addSeparator()
        self._add_transcripts(record, transcript)

    def _add_speakers(self, record: SessionRecord, segments: list[TranscriptSegment]) -> None:
        menu = self._submenu(_("Who speaks?"), "transcript_speakers")
        known = {one.speaker_id for one in segments}
        self._add_people(menu, record, known, self._pane.acts.set_speaker)
        proposals = {self._pane.proposals.get(one.id) for one in segments}
        if len(proposals) == 1:
            person = record.participant(proposals.pop())
            if person is not None:
                words = _("Accept {name} as proposed").format(name=_plain(person.name))
                accept = self.addAction(words)
                accept.setObjectName("transcript_accept_one")
                set_it = partial(self._pane.acts.set_speaker, person.id)
                accept.triggered.connect(lambda _checked=False: set_it())

    def _add_labels(self, record: SessionRecord, segments: list[TranscriptSegment]) -> None:
        labels = dict.fromkeys(one.speaker_label for one in segments if one.speaker_label)
        probable = by_label(self._pane.segments, self._pane.proposals)
        for label in labels:
            words = _("Everywhere: {label} is").format(label=_plain(label))
            menu = self._submenu(words, "transcript_label")
            set_it = partial(self._pane.acts.set_label, label)
            self._add_people(menu, record, {probable.get(label)}, set_it)

    def _add_people(
        self,
        menu: QMenu,
        record: SessionRecord,
        known: set[ParticipantId | None],
        act: Callable[[ParticipantId | None], None],
    ) -> None:
        for person in record.participants:
            action = menu.addAction(_plain(f"{person.initials}  {person.name}"))
            action.setObjectName(f"speaker_{person.initials}")
            action.setCheckable(True)
            action.setChecked(known == {person.id})
            action.triggered.connect(lambda _checked=False, person_id=person.id: act(person_id))
        menu.addSeparator()
        nobody = menu.addAction(_("Nobody is known"))
        nobody.setObjectName("speaker_nobody")
        nobody.triggered.connect(lambda _checked=False: act(None))

    def _add_acts(self, segments: list[TranscriptSegment]) -> None:
        act = self._pane.acts
        for command in ("transcript.reflect", "transcript.quote"):
            self.addAction(self._commands.action(command))
        edit = self.addAction(_("Edit the words") + "\tF2")
        edit.setObjectName("transcript_edit")
        edit.triggered.connect(self._pane.list.edit_current)
        checked = self.addAction(_("Checked against the sound"))
        checked.setObjectName("transcript_checked")
        checked.setCheckable(True)
        checked.setChecked(all(one.is_checked for one in segments))
        checked.triggered.connect(lambda on: act.check(checked=on))
        current = segments[0]
        if current.is_edited:
            words = _("Bring back: {words}").format(words=_plain(_short(current.came_as)))
            restore = self.addAction(words)
            restore.setObjectName("transcript_restore")
            restore.triggered.connect(act.restore)

    def _add_transcripts(self, record: SessionRecord, transcript: Transcript) -> None:
        act = self._pane.acts
        for one in record.transcripts if len(record.transcripts) > 1 else ():
            action = self.addAction(_plain(one.name))
            action.setCheckable(True)
            action.setChecked(one.id == transcript.id)
            choose = partial(self._pane.choose_transcript, one.id)
            action.triggered.connect(lambda _checked=False, choose=choose: choose())
        for name, words, do in (
            ("transcript_rename", _("Rename the transcript…"), act.rename),
            ("transcript_place", _("Place the transcript…"), act.place_again),
            ("transcript_export", _("Save the transcript without names…"), act.export),
            ("transcript_delete", _("Delete the transcript"), act.delete),
        ):
            action = self.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, do=do: do())
        for command in ("transcript.import", "transcript.hear"):
            self.addAction(self._commands.action(command))

    def _submenu(self, words: str, name: str) -> QMenu:
        menu = self.addMenu(words)
        menu.setObjectName(name)
        menu.setAccessibleName(words)
        return menu


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _plain(text: str) -> str:
    """Return a text in which a menu sees no key."""
    return text.replace("&", "&&")
