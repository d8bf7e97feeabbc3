"""The consent of a participant in a session file, and what becomes of the turns without it."""

from datetime import date
from typing import Any

from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.vocabulary import (
    Answer,
    ConsentWay,
    LegalBasis,
    QuoteConsent,
    RecordingConsent,
)
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, object_of, objects, text_of
from flipdesk.i18n import _

_CONTRADICTS = {"quote_role": ("role", "name"), "quote_name": ("name",)}


def check_consents(data: Object, problems: Problems) -> None:
    """Note every refusal to be quoted that the consent to be quoted contradicts."""
    for index, participant in objects(data, "participants"):
        consent = object_of(participant, "consent")
        for key, quotes in _CONTRADICTS.items():
            if consent.get(key) is not None and text_of(consent, "quote") in quotes:
                path = ("participants", index, "consent", key)
                problems.add(path, _("contradicts quote, which says yes to it"))


def build_consent(participant: Object) -> tuple[Consent, PassageKind | None]:
    """Return what somebody consented to, and what becomes of their turns without it."""
    said = participant.get("consent", {})
    consent = Consent(
        recording=RecordingConsent(said.get("recording", RecordingConsent.UNKNOWN)),
        quote=QuoteConsent(said.get("quote", QuoteConsent.NONE)),
        part=Answer(said.get("part", Answer.UNKNOWN)),
        by_role=Answer(said.get("quote_role", Answer.UNKNOWN)),
        by_name=Answer(said.get("quote_name", Answer.UNKNOWN)),
        on=date.fromisoformat(said["on"]) if "on" in said else None,
        way=ConsentWay(said["way"]) if "way" in said else None,
        basis=LegalBasis(said["basis"]) if "basis" in said else None,
    )
    return consent, PassageKind(said["withdrawal"]) if "withdrawal" in said else None


def consent_object(participant: Participant) -> dict[str, str]:
    """Return what stands in the file for somebody's consent: nothing that follows by itself."""
    consent = participant.consent
    said: dict[str, str] = {"recording": consent.recording, "quote": consent.quote}
    details: dict[str, Any] = {
        "part": _answered(consent.part),
        "quote_role": _refused(consent.by_role),
        "quote_name": _refused(consent.by_name),
        "on": None if consent.on is None else consent.on.isoformat(),
        "way": consent.way,
        "basis": consent.basis,
        "withdrawal": participant.withdrawal,
    }
    return said | {key: value for key, value in details.items() if value is not None}


def _answered(answer: Answer) -> Answer | None:
    return None if answer is Answer.UNKNOWN else answer


def _refused(answer: Answer) -> Answer | None:
    return None if answer is Answer.GIVEN else _answered(answer)
