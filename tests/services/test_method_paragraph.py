"""The method paragraph: its numbers counted by hand, its words read aloud."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flipdesk.domain.ids import SeriesId, SessionId, new_guid
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Role, SessionKind, SessionState
from flipdesk.services.desk import Desk
from flipdesk.services.method_paragraph import MethodParagraphs
from tests.helpers.nordby import nordby


def held(
    desk: Desk, day: datetime, minutes: int, *, kind: SessionKind, place: str, who: tuple[str, ...]
) -> SessionRecord:
    """Store a session of its own series, in which some of the sample's people took part."""
    record = nordby()
    series = replace(
        record.series,
        id=SeriesId(new_guid()),
        title=f"Forløb i {place}",
        organisation=place,
        organisation_id=None,
    )
    session = replace(
        record.session,
        id=SessionId(new_guid()),
        series_id=series.id,
        kind=kind,
        starts=day,
        ends=day + timedelta(minutes=minutes),
        began=None,
        finished=None,
        state=SessionState.ENDED,
        chair_id=None,
        minute_taker_id=None,
    )
    people = tuple(
        replace(one, id=type(one.id)(new_guid()), session_id=session.id)
        for one in record.participants
        if one.initials in who
    )
    fresh = SessionRecord(series, session, record.codebook, participants=people)
    with desk.base.atomic():
        desk.base.add_record(fresh)
    return fresh


@pytest.fixture
def three(desk: Desk) -> list[SessionRecord]:
    """Two conversation FLIPs in Nordby and Åkær, and a seminar; MH comes to two of them."""
    flip, seminar = SessionKind.CONVERSATION_FLIP, SessionKind.SEMINAR
    march = datetime(2018, 3, 5, 9, tzinfo=UTC)
    return [
        held(desk, march, 120, kind=flip, place="Nordby Kommune", who=("FL", "MH", "SØ")),
        held(
            desk,
            march + timedelta(days=30),
            240,
            kind=flip,
            place="Åkær Kommune",
            who=("FL", "MH", "TG"),
        ),
        held(
            desk,
            march + timedelta(days=400),
            210,
            kind=seminar,
            place="Åkær Kommune",
            who=("FL", "JK"),
        ),
    ]


def test_numbers_are_those_counted_by_hand(desk: Desk, three: list[SessionRecord]) -> None:
    counts = MethodParagraphs(desk.base).counts()
    assert counts.sessions == {SessionKind.CONVERSATION_FLIP: 2, SessionKind.SEMINAR: 1}
    assert (counts.series, counts.organisations) == (3, ("Nordby Kommune", "Åkær Kommune"))
    assert (counts.minutes, counts.total_minutes) == ((120, 240), 570)
    # JK has sent regrets; MH and FL came more than once.
    assert counts.came == {Role.RESEARCHER: 1, Role.CASEWORKER: 2, Role.MENTOR: 1}
    assert (counts.people, counts.attendances) == (4, 7)


def test_paragraph_reads_well(desk: Desk, three: list[SessionRecord]) -> None:
    text = MethodParagraphs(desk.base).write()
    assert text == (
        "Det empiriske grundlag er 3 sessioner af 2–4 timers varighed: 2 samtaleanalytiske FLIP og"
        " 1 seminar. De blev holdt fra 5. marts 2018 til 9. april 2019 i 3 forløb i 2"
        " organisationer. 4 personer deltog, nogle af dem flere gange: 1 forsker, 2 sagsbehandlere"
        " og 1 mentor. Tilsammen varede sessionerne 10 timer."
    )
    named = MethodParagraphs(desk.base).write(naming_places=True)
    assert "2 organisationer (Nordby Kommune og Åkær Kommune)" in named
    english = MethodParagraphs(desk.base).write(in_language="en")
    assert english.startswith(
        "The empirical material is 3 sessions of 2–4 hours: 2 conversation FLIPs and 1 seminar."
    )


def test_some_series_can_be_chosen(desk: Desk, three: list[SessionRecord]) -> None:
    counts = MethodParagraphs(desk.base).counts([three[0].series.id])
    assert counts.session_count == 1
    text = MethodParagraphs(desk.base).write([three[0].series.id])
    assert text.startswith("Det empiriske grundlag er 1 samtaleanalytisk FLIP af 2 timers varighed")


def test_example_and_plans_are_not_counted(desk: Desk, session_id: SessionId) -> None:
    record = nordby()
    desk.base.add_record(replace(record, series=replace(record.series, is_sample=True)))
    assert MethodParagraphs(desk.base).write() == ""


def test_real_session_tells_of_its_notes(desk: Desk) -> None:
    desk.files.take_in(nordby(), "referat")
    counts = MethodParagraphs(desk.base).counts()
    assert (counts.reflections, counts.coded, counts.outcomes) == (17, 17, 8)
    text = MethodParagraphs(desk.base).write()
    assert "17 refleksioner er noteret, 17 af dem mærket med et eller flere potentialer" in text
    assert "Mette" not in text
