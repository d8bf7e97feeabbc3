"""Asking what becomes of the recording when somebody in it may not be recorded, in its place."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.passage_consent import is_against, turns_of
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.i18n import N_, _, pgettext
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.workspace import Workspace

_ASKED = {
    RecordingConsent.WITHDRAWN: N_(
        "{name} has withdrawn consent to the recording. What is to be done? Only the places where"
        " {name} is noted as speaking can be silenced; the sound stays on the disk until it is"
        " erased. If in doubt, stop the recording."
    ),
    RecordingConsent.DECLINED: N_(
        "{name} may not be recorded. What is to be done? Only the places where {name} is noted as"
        " speaking can be silenced; the sound stays on the disk until it is erased. If in doubt,"
        " stop the recording."
    ),
}
_GIVEN_BACK = {
    PassageKind.WITHDRAWN: N_("{name} may be recorded again. What {name} said is still marked."),
    PassageKind.SILENCED: N_("{name} may be recorded again. What {name} said is still silenced."),
}
_UNPLACED = N_(
    "{name} may not be in the recording, and nobody has noted when {name} spoke. FlipDesk cannot"
    " find {name} by the voice: listen to it in Compile, and erase for good what {name} says, or"
    " the whole session."
)
Choice = tuple[str, Callable[[], object]]


class WithdrawalQuestion(QObject):
    """Stop, mark or silence: asked once of each, while recording of everybody who is here.

    In a session that has been recorded it is asked when a consent changes. Put aside, it comes
    again only when the consent changes again; the menu of the person offers the same.
    """

    def __init__(
        self,
        workspace: Workspace,
        recording: RecordingDesk,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recording = recording
        self._messages = messages
        self._answered_anew: set[ParticipantId] = set()
        self._shown: dict[ParticipantId, tuple[str, bool]] = {}
        self._was_on = False
        workspace.changed.connect(self._on_workspace_changed)
        workspace.session_opened.connect(self._on_session_opened)
        recording.changed.connect(self._on_recording_changed)

    def _on_workspace_changed(self, changes: Changes) -> None:
        for row in changes.rows:
            if row.table != "participation" or row.before is None or row.after is None:
                continue
            if row.before["consent_recording"] != row.after["consent_recording"]:
                person_id = ParticipantId(row.id)
                self._answered_anew.add(person_id)
                self._dismiss(person_id)
        if changes.touches("participation", "turn", "recording"):
            self._review()

    def _on_session_opened(self) -> None:
        self._answered_anew.clear()
        self._review()

    def _on_recording_changed(self) -> None:
        # It tells ten times a second how loud it is.
        if self._is_on != self._was_on:
            self._was_on = self._is_on
            self._review()

    @property
    def _is_on(self) -> bool:
        """Whether the open session is being recorded."""
        return self._recording.is_recording and not self._recording.is_elsewhere

    def _review(self) -> None:
        record = self._workspace.record
        people = record.participants if record is not None else ()
        wanted = {one.id for one in people if record is not None and self._is_due(record, one)}
        for person_id in [one for one in self._shown if one not in wanted]:
            self._dismiss(person_id)
        for one in people:
            if one.id in wanted:
                self._ask(one)

    def _is_due(self, record: SessionRecord, person: Participant) -> bool:
        if not is_against(person):
            given = person.consent.recording is RecordingConsent.GIVEN
            return given and person.withdrawal is not None and person.id in self._answered_anew
        if person.withdrawal is not None:
            return False
        has_spoken = bool(turns_of(record, person.id))
        if self._is_on:
            return has_spoken or person.attendance.came
        is_heard = has_spoken or not person.attendance.is_away
        return is_heard and bool(record.recordings) and person.id in self._answered_anew

    def _ask(self, person: Participant) -> None:
        sentence = self._sentence(person, is_unplaced=self._is_unplaced(person))
        before = self._shown.get(person.id)
        if before is not None and before[0] not in self._messages.sentences:
            return  # It has been put aside.
        if before == (sentence, self._is_on):
            return
        self._dismiss(person.id)
        self._shown[person.id] = (sentence, self._is_on)
        self._messages.show_message(
            "warning" if is_against(person) else "info",
            sentence,
            choices=self._choices(person),
            close_text=pgettext("withdrawal", "Not now"),
        )
        announce(self._messages, sentence, urgent=True)

    def _is_unplaced(self, person: Participant) -> bool:
        """Whether somebody may be heard in what was recorded, and nobody knows where."""
        record = self._workspace.record
        has_spoken = record is not None and bool(turns_of(record, person.id))
        return person.withdrawal is None and not has_spoken and not self._is_on

    @staticmethod
    def _sentence(person: Participant, *, is_unplaced: bool) -> str:
        if is_unplaced:
            return _(_UNPLACED).format(name=person.name)
        if person.withdrawal is not None:
            return _(_GIVEN_BACK[person.withdrawal]).format(name=person.name)
        return _(_ASKED[person.consent.recording]).format(name=person.name)

    def _choices(self, person: Participant) -> tuple[Choice, ...]:
        if self._is_unplaced(person):
            return ()
        withdrawal, now_ms = self._workspace.desk.withdrawal, self._recording.position_ms
        if person.withdrawal is not None:
            return ((_("Release it"), self._doing(lambda: withdrawal.take_back(person.id))),)
        marked = _("What {name} says is marked, also from now on").format(name=person.name)
        silent = _(
            "The places where {name} is noted as speaking are silenced, also from now on"
        ).format(name=person.name)
        stop = (_("Stop the recording"), lambda: self._stop(person.id))
        stopping = (stop,) if self._is_on else ()
        return (
            *stopping,
            (
                _("Mark the places"),
                self._doing(lambda: withdrawal.mark(person.id, now_ms()), marked),
            ),
            (
                _("Silence the places"),
                self._doing(lambda: withdrawal.silence(person.id, now_ms()), silent),
            ),
        )

    def _stop(self, person_id: ParticipantId) -> None:
        """Stop the recording, and ask about what has been said until now."""
        del self._shown[person_id]
        self._answered_anew.add(person_id)
        self._recording.stop()

    def _doing(self, action: Callable[[], Step], notice: str = "") -> Callable[[], object]:
        return lambda: self._workspace.perform(action, notice=notice)

    def _dismiss(self, person_id: ParticipantId) -> None:
        sentence, _was_on = self._shown.pop(person_id, ("", False))
        if sentence:
            self._messages.dismiss(sentence)
