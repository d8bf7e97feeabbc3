"""The participants of a session as rows, by surname in Danish order."""

from typing import Literal

from flipdesk.domain.danish import sort_key
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, QuoteConsent, RecordingConsent, SessionState
from flipdesk.domain.words import word
from flipdesk.i18n import ngettext, pgettext
from flipdesk.ui.delegates.roles import ParticipantRow
from flipdesk.ui.models.keyed_rows import KeyedListModel

Shown = Literal["given", "declined", "unknown"]
_RECORDING: dict[RecordingConsent, Shown] = {
    RecordingConsent.GIVEN: "given",
    RecordingConsent.DECLINED: "declined",
    RecordingConsent.WITHDRAWN: "declined",
    RecordingConsent.UNKNOWN: "unknown",
}


class ParticipantsModel(KeyedListModel):
    """Rows keyed by participant id."""

    def show_record(self, record: SessionRecord) -> None:
        """Show the participants of a session."""
        people = sorted(record.participants, key=surname_first)
        self.show_rows([(one.id, participant_row(one)) for one in people])


def surname_first(participant: Participant) -> str:
    """Return the key that sorts a participant by surname, then by the other names."""
    *given, surname = participant.name.split() or [""]
    return sort_key(f"{surname} {' '.join(given)}")


def is_away(participant: Participant) -> bool:
    """Return whether somebody has sent regrets or stayed away."""
    return participant.attendance.is_away


def coming_words(record: SessionRecord) -> str:
    """Return how many are expected, or came once the session has been held."""
    count = sum(not is_away(one) for one in record.participants)
    coming = ngettext("{count} comes", "{count} come", count)
    came = ngettext("{count} came", "{count} came", count)
    held = record.session.state is SessionState.ENDED
    return (came if held else coming).format(count=count)


def is_unasked(participant: Participant) -> bool:
    """Return whether somebody who is expected has not said whether they may be recorded."""
    is_unknown = participant.consent.recording is RecordingConsent.UNKNOWN
    return is_unknown and not is_away(participant)


def participant_row(participant: Participant) -> ParticipantRow:
    """Return a participant as the participants' pane shows one."""
    away = is_away(participant)
    attendance = {
        Attendance.REGRETS: pgettext("participant", "regrets"),
        Attendance.ABSENT: pgettext("participant", "absent"),
    }
    return ParticipantRow(
        name=participant.name,
        role_text=attendance.get(participant.attendance) or word(participant.role),
        recording=_RECORDING[participant.consent.recording],
        quote_text=quote_text(participant),
        initials=participant.initials,
        research=participant.role.is_research,
        away=away,
    )


def quote_text(participant: Participant) -> str:
    """Return how somebody may be quoted: by name, by role, not, or "–" while nobody knows."""
    match participant.consent.quote:
        case QuoteConsent.NAME:
            return pgettext("quoted by", "name")
        case QuoteConsent.ROLE:
            return pgettext("quoted by", "role")
        case QuoteConsent.NONE:
            if participant.consent.recording is RecordingConsent.UNKNOWN:
                return "–"
            return pgettext("quoted by", "no")
