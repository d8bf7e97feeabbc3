"""The columns of the table of people and consent, and what can be chosen in them."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.vocabulary import Answer, Attendance, ConsentWay, LegalBasis, Role
from flipdesk.domain.words import word
from flipdesk.i18n import _, pgettext


class PeopleColumn(IntEnum):
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
    PeopleColumn.PART: Matter.PART,
    PeopleColumn.RECORDING: Matter.RECORDING,
    PeopleColumn.BY_ROLE: Matter.BY_ROLE,
    PeopleColumn.BY_NAME: Matter.BY_NAME,
}
CHOSEN = (*MATTERS, PeopleColumn.WAY, PeopleColumn.BASIS)
"""The columns where a key or a menu chooses, and nothing is written."""
WHO = tuple(column for column in PeopleColumn if column <= PeopleColumn.ATTENDANCE)
SAID = (
    PeopleColumn.NAME,
    PeopleColumn.INITIALS,
    *(column for column in PeopleColumn if column > PeopleColumn.ATTENDANCE),
)
"""What is shown where there is no room for all columns: one of these two."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with its words, and the letter that chooses it."""

    value: StrEnum | None
    words: str
    letter: str = ""


def choices(column: PeopleColumn) -> tuple[Choice, ...]:
    """Return what can be chosen in a column; Space goes through it in this order."""
    if column in MATTERS:
        return (
            Choice(Answer.UNKNOWN, word(Answer.UNKNOWN), pgettext("key", "U")),
            Choice(Answer.GIVEN, word(Answer.GIVEN), pgettext("key", "Y")),
            Choice(Answer.DECLINED, word(Answer.DECLINED), pgettext("key", "N")),
            Choice(Answer.WITHDRAWN, word(Answer.WITHDRAWN), pgettext("key", "W")),
        )
    if column is PeopleColumn.WAY:
        return (
            Choice(None, _("not said"), pgettext("key", "U")),
            Choice(ConsentWay.RECORDING, word(ConsentWay.RECORDING), pgettext("way", "R")),
            Choice(ConsentWay.WRITTEN, word(ConsentWay.WRITTEN), pgettext("way", "W")),
            Choice(ConsentWay.EMAIL, word(ConsentWay.EMAIL), pgettext("way", "E")),
            Choice(ConsentWay.OTHER, word(ConsentWay.OTHER), pgettext("way", "O")),
        )
    if column is PeopleColumn.BASIS:
        return (
            Choice(None, _("as the session"), pgettext("key", "U")),
            Choice(LegalBasis.CONSENT, word(LegalBasis.CONSENT), pgettext("basis", "C")),
            Choice(LegalBasis.RESEARCH, word(LegalBasis.RESEARCH), pgettext("basis", "R")),
            Choice(LegalBasis.OTHER, word(LegalBasis.OTHER), pgettext("basis", "O")),
        )
    if column is PeopleColumn.ROLE:
        return tuple(Choice(role, word(role)) for role in Role)
    if column is PeopleColumn.ATTENDANCE:
        return tuple(Choice(one, word(one)) for one in Attendance)
    return ()


def heading(column: PeopleColumn) -> str:
    """Return the heading of a column, as short as it has to be."""
    return {
        PeopleColumn.NAME: _("Name"),
        PeopleColumn.INITIALS: _("Init."),
        PeopleColumn.ROLE: _("Role"),
        PeopleColumn.ORGANISATION: _("Organisation"),
        PeopleColumn.UNIT: _("Team"),
        PeopleColumn.ATTENDANCE: _("Attendance"),
        PeopleColumn.PART: _("Takes part"),
        PeopleColumn.RECORDING: _("Sound"),
        PeopleColumn.BY_ROLE: _("Quote, role"),
        PeopleColumn.BY_NAME: _("Quote, name"),
        PeopleColumn.DATE: _("Date"),
        PeopleColumn.WAY: _("How"),
        PeopleColumn.BASIS: _("Basis"),
    }[column]


def full_heading(column: PeopleColumn) -> str:
    """Return what a column is about, in full."""
    return {
        PeopleColumn.INITIALS: _("Initials"),
        PeopleColumn.UNIT: _("Team or department"),
        PeopleColumn.PART: _("Consent to taking part"),
        PeopleColumn.RECORDING: _("Consent to being recorded"),
        PeopleColumn.BY_ROLE: _("Consent to being quoted by role"),
        PeopleColumn.BY_NAME: _("Consent to being quoted by name"),
        PeopleColumn.DATE: _("The day the consent was said"),
        PeopleColumn.WAY: _("How the consent was given"),
        PeopleColumn.BASIS: _("Legal basis"),
    }.get(column, heading(column))
