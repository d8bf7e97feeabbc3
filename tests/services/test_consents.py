"""Four answers a person: what one says of the others, for many at once, and on the recording."""

from datetime import UTC, date, datetime

import pytest

from flipdesk.domain.consent_matrix import Matter, answer_of, answered
from flipdesk.domain.ids import SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import Answer, ConsentWay, LegalBasis, QuoteConsent
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk

YES, NO, WITHDRAWN, UNKNOWN = Answer.GIVEN, Answer.DECLINED, Answer.WITHDRAWN, Answer.UNKNOWN


def answers(consent: Consent) -> tuple[Answer, ...]:
    return tuple(answer_of(consent, matter) for matter in Matter)


@pytest.mark.parametrize(
    ("steps", "result"),
    [
        ([(Matter.BY_NAME, YES)], (UNKNOWN, UNKNOWN, YES, YES)),
        ([(Matter.BY_ROLE, YES)], (UNKNOWN, UNKNOWN, YES, UNKNOWN)),
        ([(Matter.BY_NAME, YES), (Matter.BY_NAME, NO)], (UNKNOWN, UNKNOWN, YES, NO)),
        ([(Matter.BY_NAME, YES), (Matter.BY_ROLE, WITHDRAWN)],
         (UNKNOWN, UNKNOWN, WITHDRAWN, WITHDRAWN)),
        ([(Matter.BY_NAME, NO), (Matter.BY_ROLE, YES)], (UNKNOWN, UNKNOWN, YES, NO)),
        ([(Matter.RECORDING, YES), (Matter.BY_NAME, YES), (Matter.PART, WITHDRAWN)],
         (WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN)),
        ([(Matter.RECORDING, NO), (Matter.PART, WITHDRAWN)], (WITHDRAWN, NO, UNKNOWN, UNKNOWN)),
    ],
)  # fmt: skip
def test_one_answer_says_something_of_others(
    steps: list[tuple[Matter, Answer]], result: tuple[Answer, ...]
) -> None:
    consent = Consent()
    for matter, answer in steps:
        consent = answered(consent, matter, answer)
    assert answers(consent) == result


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("quote", QuoteConsent)
def test_an_answer_is_what_was_answered(
    matter: Matter, answer: Answer, quote: QuoteConsent
) -> None:
    consent = answered(Consent(quote=quote), matter, answer)
    assert answer_of(consent, matter) is answer
    assert (consent.by_name is YES) == (consent.quote is QuoteConsent.NAME)
    assert (consent.by_role is YES) == (consent.quote is not QuoteConsent.NONE)


def test_many_answer_at_once_and_one_undo_takes_it_back(desk: Desk, session_id: SessionId) -> None:
    before = desk.base.participants.of_session(session_id)
    ids = [one.id for one in before]
    desk.history.record(desk.consents.answer(ids, Matter.RECORDING, YES))
    after = desk.base.participants.of_session(session_id)
    assert {answer_of(one.consent, Matter.RECORDING) for one in after} == {YES}
    assert {one.consent.on for one in after} == {date(2026, 11, 23)}
    desk.history.undo()
    assert desk.base.participants.of_session(session_id) == before
    desk.history.redo()
    assert desk.base.participants.of_session(session_id) == after


def test_way_and_basis_are_kept_and_go_when_nothing_is_answered(
    desk: Desk, session_id: SessionId
) -> None:
    one = desk.base.participants.of_session(session_id)[0]
    desk.consents.answer([one.id], Matter.PART, YES)
    desk.consents.describe([one.id], way=ConsentWay.WRITTEN, basis=LegalBasis.RESEARCH)
    stored = desk.base.participants.get(one.id)
    assert stored is not None
    assert (stored.consent.way, stored.consent.basis) == (ConsentWay.WRITTEN, LegalBasis.RESEARCH)
    desk.consents.answer([one.id], Matter.PART, UNKNOWN)
    stored = desk.base.participants.get(one.id)
    assert stored is not None
    assert stored.consent == Consent(basis=LegalBasis.RESEARCH)


def test_yes_on_the_recording_drops_a_marker_where_it_was_said(
    desk: Desk, session_id: SessionId
) -> None:
    mette, aase = desk.base.participants.of_session(session_id)
    # Half past midnight in Denmark is still the day before in UTC.
    moment = Moment(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), 61_000)
    desk.history.record(desk.consents.say_on_recording([aase.id], moment))
    stored = desk.base.participants.get(aase.id)
    assert stored is not None
    assert answers(stored.consent) == (YES, YES, UNKNOWN, UNKNOWN)
    assert (stored.consent.way, stored.consent.on) == (ConsentWay.RECORDING, date(2026, 11, 24))
    (marker,) = desk.base.markers.of_session(session_id)
    assert (marker.label, marker.at_ms) == ("Samtykke: ÅB", 61_000)
    desk.history.undo()
    assert not desk.base.markers.of_session(session_id)
    assert desk.base.participants.of_session(session_id) == (mette, aase)
