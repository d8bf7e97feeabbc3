"""Whoever was erased leaves a stand-in in each session: somebody took part, and nobody says who.

A stand-in is known by the beginning of its `person_id`, so that it is one in every knowledge base
and in every file. No two sessions share one: what somebody said in several cannot be put together.
"""

from collections.abc import Iterable

from flipdesk.domain.ids import ParticipantId, PersonId, new_guid
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.vocabulary import Answer, Attendance, RecordingConsent, Role
from flipdesk.i18n import _

_MARK = "00000000-"
_INITIALS = "–"


def is_stand_in(person_id: str) -> bool:
    """Return whether this is nobody any more."""
    return person_id.startswith(_MARK)


def stand_in_for(person: Participant, others: Iterable[Participant]) -> Participant:
    """Return who stands in a session instead of somebody; `others` are everybody in it.

    The role stays when somebody else in the session has it too, for else it says who it was.
    """
    rest = [one for one in others if one.id != person.id]
    shared = any(one.role is person.role and one.attendance.came for one in rest)
    taken = {one.initials for one in rest}
    numbers = (_INITIALS, *(f"{_INITIALS}{n}" for n in range(2, len(taken) + 3)))
    return Participant(
        id=ParticipantId(new_guid()),
        session_id=person.session_id,
        person_id=PersonId(_MARK + new_guid()[len(_MARK) :]),
        position=person.position,
        initials=next(one for one in numbers if one not in taken),
        name=_("Erased participant"),
        role=person.role if shared else Role.OTHER,
        attendance=Attendance.PRESENT if person.attendance.came else person.attendance,
        consent=Consent(RecordingConsent.DECLINED, part=Answer.DECLINED),
    )


def role_word(person: Participant | None) -> str:
    """Return what a text says instead of a name, in the language in use."""
    if person is None:
        return _("a participant")
    return _("a researcher") if person.role.is_research else _("a colleague")
