"""Checks before a session: what is true now and nothing else."""

from dataclasses import replace
from datetime import timedelta

from flipdesk.domain.vocabulary import Attendance, RecordingConsent
from flipdesk.services.readiness import BYTES_PER_HOUR, Check, CheckKind, Surroundings, readiness
from tests.helpers.app import sample_record

PLENTY = 100 * BYTES_PER_HOUR


def check(kind: CheckKind, free: int = PLENTY, **fields: object) -> Check:
    record = replace(sample_record(), **fields)  # type: ignore[arg-type]
    return next(one for one in readiness(record, Surroundings(free)) if one.kind is kind)


def test_disk_needs_half_as_much_again_as_the_session() -> None:
    assert check(CheckKind.DISK).count == 100
    assert check(CheckKind.DISK, 4 * BYTES_PER_HOUR).is_ready
    assert not check(CheckKind.DISK, 3 * BYTES_PER_HOUR).is_ready


def test_consent_counts_those_who_have_not_answered() -> None:
    assert check(CheckKind.CONSENT) == Check(CheckKind.CONSENT, True, 0, 8)
    people = sample_record().participants
    invited = tuple(replace(one, attendance=Attendance.INVITED) for one in people)
    assert check(CheckKind.CONSENT, participants=invited) == Check(CheckKind.CONSENT, False, 1, 9)
    absent = tuple(replace(one, attendance=Attendance.ABSENT) for one in people)
    assert not check(CheckKind.CONSENT, participants=absent).is_ready
    declined = tuple(
        replace(one, consent=replace(one.consent, recording=RecordingConsent.DECLINED))
        for one in people
    )
    assert check(CheckKind.CONSENT, participants=declined).is_ready
    assert not check(CheckKind.CONSENT, participants=()).is_ready


def test_roles_count_what_is_missing() -> None:
    assert check(CheckKind.ROLES).is_ready
    session = replace(sample_record().session, chair_id=None)
    assert check(CheckKind.ROLES, session=session) == Check(CheckKind.ROLES, False, 1, 2)


def test_time_tells_how_much_too_long() -> None:
    assert check(CheckKind.TIME).is_ready
    session = sample_record().session
    shorter = replace(session, ends=session.ends - timedelta(minutes=20))
    assert check(CheckKind.TIME, session=shorter).count == 20
    assert not check(CheckKind.TIME, agenda=()).is_ready


def test_each_day_of_a_seminar_ends_at_the_same_hour() -> None:
    first, second, *_rest = sample_record().agenda
    two_days = (replace(first, minutes=150, day=1), replace(second, minutes=150, day=2))
    assert check(CheckKind.TIME, agenda=two_days).is_ready
    longer = (replace(first, minutes=160, day=1), replace(second, minutes=150, day=2))
    assert check(CheckKind.TIME, agenda=longer).count == 10
    session = sample_record().session
    to_the_last = replace(session, ends=session.ends + timedelta(days=1))
    assert check(CheckKind.TIME, agenda=longer, session=to_the_last).count == 10
