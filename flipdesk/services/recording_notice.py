"""What participants are told beforehand about the recording, and that they may say no."""

from flipdesk.domain.dates import format_date_medium
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import LegalBasis
from flipdesk.i18n import N_, _

_SAYING_NO = N_(
    "If you do not want to be recorded, tell us before, during or after the session, and we will"
    " find a way."
)
_SENTENCES: dict[LegalBasis | None, tuple[str, ...]] = {
    LegalBasis.CONSENT: (
        N_(
            "We would like to record the sound, so that what is said can be reported correctly"
            " and used in research. We only do so if you say yes."
        ),
        N_("You may say no, also during the session or afterwards, and you are just as welcome."),
    ),
    LegalBasis.RESEARCH: (
        N_("We record the sound for research. The legal basis is research and not consent."),
        _SAYING_NO,
    ),
    LegalBasis.OTHER: (
        N_("We record the sound. Ask us what the legal basis is and what the sound is used for."),
        _SAYING_NO,
    ),
    None: (N_("If we record the sound, you hear so before we begin, and you may say no."),),
}


def recording_notice(session: Session) -> tuple[str, ...]:
    """Return the sentences in the language in use, by the session's legal basis."""
    sentences = [_(one) for one in _SENTENCES[session.legal_basis]]
    sentences.append(_("You are quoted only in the way you have agreed to."))
    if session.legal_basis is not None and session.delete_recording_on is not None:
        when = format_date_medium(session.delete_recording_on)
        sentences.append(_("The recording is deleted no later than {date}.").format(date=when))
    return tuple(sentences)
