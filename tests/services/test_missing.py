"""What is missing before the minutes are good."""

from dataclasses import replace

import pytest

from flipdesk.domain.participant import Consent
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import (
    Attendance,
    OutcomeKind,
    OutcomeStatus,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
)
from flipdesk.services.missing import Lack, Missing, missing
from tests.helpers.nordby import nordby, quotable, said, with_consent


def of(record: SessionRecord, lack: Lack) -> list[Missing]:
    return [one for one in missing(record) if one.lack is lack]


def test_sample_session_lacks_what_can_be_seen_in_it() -> None:
    found = missing(nordby())
    assert [(one.lack, len(one.keys)) for one in found] == [
        (Lack.MARKER_TEXT, 1),
        (Lack.NAME_CONSENT, 2),
        (Lack.DUE, 2),
    ]
    marker, unnamed, due = found
    assert marker.at_ms == 2_470_000
    assert [person.name for person in unnamed.people] == ["Karim Aaen"]
    assert due.kind is OutcomeKind.TRIAL
    assert [person.initials for person in due.people] == ["MH", "KA"]


def test_quote_of_somebody_who_may_not_be_quoted_is_told_apart_from_other_notes() -> None:
    record = said(nordby(), "Det er min skyld.", initials="KA", kind=ReflectionKind.QUOTE)
    (quote,) = of(record, Lack.QUOTE_CONSENT)
    assert quote.keys == (record.reflections[-1].id,)
    (others,) = of(record, Lack.NAME_CONSENT)
    assert len(others.keys) == 2


def test_leave_to_quote_settles_it() -> None:
    record = with_consent(nordby(), "KA", quotable(QuoteConsent.ROLE))
    assert of(record, Lack.NAME_CONSENT) == []


def test_private_note_needs_no_leave_to_quote() -> None:
    record = said(nordby(), "Kun for mig.", initials="JK", is_private=True)
    people = [one.people[0].initials for one in of(record, Lack.NAME_CONSENT)]
    assert people == ["KA"]


def test_action_without_owner_and_due_date_is_missing_both_until_it_is_done() -> None:
    record = nordby()
    action = replace(record.outcomes[0], owner_id=None, due=None)
    asked = replace(record, outcomes=(action,))
    assert [one.kind for one in of(asked, Lack.OWNER)] == [OutcomeKind.ACTION]
    assert [one.keys for one in of(asked, Lack.DUE)] == [(action.id,)]
    done = replace(record, outcomes=(replace(action, status=OutcomeStatus.DONE),))
    assert of(done, Lack.OWNER) == of(done, Lack.DUE) == []


def test_several_unknown_consents_are_one_thing_to_see_to() -> None:
    unknown = Consent(RecordingConsent.UNKNOWN, QuoteConsent.ROLE)
    record = with_consent(with_consent(nordby(), "MH", unknown), "TG", unknown)
    (one,) = of(record, Lack.RECORDING_CONSENT)
    assert [person.initials for person in one.people] == ["MH", "TG"]
    assert one.keys == tuple(person.id for person in one.people)


@pytest.mark.parametrize("attendance", list(Attendance))
def test_consent_is_missing_of_those_alone_who_may_have_been_heard(attendance: Attendance) -> None:
    record = nordby()
    people = tuple(
        replace(one, attendance=attendance) if one.initials == "JK" else one
        for one in record.participants
    )
    asked = of(replace(record, participants=people), Lack.RECORDING_CONSENT)
    was_away = attendance in (Attendance.REGRETS, Attendance.ABSENT)
    assert [one.initials for each in asked for one in each.people] == ([] if was_away else ["JK"])


def test_nothing_is_missing_in_an_empty_session() -> None:
    record = replace(nordby(), participants=(), markers=(), reflections=(), outcomes=())
    assert missing(record) == ()
