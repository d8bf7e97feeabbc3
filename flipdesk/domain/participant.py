"""A participant: one person in one session, with role, attendance and consent."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count

from flipdesk.domain.ids import OrganisationId, ParticipantId, PersonId, SessionId
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.vocabulary import (
    Answer,
    Attendance,
    ConsentWay,
    LegalBasis,
    QuoteConsent,
    RecordingConsent,
    Role,
)


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody said to the four questions, when, how and on what legal basis.

    `quote` rules: quoted by name is quoted by role, too. `by_role` and `by_name` say yes exactly
    when it does, and otherwise why not. Without a `basis` that of the session holds.
    """

    recording: RecordingConsent = RecordingConsent.UNKNOWN
    quote: QuoteConsent = QuoteConsent.NONE
    part: Answer = Answer.UNKNOWN
    by_role: Answer = Answer.UNKNOWN
    by_name: Answer = Answer.UNKNOWN
    on: date | None = None
    way: ConsentWay | None = None
    basis: LegalBasis | None = None

    def __post_init__(self) -> None:
        covered = {
            "by_role": self.quote is not QuoteConsent.NONE,
            "by_name": self.quote is QuoteConsent.NAME,
        }
        for name, is_given in covered.items():
            answer = getattr(self, name)
            if is_given:
                answer = Answer.GIVEN
            elif answer is Answer.GIVEN:
                answer = Answer.DECLINED
            object.__setattr__(self, name, answer)


@dataclass(frozen=True, slots=True)
class Participant:
    """One person in one session; initials are unique within it.

    `withdrawal` is what becomes of their turns while they may not be recorded: marked (withdrawn),
    silenced, or None when nobody has chosen.
    """

    id: ParticipantId
    session_id: SessionId
    person_id: PersonId
    position: int
    initials: str
    name: str
    role: Role = Role.OTHER
    organisation_id: OrganisationId | None = None
    organisation: str | None = None
    unit: str | None = None
    attendance: Attendance = Attendance.INVITED
    arrived: datetime | None = None
    left: datetime | None = None
    consent: Consent = Consent()
    withdrawal: PassageKind | None = None


def suggested_initials(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Return initials for a name that nobody in the session has: Åse Bjerre becomes ÅB.

    Second choice is the first two letters of the first name and the last initial, then numbers.
    """
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    if not words:
        return ""
    first, last = words[0], words[-1]
    plain = (first[0] + last[0]).upper() if len(words) > 1 else first[:2].upper()
    candidates = [plain, (first[:2] + last[0]).upper(), (first[0] + last[:2]).upper()]
    numbered = (f"{plain}{n}" for n in count(2))
    return next(one for one in chain(candidates, numbered) if one not in taken)
