"""The four things that each participant is asked, and what an answer to one says of the others."""

from dataclasses import replace
from enum import StrEnum

from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import Answer, QuoteConsent, RecordingConsent


class Matter(StrEnum):
    """What is asked for: to take part, to be recorded, to be quoted by role and by name."""

    PART = "part"
    RECORDING = "recording"
    BY_ROLE = "by_role"
    BY_NAME = "by_name"


def answer_of(consent: Consent, matter: Matter) -> Answer:
    """Return what somebody said about one matter."""
    match matter:
        case Matter.PART:
            return consent.part
        case Matter.RECORDING:
            return Answer(consent.recording.value)
        case Matter.BY_ROLE:
            return consent.by_role
        case Matter.BY_NAME:
            return consent.by_name


def answered(consent: Consent, matter: Matter, answer: Answer) -> Consent:
    """Return a consent after an answer.

    Who may be quoted by name may be quoted by role; who may not by role, may not by name. Taking
    part withdrawn takes back everything that was said yes to.
    """
    match matter:
        case Matter.PART:
            consent = replace(consent, part=answer)
            return _all_withdrawn(consent) if answer is Answer.WITHDRAWN else consent
        case Matter.RECORDING:
            return replace(consent, recording=RecordingConsent(answer.value))
        case Matter.BY_ROLE:
            return _by_role(consent, answer)
        case Matter.BY_NAME:
            return _by_name(consent, answer)


def is_unasked(consent: Consent) -> bool:
    """Return whether nothing at all has been answered."""
    return all(answer_of(consent, matter) is Answer.UNKNOWN for matter in Matter)


def _by_role(consent: Consent, answer: Answer) -> Consent:
    if answer is Answer.GIVEN:
        covers = consent.quote is not QuoteConsent.NONE
        return consent if covers else replace(consent, quote=QuoteConsent.ROLE)
    by_name = answer if consent.quote is QuoteConsent.NAME else consent.by_name
    return replace(consent, quote=QuoteConsent.NONE, by_role=answer, by_name=by_name)


def _by_name(consent: Consent, answer: Answer) -> Consent:
    if answer is Answer.GIVEN:
        return replace(consent, quote=QuoteConsent.NAME)
    quote = QuoteConsent.ROLE if consent.quote is QuoteConsent.NAME else consent.quote
    return replace(consent, quote=quote, by_name=answer)


def _all_withdrawn(consent: Consent) -> Consent:
    for matter in (Matter.RECORDING, Matter.BY_NAME, Matter.BY_ROLE):
        if answer_of(consent, matter) is Answer.GIVEN:
            consent = answered(consent, matter, Answer.WITHDRAWN)
    return consent
