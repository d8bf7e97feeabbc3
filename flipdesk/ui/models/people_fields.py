"""The columns of the table of people and consent, and what can be chosen in them."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.vocabulary import Answer, Attendance, ConsentWay, LegalBasis, Role
from flipdesk.domain.words import word
from flipdesk.i18n import _, pgettext


class PeopleField(IntEnum):
    """Columns in their order: who somebody is, then what they have said."""

    NAME = 0
    INITIALS = 1
    ROLE = 2
    ORGANISATION = 3
    UNIT = 4
    ATTENDANCE = 5
    PART = 6
    RECORDING = 7
    BY_ROLE = 8
    BY_NAME = 9
    DATE = 10
    WAY = 11
    BASIS = 12


MATTERS = {
    PeopleField.PART: Matter.PART,
    PeopleField.RECORDING: Matter.RECORDING,
    PeopleField.BY_ROLE: Matter.BY_ROLE,
    PeopleField.BY_NAME: Matter.BY_NAME,
}
CHOSEN = (*MATTERS, PeopleField.WAY, PeopleField.BASIS)
"""The columns where a key or a menu chooses, and nothing is written."""
WHO = tuple(column for column in PeopleField if column <= PeopleField.ATTENDANCE)
SAID = (
    PeopleField.NAME,
    PeopleField.INITIALS,
    *(column for column in PeopleField if column > PeopleField.ATTENDANCE),
)
"""What is shown where there is no room for all columns: one of these two."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with its words, and the letter that chooses it."""

    value: StrEnum | None
    words: str
    letter: str = ""


def choices(column: PeopleField) -> tuple[Choice, ...]:
    """Return what can be chosen in a column; Space goes through it in this order."""
    if column in MATTERS:
        return (
            Choice(Answer.UNKNOWN, word(Answer.UNKNOWN), pgettext("key", "U")),
            Choice(Answer.GIVEN, word(Answer.GIVEN), pgettext("key", "Y")),
            Choice(Answer.DECLINED, word(Answer.DECLINED), pgettext("key", "N")),
            Choice(Answer.WITHDRAWN, word(Answer.WITHDRAWN), pgettext("key", "W")),
        )
    if column is PeopleField.WAY:
        return (
            Choice(None, _("not said"), pgettext("key", "U")),
            Choice(ConsentWay.RECORDING, word(ConsentWay.RECORDING), pgettext("way", "R")),
            Choice(ConsentWay.SPOKEN, word(ConsentWay.SPOKEN), pgettext("way", "M")),
            Choice(ConsentWay.WRITTEN, word(ConsentWay.WRITTEN), pgettext("way", "W")),
            Choice(ConsentWay.EMAIL, word(ConsentWay.EMAIL), pgettext("way", "E")),
            Choice(ConsentWay.OTHER, word(ConsentWay.OTHER), pgettext("way", "O")),
        )
    if column is PeopleField.BASIS:
        return (
            Choice(None, _("as the session"), pgettext("key", "U")),
            Choice(LegalBasis.CONSENT, word(LegalBasis.CONSENT), pgettext("basis", "C")),
            Choice(LegalBasis.RESEARCH, word(LegalBasis.RESEARCH), pgettext("basis", "R")),
            Choice(LegalBasis.OTHER, word(LegalBasis.OTHER), pgettext("basis", "O")),
        )
    if column is PeopleField.ROLE:
        return tuple(Choice(role, word(role)) for role in Role)
    if column is PeopleField.ATTENDANCE:
        return tuple(Choice(one, word(one)) for one in Attendance)
    return ()


def heading(column: PeopleField) -> str:
    """Return the heading of a column, as short as it has to be."""
    return {
        PeopleField.NAME: _("Name"),
        PeopleField.INITIALS: _("Init."),
        PeopleField.ROLE: _("Role"),
        PeopleField.ORGANISATION: _("Organisation"),
        PeopleField.UNIT: _("Team"),
        PeopleField.ATTENDANCE: _("Attendance"),
        PeopleField.PART: _("Takes part"),
        PeopleField.RECORDING: _("Sound"),
        PeopleField.BY_ROLE: _("Quote, role"),
        PeopleField.BY_NAME: _("Quote, name"),
        PeopleField.DATE: _("Date"),
        PeopleField.WAY: _("How"),
        PeopleField.BASIS: _("Basis"),
    }[column]


def full_heading(column: PeopleField) -> str:
    """Return what a column is about, in full."""
    return {
        PeopleField.INITIALS: _("Initials"),
        PeopleField.UNIT: _("Team or department"),
        PeopleField.PART: _("Consent to taking part"),
        PeopleField.RECORDING: _("Consent to being recorded"),
        PeopleField.BY_ROLE: _("Consent to being quoted by role"),
        PeopleField.BY_NAME: _("Consent to being quoted by name"),
        PeopleField.DATE: _("The day the consent was said"),
        PeopleField.WAY: _("How the consent was given"),
        PeopleField.BASIS: _("Legal basis"),
    }.get(column, heading(column))
