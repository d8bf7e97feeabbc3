"""The consent of a participant as columns of its row."""

from datetime import date

from flipdesk.domain.changes import Row
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import (
    Answer,
    ConsentWay,
    LegalBasis,
    QuoteConsent,
    RecordingConsent,
)


def build_consent(row: Row) -> Consent:
    """Return the consent that a row of participation holds."""
    on, way, basis = row["consent_on"], row["consent_way"], row["consent_basis"]
    return Consent(
        recording=RecordingConsent(str(row["consent_recording"])),
        quote=QuoteConsent(str(row["consent_quote"])),
        part=Answer(str(row["consent_part"])),
        by_role=Answer(str(row["consent_quote_role"])),
        by_name=Answer(str(row["consent_quote_name"])),
        on=None if on is None else date.fromisoformat(str(on)),
        way=None if way is None else ConsentWay(str(way)),
        basis=None if basis is None else LegalBasis(str(basis)),
    )


def consent_values(consent: Consent) -> Row:
    """Return the columns of a consent with their values."""
    return {
        "consent_recording": str(consent.recording),
        "consent_quote": str(consent.quote),
        "consent_part": str(consent.part),
        "consent_quote_role": str(consent.by_role),
        "consent_quote_name": str(consent.by_name),
        "consent_on": None if consent.on is None else consent.on.isoformat(),
        "consent_way": None if consent.way is None else str(consent.way),
        "consent_basis": None if consent.basis is None else str(consent.basis),
    }
