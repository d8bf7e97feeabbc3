"""Two things that are easily forgotten: who has not been asked, and that it still records."""

from typing_extensions import override

from flipdesk.domain.changes import Changes
from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import RecordingConsent, SessionState
from flipdesk.i18n import _, ngettext, pgettext
from flipdesk.services.capturing import Moment
from flipdesk.ui.recording_messages import RecordingMessages


class RecordingQuestions(RecordingMessages):
    """Each is asked once of a recording, in its place, and never holds anything up."""

    @override
    def _set_up(self) -> None:
        self._unasked = ""
        self._was_recording = self._end_asked = False
        self._recording.changed.connect(self._on_recording_changed)
        self._workspace.changed.connect(self._on_workspace_changed)

    @property
    def _end_sentence(self) -> str:
        return _("The session is over, but it is still being recorded.")

    def _on_recording_changed(self) -> None:
        records = self._recording.is_recording
        if records == self._was_recording:
            return
        self._was_recording, self._end_asked = records, False
        self._messages.dismiss(self._end_sentence)
        if records:
            self._ask_consent()
        else:
            self._put_consent_away()

    def _on_workspace_changed(self, changes: Changes) -> None:
        if not self._recording.is_recording or self._recording.is_elsewhere:
            return
        if self._unasked and changes.touches("participation"):
            self._put_consent_away()
            self._ask_consent()
        if changes.touches("session"):
            self._ask_end()

    def _unknown(self) -> list[Participant]:
        record = self._workspace.record
        return [
            one
            for one in (record.participants if record is not None else ())
            if one.consent.recording is RecordingConsent.UNKNOWN and not one.attendance.is_away
        ]

    def _ask_consent(self) -> None:
        unknown = self._unknown()
        if not unknown or self._recording.is_elsewhere:
            return
        words = ngettext(
            "{count} participant has not answered about the recording.",
            "{count} participants have not answered about the recording.",
            len(unknown),
        )
        self._unasked = words.format(count=len(unknown))
        self._messages.show_message(
            "warning",
            self._unasked,
            choices=(
                (_("All have said yes"), self._note_consent),
                (_("See who"), self._commands.action("room.prepare").trigger),
            ),
            close_text=pgettext("recording", "Later"),
        )

    def _note_consent(self) -> None:
        consents, unknown = self._workspace.desk.consents, self._unknown()
        self._unasked = ""
        ids = [one.id for one in unknown]
        moment = Moment(self._workspace.now(), self._recording.position_ms())
        self._workspace.perform(
            lambda: consents.say_on_recording(ids, moment), notice=_("Their consent is noted")
        )

    def _put_consent_away(self) -> None:
        if self._unasked:
            self._messages.dismiss(self._unasked)
            self._unasked = ""

    def _ask_end(self) -> None:
        record = self._workspace.record
        is_over = record is not None and record.session.state is SessionState.ENDED
        if not is_over:
            self._end_asked = False
            self._messages.dismiss(self._end_sentence)
        elif not self._end_asked:
            self._end_asked = True
            self._messages.show_message(
                "warning",
                self._end_sentence,
                _("Stop the recording"),
                self._recording.stop,
                close_text=pgettext("recording", "Go on"),
            )
