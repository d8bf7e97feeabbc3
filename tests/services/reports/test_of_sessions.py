"""Reports about sessions, against numbers counted by hand in the sample's session file."""

from dataclasses import replace
from datetime import timedelta

from flipdesk.domain.ids import (
    ParticipantId,
    RecordingId,
    SegmentId,
    SeriesId,
    SessionId,
    TurnId,
)
from flipdesk.domain.participant import Participant
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.reflection import Turn
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, OutcomeStatus, Role
from flipdesk.services.desk import Desk
from flipdesk.services.reports.timeline import gaps_of
from flipdesk.services.reports.voice_bands import bands_of, spoken
from tests.helpers.nordby import nordby
from tests.services.reports.conftest import Count, shown

SAMPLE = nordby()
SESSION = SAMPLE.session.id


def test_timeline_has_a_row_for_everything_with_a_place(count: Count) -> None:
    report = count("timeline", session=SESSION)
    kinds = [row.kind for row in report.rows]
    counted = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counted == {"item": 6, "break": 1, "voice": 8, "reflection": 17, "marker": 2}
    assert shown(report)["Pause"] == ["Pause", "1:03:00", "1:13:00"]
    said = next(row for row in report.rows if row.title == "Refleksion: Virksomhed, Helhed")
    assert said.slug == "virksomhed"
    assert said.digit == "5"


def test_timeline_names_nobody_and_quotes_nobody(count: Count) -> None:
    report = count("timeline", session=SESSION)
    words = " ".join(row.title for row in report.rows)
    for one in SAMPLE.participants:
        assert one.name not in words
    for note in SAMPLE.reflections:
        assert note.text not in words
    assert "klip 2, bageriet" not in words


def test_gaps_lie_between_what_was_recorded() -> None:
    segments = tuple(
        Segment(SegmentId(str(n)), RecordingId("r"), f"{n}.wav", first, samples)
        for n, (first, samples) in enumerate(((0, 5_000), (5_000, 5_000), (22_000, 1_000)))
    )
    recording = Recording(
        RecordingId("r"), SESSION, "r", "mikrofon", 1_000, 1, SAMPLE.session.starts,
        samples=23_000, segments=segments,
    )  # fmt: skip
    assert gaps_of(replace(SAMPLE, recordings=(recording,))) == ((10_000, 22_000),)
    assert gaps_of(SAMPLE) == ()


def test_airtime_is_by_role_for_each_item(count: Count) -> None:
    report = count("airtime", session=SESSION)
    assert [one.title for one in report.columns] == ["Forskere", "Praktikere"]
    assert shown(report) == {
        "Tjek-ind og spilleregler": ["5:50", "·"],
        "Oplæg: hvad vi ved om gribning": ["19:35", "·"],
        "Supplement fra praksis": ["·", "14:15"],
        "Lån et øre: tre klip": ["·", "14:20"],
    }


def test_airtime_of_a_turn_over_two_items_is_parted(nordby_desk: Desk, count: Count) -> None:
    # The first item ends at 12:00, and the presentation at 35:00.
    turn = replace(SAMPLE.turns[0], id=TurnId("over"), position=99, from_ms=690_000, to_ms=723_000)
    nordby_desk.base.turns.add(turn)
    report = shown(count("airtime", session=SESSION))
    assert report["Tjek-ind og spilleregler"] == ["6:20", "·"]
    assert report["Oplæg: hvad vi ved om gribning"] == ["19:38", "·"]


def test_interruption_takes_its_time_from_the_turn() -> None:
    floor = Turn(TurnId("a"), SESSION, 0, ParticipantId("r"), 0, 60_000)
    breaking = Turn(TurnId("b"), SESSION, 1, ParticipantId("p"), 20_000, 30_000, interruption=True)
    bands = {ParticipantId("r"): "research", ParticipantId("p"): "practice"}
    found = [(one.band, one.from_ms, one.to_ms) for one in spoken([floor, breaking], bands, 0)]
    assert found == [
        ("research", 0, 20_000),
        ("practice", 20_000, 30_000),
        ("research", 30_000, 60_000),
    ]


def test_the_only_leader_is_counted_as_practice() -> None:
    alone = bands_of(SAMPLE.participants)
    leader = SAMPLE.by_initials("ÅB")
    assert leader is not None
    assert alone[leader.id] == "practice"
    with_two = [*SAMPLE.participants, _leader(SAMPLE, Attendance.PRESENT)]
    assert bands_of(with_two)[leader.id] == "leaders"
    away = [*SAMPLE.participants, _leader(SAMPLE, Attendance.REGRETS)]
    assert bands_of(away)[leader.id] == "practice"


def _leader(record: SessionRecord, attendance: Attendance) -> Participant:
    return replace(
        record.participants[0], id=ParticipantId("leder"), role=Role.MANAGER, attendance=attendance
    )


def test_plan_and_reality_of_a_session(count: Count) -> None:
    report = count("plan", session=SESSION)
    assert shown(report) == {
        "Tjek-ind og spilleregler": ["0:00", "10:00", "2:00", "14:00", "12:00", "+2"],
        "Oplæg: hvad vi ved om gribning": ["10:00", "30:00", "14:00", "37:00", "23:00", "+3"],
        "Supplement fra praksis": ["30:00", "1:00:00", "37:00", "1:05:00", "28:00", "−2"],
        "Pause": ["1:00:00", "1:10:00", "1:05:00", "1:15:00", "10:00", "0"],
        "Lån et øre: tre klip": ["1:10:00", "2:00:00", "1:15:00", "2:08:00", "53:00", "+3"],
        "Parkeringspladsen": ["2:00:00", "2:15:00", "2:08:00", "2:20:00", "12:00", "−3"],
        "Aftaler og næste møde": ["2:15:00", "2:30:00", "2:20:00", "2:34:00", "14:00", "−1"],
    }
    assert report.summary == ("3 af 7 punkter tog længere tid end planlagt.",)


def test_drift_is_the_mean_of_each_kind_of_item(count: Count) -> None:
    # Two wrap-ups: 12 of 15 and 14 of 15 minutes.
    assert shown(count("plan"))["Opsamling"] == ["−2", "2", "15:00", "13:00"]
    assert shown(count("plan"))["Oplæg"] == ["+3", "1", "20:00", "23:00"]


def test_attendance_by_series_and_by_session(count: Count) -> None:
    assert shown(count("attendance")) == {SAMPLE.series.title: ["7", "1", "1", "·"]}
    report = count("attendance", series=(SAMPLE.series.id,))
    assert shown(report) == {"Samtaleflip 3": ["7", "1", "1", "·"]}
    assert report.rows[0].cells[0].door is not None
    assert report.rows[0].cells[0].door.session_id == SESSION


def test_coverage_by_year(count: Count) -> None:
    assert shown(count("coverage")) == {"Nordby": ["1", "1"], "I alt": ["1", "1"]}
    assert shown(count("coverage", measure="hours"))["Nordby"] == ["2,5", "2,5"]
    assert shown(count("coverage", measure="participants"))["Nordby"] == ["8", "8"]


def test_somebody_who_comes_twice_counts_once(nordby_desk: Desk, count: Count) -> None:
    again = nordby_desk.planning.add_series("Andet forløb", "Lyngø Kommune", "samtale")[0]
    other = _again(SAMPLE, again)
    nordby_desk.base.sessions.add(other.session)
    for one in other.participants:
        nordby_desk.base.participants.add(one)
    people = shown(count("coverage", measure="participants"))
    assert people == {"Lyngø": ["·", "8", "8"], "Nordby": ["8", "·", "8"], "I alt": ["8", "8", "8"]}
    assert shown(count("coverage"))["I alt"] == ["1", "1", "2"]
    # Nobody has noted when the items were held: it lasted as long as it was planned to.
    assert shown(count("coverage", measure="hours"))["Lyngø"] == ["·", "2,5", "2,5"]


def _again(record: SessionRecord, series_id: SeriesId) -> SessionRecord:
    year = timedelta(days=364)
    session = replace(
        record.session,
        id=SessionId("igen"),
        series_id=series_id,
        starts=record.session.starts + year,
        ends=record.session.ends + year,
        chair_id=None,
        minute_taker_id=None,
    )
    people = tuple(
        replace(one, id=ParticipantId(f"{one.id}x"), session_id=session.id)
        for one in record.participants
    )
    return replace(record, session=session, participants=people)


def test_actions_by_age(nordby_desk: Desk, count: Count) -> None:
    # Both were agreed nine days ago; one was due the day before.
    assert shown(count("actions"))["Under 2 uger"] == ["1", "1", "·", "·"]
    action = SAMPLE.outcomes[0]
    nordby_desk.base.outcomes.save(replace(action, status=OutcomeStatus.DONE))
    report = count("actions")
    assert shown(report)["Under 2 uger"] == ["1", "·", "1", "·"]
    assert report.rows[0].cells[2].door is not None
    assert report.rows[0].cells[2].door.ids == (action.id,)


def test_ideas_travel_through_the_sessions_of_a_series(count: Count) -> None:
    report = count("journeys", series=(SAMPLE.series.id,))
    ideas = [one.text for one in SAMPLE.outcomes if one.kind in ("trial", "parked")]
    ideas += [one.text for one in SAMPLE.outcomes if one.kind == "knowledge_request"]
    assert sorted(row.title for row in report.rows) == sorted(ideas)
    assert {cells[0] for cells in shown(report).values()} == {"noteret"}
    assert count("journeys").is_empty
