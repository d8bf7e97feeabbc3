"""Reports about codes, against numbers counted by hand in the sample's session file."""

from dataclasses import replace

import pytest

from flipdesk.domain.ids import ReflectionId, SeriesId
from flipdesk.domain.report import Scope
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.services.desk import Desk
from flipdesk.services.reports.reports import Reports
from flipdesk.services.samples import sample_files
from tests.helpers.nordby import nordby
from tests.services.reports.conftest import Count, shown

SAMPLE = nordby()


def test_potentials_are_counted_by_municipality(count: Count) -> None:
    report = count("potentials")
    assert [one.title for one in report.columns] == ["Nordby", "I alt"]
    assert shown(report) == {
        "Strategi": ["5", "5"],
        "Helhed": ["3", "3"],
        "Samtale": ["11", "11"],
        "Inddragelse": ["4", "4"],
        "Virksomhed": ["1", "1"],
        "Viden": ["2", "2"],
        "I alt": ["26", "26"],
    }


def test_minutes_are_those_of_the_turns_a_potential_was_noted_in_each_once(count: Count) -> None:
    report = count("potentials", measure="minutes")
    assert [cells[0] for cells in shown(report).values()] == [
        *("24:05", "6:30", "40:45", "17:35", "6:30", "·", "1:35:25"),
    ]


def test_share_is_of_the_reflections_of_the_municipality(count: Count) -> None:
    report = count("potentials", measure="share")
    numbers = [row.cells[0].number for row in report.rows]
    assert numbers == pytest.approx([100 * n / 17 for n in (5, 3, 11, 4, 1, 2)])
    assert not any(one.is_sum for one in report.columns)
    assert not any(one.is_sum for one in report.rows)


def test_few_are_hidden_and_no_sum_betrays_them(count: Count) -> None:
    report = count("potentials", few=3)
    assert shown(report) == {
        "Strategi": ["5", "5"],
        "Helhed": ["3", "3"],
        "Samtale": ["11", "11"],
        "Inddragelse": ["4", "4"],
        "Virksomhed": ["få", "få"],
        "Viden": ["få", "få"],
        "I alt": ["23", "23"],
    }
    hidden = [cell for row in report.rows for cell in row.cells if cell.is_hidden]
    assert len(hidden) == 4
    assert all(cell.number is None or not cell.number for cell in hidden)
    assert all(cell.door is None for cell in hidden)


def test_share_of_a_small_whole_is_hidden(nordby_desk: Desk, count: Count) -> None:
    few_notes = SAMPLE.reflections[:9]
    for one in SAMPLE.reflections[9:]:
        nordby_desk.base.reflections.delete(one.id)
    assert len(few_notes) < 10
    assert set(shown(count("potentials", measure="share", few=3))["Samtale"]) == {"få"}
    assert shown(count("potentials", measure="share", few=0))["Samtale"] == ["78 %"]


def test_every_number_opens_as_many_notes_as_it_counts(nordby_desk: Desk, count: Count) -> None:
    report = count("potentials")
    for _row, _column, cell in report.counted():
        assert cell.door is not None
        assert cell.door.query is not None
        assert len(nordby_desk.base.search.find(cell.door.query)) == cell.number


def test_numbers_of_one_series_open_its_notes_alone(nordby_desk: Desk, count: Count) -> None:
    for series, times in ((SAMPLE.series.id, 1), (SeriesId("et-andet"), 0)):
        for row in count("potentials", series=(SAMPLE.series.id,)).rows[:6]:
            door = row.cells[0].door
            assert door is not None
            assert door.query is not None
            asked = replace(door.query, series=(series,))
            assert len(nordby_desk.base.search.find(asked)) == times * (row.cells[0].number or 0)


def test_what_was_merged_is_not_counted_by_itself(nordby_desk: Desk, count: Count) -> None:
    first, second = SAMPLE.reflections[0], SAMPLE.reflections[3]
    nordby_desk.base.reflections.save(replace(second, merged_into=first.id))
    assert shown(count("potentials"))["Samtale"] == ["10", "10"]
    assert shown(count("voices"))["Samtale"] == ["4", "6", "·"]
    assert shown(count("together"))["Samtale"][2] == "10"


def test_voices_are_research_and_practice(count: Count) -> None:
    assert shown(count("voices")) == {
        "Strategi": ["1", "4", "·"],
        "Helhed": ["·", "3", "·"],
        "Samtale": ["4", "7", "·"],
        "Inddragelse": ["·", "4", "·"],
        "Virksomhed": ["·", "1", "·"],
        "Viden": ["1", "1", "·"],
    }
    assert shown(count("voices", measure="share"))["Samtale"] == ["36 %", "64 %", "0 %"]


def test_numbers_of_voices_open_the_notes_of_that_voice(nordby_desk: Desk, count: Count) -> None:
    for _row, _column, cell in count("voices").counted():
        if cell.door is not None and cell.door.query is not None:
            assert len(nordby_desk.base.search.find(cell.door.query)) == cell.number


def test_dilemmas_lie_between_two_dimensions(count: Count) -> None:
    assert shown(count("dilemmas")) == {
        "Effektivitet – Fairness": ["·"],
        "Effektivitet – Responsivitet": ["1"],
        "Effektivitet – Respekt": ["1"],
        "Fairness – Responsivitet": ["1"],
        "Fairness – Respekt": ["·"],
        "Responsivitet – Respekt": ["·"],
    }
    everything = shown(count("dilemmas", measure="reflections"))
    assert [cells[0] for cells in everything.values()] == ["1", "2", "2", "2", "1", "1"]


def test_uptake_is_counted_by_series(count: Count) -> None:
    report = count("uptake")
    assert [one.title for one in report.columns] == ["Grebet", "Overhørt", "Overhalet"]
    assert shown(report) == {SAMPLE.series.title: ["1", "1", "1"]}
    taken_up = next(one for one in SAMPLE.reflections if one.at_ms == 5_412_000)
    assert report.rows[0].cells[0].door is not None
    assert report.rows[0].cells[0].door.ids == (taken_up.id,)


def test_period_and_municipality_narrow(count: Count) -> None:
    held = SAMPLE.held_on
    assert shown(count("potentials", since=held, until=held))["Samtale"] == ["11", "11"]
    assert count("potentials", since=held.replace(day=23)).is_empty
    assert count("potentials", organisations=("Åkær Kommune",)).is_empty


def test_sample_is_not_counted_beside_ones_own(nordby_desk: Desk, count: Count) -> None:
    nordby_desk.base.series.save(replace(SAMPLE.series, is_sample=True))
    assert count("potentials").is_empty
    assert not count("potentials", samples=True).is_empty
    reports = Reports(nordby_desk.base, nordby_desk.clock)
    assert reports.counts_samples()
    nordby_desk.planning.add_series("Et eget forløb", "Lyngø Kommune", "samtale")
    assert not reports.counts_samples()


def test_a_report_that_takes_no_session_is_not_narrowed_to_one(count: Count) -> None:
    assert shown(count("voices", session=SAMPLE.session.id)) == shown(count("voices"))


def test_scope_is_told_in_words(count: Count) -> None:
    report = count("voices", organisations=("Nordby Kommune",), since=SAMPLE.held_on)
    assert report.scope == "Nordby · fra 22.4.2021"


def test_note_without_potential_or_speaker_is_counted_where_it_belongs(
    nordby_desk: Desk, count: Count
) -> None:
    lonely = replace(
        SAMPLE.reflections[0], id=ReflectionId("en-note"), speaker_id=None, position=99
    )
    nordby_desk.base.reflections.add(lonely)
    assert shown(count("voices"))["Samtale"] == ["4", "7", "1"]
    assert Scope().few == 3


def test_all_samples_against_their_files(desk: Desk) -> None:
    """Two organisations that meet at the same place, or at none, are two all the same."""
    counted: dict[tuple[str, str], int] = {}
    for path in sample_files():
        record = read_session(path.read_bytes(), load_shipped("da"), path.name)
        desk.base.add_record(replace(record, session=replace(record.session, place=None)))
        for note in record.reflections:
            for slug in note.potentials:
                key = (slug, record.series.organisation)
                counted[key] = counted.get(key, 0) + 1
    report = Reports(desk.base, desk.clock).make("potentials", Scope(few=0))
    places = [one.key for one in report.columns if not one.is_sum]
    assert places == [f"{one} Kommune" for one in ("Birkeby", "Lyngø", "Nordby", "Østerå", "Åkær")]
    found = {
        (row.key, report.columns[place].key): row.cells[place].number
        for row in report.rows
        for place in range(5)
        if not row.is_sum and row.cells[place].number
    }
    assert found == counted
