"""Words of people in a chart pass the gate; most charts hold numbers and words of codes alone."""

from dataclasses import replace

import pytest

from flipdesk.domain.concern import Fix
from flipdesk.domain.ids import SessionId
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.report import Scope
from flipdesk.services.desk import Desk
from flipdesk.services.digest_gate import DIGEST_READERS
from flipdesk.services.gate import NotClearedError
from flipdesk.services.reports.report_file import ReportForm, render_report
from flipdesk.services.reports.reports import Reports
from tests.helpers.nordby import nordby

NUMBER = "070761-4285"
SAMPLES = Scope(samples=True)


@pytest.fixture
def sample(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


@pytest.fixture
def reports(desk: Desk) -> Reports:
    return Reports(desk.base, desk.clock)


@pytest.mark.parametrize("name", ["dilemmas", "voices", "potentials", "together"])
def test_a_chart_of_codes_says_nothing_that_people_wrote(
    desk: Desk, sample: SessionId, reports: Reports, name: str
) -> None:
    record = desk.base.record(sample)
    for note in record.reflections:
        desk.base.reflections.save(replace(note, text=f"Sagt om {NUMBER}"))
    for person in record.participants:
        desk.base.participants.save(replace(person, name=f"{person.name} {NUMBER}"))
    desk.base.series.save(replace(record.series, title=NUMBER))
    report = reports.make(name, SAMPLES)
    assert report.rows
    reports.refuse(report, SAMPLES)
    for form in (ReportForm.CSV, ReportForm.SVG):
        assert NUMBER.encode() not in render_report(report, form)


def test_an_idea_and_the_title_of_its_session_keep_a_chart_back(
    desk: Desk, sample: SessionId, reports: Reports
) -> None:
    record = desk.base.record(sample)
    scope = replace(SAMPLES, series=(record.series.id,))
    reports.refuse(reports.make("journeys", scope), scope)
    desk.base.sessions.save(replace(record.session, title=f"Om {NUMBER}"))
    with pytest.raises(NotClearedError) as refused:
        reports.refuse(reports.make("journeys", scope), scope)
    desk.gate_fixes.apply_all(sample, refused.value.concerns, Fix.BLANK, "da")
    report = reports.make("journeys", scope)
    reports.refuse(report, scope)
    assert NUMBER.encode() not in render_report(report, ReportForm.CSV)


def test_what_a_chart_is_narrowed_to_is_looked_at(
    desk: Desk, sample: SessionId, reports: Reports
) -> None:
    record = desk.base.record(sample)
    scope = replace(SAMPLES, session=sample)
    reports.refuse(reports.make("airtime", scope), scope)
    desk.base.sessions.save(replace(record.session, title=f"Om {NUMBER}"))
    with pytest.raises(NotClearedError):
        reports.refuse(reports.make("airtime", scope), scope)


def test_the_title_of_a_series_keeps_a_chart_back_until_its_digest_keeps_it(
    desk: Desk, sample: SessionId, reports: Reports
) -> None:
    series = desk.base.record(sample).series
    desk.base.series.save(replace(series, title=f"Forløb {NUMBER}"))
    with pytest.raises(NotClearedError) as refused:
        reports.refuse(reports.make("attendance", SAMPLES), SAMPLES)
    desk.gate.keep_all(sample, DIGEST_READERS, refused.value.concerns, KeepReason.NOBODY)
    reports.refuse(reports.make("attendance", SAMPLES), SAMPLES)
