"""Diagrams as somebody uses them: choosing a question, narrowing, walking through, opening."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.drawing import bounds
from flipdesk.domain.report import Report, Scope
from flipdesk.domain.report_text import cell_text
from flipdesk.knowledge.database import FILE
from flipdesk.services.reports.report_kinds import KINDS, ReportKind
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.charts_page import ChartsPage
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.cli.commands import Run, runner
from tests.helpers.app import TestApp, open_app, sample_record
from tests.helpers.app import close_app as close
from tests.ui.rooms.compile.test_gate import press
from tests.ui.rooms.knowledge.opened import open_page
from tests.ui.rooms.reach import assert_reached_by_tab, nameless

SERIES = "Samtaleflip i Nordby Kommune"


def shown(page: ChartsPage) -> list[list[str]]:
    """Return what the table twin shows."""
    model = page.pane.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def settle(page: ChartsPage) -> None:
    """Let it count."""
    while page.counting.is_counting:
        QApplication.processEvents()


def counted(page: ChartsPage, name: str) -> Report:
    page.choose(name)
    settle(page)
    report = page.report
    assert report is not None
    assert report.name == name
    return report


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_window_and_command_line_give_the_same_numbers(
    kind: ReportKind,
    sample_app: TestApp,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = kind.name
    page = open_page(sample_app, ChartsPage)
    report = counted(page, name)
    texts = [row[1:] for row in shown(page)]
    session = page.pane.filters.scope(samples=False).session
    monkeypatch.setattr("flipdesk.cli.report.SystemClock", lambda: sample_app.clock)
    folder = sample_app.base.folder.with_name("kopi.flipkb")
    folder.mkdir()
    shutil.copyfile(sample_app.base.back_up("by-hand"), folder / FILE)
    run: Run = runner(capfd)
    needs = {"session": ("--session", str(session)), "series": ("--series", SERIES)}
    call = needs.get(kind.needs, ())
    told = run("report", name, *call, "--format", "json", "--kb", folder).json
    assert [[cell["text"] for cell in row["cells"]] for row in told["rows"]] == texts
    assert [one["title"] for one in told["columns"]] == [one.title for one in report.columns]
    assert texts


def test_every_chart_is_drawn_and_speaks(sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    for kind in KINDS:
        report = counted(page, kind.name)
        chart = page.pane.chart
        assert chart.drawing.marked, kind.name
        assert chart.accessibleName() == report.question
        assert all(part in chart.accessibleDescription() for part in report.summary)
        cells = sum(bool(cell.number) for _row, _column, cell in report.counted())
        assert len(chart.drawing.marked) >= min(cells, len(report.rows))


def test_arrow_keys_walk_and_enter_opens_the_evidence(qtbot: QtBot, sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "potentials")
    chart = page.pane.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("Strategi, Nordby: 5")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("Samtale, Nordby: 11")
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert page.evidence.isVisible()
    assert page.evidence.hits.rowCount() == 11
    assert page.evidence.list.hasFocus()
    assert "Samtale, Nordby: 11" in [one.text() for one in page.evidence.findChildren(QLabel)]
    qtbot.keyClick(page.evidence.list, Qt.Key.Key_Return)
    assert isinstance(sample_app.window.room, CompileRoom)


def test_hidden_number_opens_nothing_until_small_numbers_are_shown(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "potentials")
    chart = page.pane.chart
    chart.choose(5, 0)
    assert chart.accessibleDescription().startswith("Viden, Nordby: skjult")
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert not page.evidence.isVisible()
    qtbot.mouseClick(page.pane.filters.few, Qt.MouseButton.LeftButton)
    settle(page)
    assert chart.accessibleDescription().startswith("Viden, Nordby: 2")
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert page.evidence.hits.rowCount() == 2


def test_click_on_a_bar_opens_it_and_close_goes_back(qtbot: QtBot, sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "uptake")
    chart = page.pane.chart
    left, top, width, height = bounds(chart.drawing.marked[0][0])
    qtbot.mouseClick(
        chart, Qt.MouseButton.LeftButton, pos=QPoint(round(left + width / 2), round(top + height))
    )
    assert page.evidence.hits.rowCount() == 1
    qtbot.mouseClick(page.evidence.close_button, Qt.MouseButton.LeftButton)
    assert not page.evidence.isVisible()
    assert chart.hasFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(page.evidence.list, Qt.Key.Key_Escape)
    assert not page.evidence.isVisible()
    assert chart.hasFocus()


def test_place_on_the_timeline_opens_its_session(qtbot: QtBot, sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "timeline")
    page.pane.chart.setFocus()
    qtbot.keyClick(page.pane.chart, Qt.Key.Key_Home)
    qtbot.keyClick(page.pane.chart, Qt.Key.Key_Return)
    assert isinstance(sample_app.window.room, CompileRoom)


def test_series_of_attendance_leads_to_its_sessions(qtbot: QtBot, sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    report = counted(page, "attendance")
    assert report.rows[0].title == SERIES
    page.pane.chart.choose(0, 0)
    qtbot.keyClick(page.pane.chart, Qt.Key.Key_Return)
    settle(page)
    assert page.report is not None
    assert page.report.rows[0].title == "Samtaleflip 3"


def test_table_takes_the_place_of_the_chart_and_opens_the_same(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "potentials")
    qtbot.mouseClick(page.pane.table_button, Qt.MouseButton.LeftButton)
    table = page.pane.table
    assert table.isVisible()
    assert not page.pane.chart.isVisible()
    table.setCurrentIndex(page.pane.model.index(2, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.evidence.hits.rowCount() == 11


def test_what_is_chosen_narrows(sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "potentials")
    page.pane.filters.potential.choose(("samtale",))
    settle(page)
    assert [row[0] for row in shown(page)] == ["Samtale", "I alt"]
    page.pane.filters.year.choose(("2021",))
    settle(page)
    assert shown(page)[0][1] == "11"


def test_sample_is_counted_only_while_there_is_nothing_else(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    series = replace(sample_record().series, is_sample=True)
    sample_app.workspace.tell(sample_app.base.series.save(series))
    page = open_page(sample_app, ChartsPage)
    assert not counted(page, "potentials").is_empty
    assert "eksemplet" in page.caption.text()
    planning = sample_app.workspace.desk.planning
    sample_app.workspace.perform(lambda: planning.add_series("Eget", "Lyngø", "samtale")[1])
    QApplication.processEvents()
    assert counted(page, "potentials").is_empty
    assert page.pane.empty.isVisible()
    assert "potentiale" in page.pane.empty.accessibleName()


def test_empty_charts_say_what_would_fill_them(app: TestApp) -> None:
    page = open_page(app, ChartsPage)
    for kind in KINDS:
        report = counted(page, kind.name)
        assert report.is_empty
        assert report.missing
        assert report.missing in page.pane.empty.accessibleName()
        assert not page.pane.save_button.isEnabled()


@pytest.mark.parametrize("ending", [".svg", ".png", ".csv", ".json"])
def test_chart_is_saved_in_every_form(
    ending: str, qtbot: QtBot, sample_app: TestApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flipdesk.ui.save_dialog.documents_folder", lambda: tmp_path)
    page = open_page(sample_app, ChartsPage)
    counted(page, "voices")
    qtbot.mouseClick(page.pane.save_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog, "chart_save_as")
    assert dialog is not None
    wanted = next(one for one in dialog.nameFilters() if ending in one)
    dialog.selectNameFilter(wanted)
    dialog.filterSelected.emit(wanted)
    path = Path(dialog.selectedFiles()[0])
    assert path.name == f"Stemmer efter potentiale{ending}"
    dialog.accept()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: page.findChild(InlineMessage, "chart_message") is not None)
    assert path.stat().st_size > 100


def test_name_in_an_idea_is_put_right_before_the_file(
    qtbot: QtBot, sample_app: TestApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flipdesk.ui.save_dialog.documents_folder", lambda: tmp_path)
    page = open_page(sample_app, ChartsPage)
    trial = next(one for one in sample_record().outcomes if one.kind == "trial")
    sample_app.base.outcomes.save(replace(trial, text="Ring til Mette Holm"))
    counted(page, "journeys")
    qtbot.mouseClick(page.pane.save_button, Qt.MouseButton.LeftButton)
    dialog = page.saving.gate.dialog
    assert dialog is not None
    (card,) = dialog.page.cards
    assert "Mette Holm" in card.accessibleName()
    assert page.findChild(QFileDialog, "chart_save_as") is None
    press(card, "gate_colleague", qtbot)
    qtbot.waitUntil(lambda: page.findChild(QFileDialog, "chart_save_as") is not None)
    asked = page.findChild(QFileDialog, "chart_save_as")
    assert asked is not None
    wanted = next(one for one in asked.nameFilters() if ".csv" in one)
    asked.selectNameFilter(wanted)
    asked.filterSelected.emit(wanted)
    path = Path(asked.selectedFiles()[0])
    asked.accept()
    qtbot.waitUntil(path.exists)
    written = path.read_text(encoding="utf-8-sig")
    assert "Ring til en kollega" in written
    assert "Mette Holm" not in written


def test_newer_question_takes_the_place_of_one_that_is_being_counted(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    page = open_page(sample_app, ChartsPage)
    page.counting.count("together", Scope(few=0))
    page.counting.count("voices", Scope(few=0))
    qtbot.waitUntil(lambda: not page.counting.is_counting)
    assert page.report is not None
    assert page.report.name == "voices"


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (853, 480)])
def test_everything_can_be_reached_by_tab(
    scale: float, width: int, height: int, qtbot: QtBot, tmp_path: Path
) -> None:
    app = open_app(tmp_path, sample=True, text_scale=scale)
    try:
        qtbot.waitUntil(app.window.isActiveWindow)
        app.window.resize(width, height)
        page = open_page(app, ChartsPage)
        assert nameless(page) == []
        for name in ("potentials", "together", "timeline"):
            counted(page, name)
            assert_reached_by_tab(app, qtbot)
            assert page.pane.chart.width() <= page.pane.width()
            filters = page.pane.filters
            shown = [one for one in filters.children() if isinstance(one, QWidget)]
            lowest = max(one.geometry().bottom() for one in shown if one.isVisible())
            assert lowest < filters.height(), "a filter is cut off"
    finally:
        close(app)


def test_room_offers_the_page(sample_app: TestApp) -> None:
    page = open_page(sample_app, ChartsPage)
    room = sample_app.window.room
    assert isinstance(room, KnowledgeRoom)
    assert room.choice.button(1).text() == "Diagrammer"
    assert [one.isVisible() for one in page.panes()] == [True, True]
    assert cell_text(page.pane.report.rows[0].cells[0], page.pane.report.columns[0].unit)  # type: ignore[union-attr]


def test_note_behind_a_number_becomes_evidence_from_its_menu(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    page = open_page(sample_app, ChartsPage)
    counted(page, "potentials")
    page.pane.chart.choose(2, 0)
    qtbot.keyClick(page.pane.chart, Qt.Key.Key_Return)
    page.evidence.list.customContextMenuRequested.emit(QPoint(5, 5))
    menu = page.evidence.findChild(QMenu, "hit_menu")
    assert menu is not None
    assert len([one for one in menu.actions() if one.menu() is not None]) == 1
    menu.close()
