"""What minutes leave out and why: for the window, never for the document."""

from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.vocabulary import Audience, OutcomeKind, ReflectionKind
from flipdesk.i18n import N_, _


class WithheldReason(StrEnum):
    """Why something said is not in the document, or stands there without its speaker."""

    PRIVATE = "private"
    STAYS_IN_THE_ROOM = "stays_in_the_room"
    QUOTE_NOT_ALLOWED = "quote_not_allowed"
    QUOTE_WITHOUT_SPEAKER = "quote_without_speaker"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    SPEAKER_NOT_NAMED = "speaker_not_named"
    NO_TEXT = "no_text"
    KNOWN_BY_ROLE = "known_by_role"
    NO_ROOM = "no_room"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A reflection or outcome that was left out, or whose speaker was; `key` is its GUID."""

    key: str
    kind: ReflectionKind | OutcomeKind
    text: str
    reason: WithheldReason


_SENTENCES = {
    "private": N_("Left out: the note is private."),
    "stays_in_the_room": N_("Left out: observations stay in the room, a citizen could be known."),
    "quote_not_allowed": N_("Left out: the speaker does not want to be quoted."),
    "quote_without_speaker": N_("Left out: a quote needs a speaker who allows it."),
    "consent_withdrawn": N_("Left out: the speaker has withdrawn consent."),
    "speaker_not_named": N_("Shown without a speaker: the speaker does not want to be quoted."),
    "no_text": N_("Left out: the note has no text."),
    "known_by_role": N_("Left out: it speaks of a role that only one in the room has."),
    "no_room": N_("Left out: there is no room on two pages. The summary says that there is more."),
    "left_out": N_("Left out: somebody decided so. The note stays in the knowledge base."),
}


def names_nobody(audience: Audience) -> bool:
    """Return whether no word in a document for this audience may say who somebody is."""
    return audience not in (Audience.PARTICIPANTS, Audience.DECISIONS)


def reason_sentence(reason: WithheldReason) -> str:
    """Return the reason as a sentence in the language in use."""
    return _(_SENTENCES[reason.value])
