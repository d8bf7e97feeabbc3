"""Every layout, with little and with much: what is drawn is what is counted, and it fits."""

from dataclasses import replace

import pytest

from flipdesk.domain.charts.chart import drawn, drawn_alone
from flipdesk.domain.charts.styles import heat_limits, heat_of, style_of
from flipdesk.domain.drawing import Drawing, Line, Rect, Text, bounds
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Unit
from flipdesk.domain.text_room import fitted, text_width, wrapped

LONG = "Et punkt med en meget lang titel, som ingen nogensinde kan se hele vejen igennem"
MINUTE = 60_000


def cells(*numbers: float) -> tuple[Cell, ...]:
    return tuple(Cell(number, door=Door(ids=("en",))) for number in numbers)


def matrix(rows: int = 6, columns: int = 5, most: int = 20) -> Report:
    heads = tuple(Column(f"k{n}", f"Kommune {n}") for n in range(columns))
    lines = tuple(
        Row(f"r{n}", "Inddragelse", cells(*((n * 7 + m * 3) % most for m in range(columns))),
            slug="inddragelse", digit="4")
        for n in range(rows)
    )  # fmt: skip
    return Report("m", Form.MATRIX, "Potentiale", heads, lines, question="Hvor?")


def bars(rows: int = 5) -> Report:
    heads = tuple(Column(key, key) for key in ("open", "overdue", "done", "dropped"))
    lines = tuple(Row(f"r{n}", LONG, cells(n, 3 * n, 0, 40)) for n in range(rows))
    return Report("b", Form.BARS, "Alder", heads, lines, question="Hvor længe?")


def timeline(reflections: int = 60) -> Report:
    heads = (
        Column("kind", "Slags", Unit.TEXT),
        Column("from", "Fra", Unit.OFFSET_MS),
        Column("to", "Til", Unit.OFFSET_MS),
    )

    def row(key: str, kind: str, begin: int, end: int, slug: str = "") -> Row:
        places = (Cell(text=kind), *cells(begin * MINUTE, end * MINUTE))
        return Row(key, LONG, places, slug, kind, digit="3")

    lines = [row(f"p{n}", "item", 20 * n, 20 * n + 20) for n in range(6)]
    lines += [row(f"v{n}", "voice", 3 * n, 3 * n + 2, ("research", "leaders")[n % 2])
              for n in range(30)]  # fmt: skip
    lines += [row(f"n{n}", "reflection", 2 * n, 2 * n, "samtale") for n in range(reflections)]
    lines += [row("m", "marker", 61, 61), row("h", "gap", 118, 120)]
    return Report("t", Form.TIMELINE, "Hvad", heads, tuple(lines), question="Hvornår?")


def plan(rows: int = 12) -> Report:
    keys = ("planned_from", "planned_to", "from", "to")
    heads = (
        *(Column(key, key, Unit.OFFSET_MS) for key in keys),
        Column("used", "Brugt", Unit.DURATION_MS),
        Column("drift", "Forskel", Unit.MINUTES),
    )
    lines = [
        Row(f"r{n}", LONG, cells(n * 10 * MINUTE, (n + 1) * 10 * MINUTE, n * 11 * MINUTE,
                                 (n + 1) * 11 * MINUTE, 11 * MINUTE, 1.0))
        for n in range(rows - 1)
    ]  # fmt: skip
    lines.append(Row("sprunget", LONG, (*cells(0, MINUTE), *[Cell()] * 4)))
    return Report("p", Form.PLAN, "Punkt", heads, tuple(lines), question="Hvordan?")


def drift() -> Report:
    heads = (Column("drift", "Over", Unit.MINUTES), Column("count", "Antal"))
    lines = tuple(Row(f"r{n}", LONG, cells(n - 3, n + 1)) for n in range(8))
    return Report("d", Form.DRIFT, "Slags", heads, lines, question="Hvordan?")


def tensions(nodes: int = 4) -> Report:
    names = [f"Hensyn {n}" for n in range(nodes)]
    lines = tuple(
        Row(f"{n}|{m}", f"{names[n]} – {names[m]}", cells((n + m) % 4))
        for n in range(nodes)
        for m in range(n + 1, nodes)
    )
    return Report("s", Form.TENSIONS, "Mellem", (Column("count", "Antal"),), lines)


def journeys(sessions: int = 4, ideas: int = 9) -> Report:
    heads = (
        *(Column(f"s{n}", f"Samtaleflip {n}") for n in range(sessions)),
        Column("status", "Nu", Unit.TEXT),
    )
    lines = []
    for n in range(ideas):
        stations = [Cell()] * sessions
        stations[n % sessions] = Cell(2, "noteret", Door("outcome", ("en",)))
        lines.append(Row(f"i{n}", LONG, (*stations, Cell(text="afprøves")), kind="trial.1"))
    return Report("j", Form.JOURNEYS, "Idé", heads, tuple(lines), question="Hvad blev der af?")


EVERY = {
    "matrix": matrix(), "wide matrix": matrix(6, 40), "large numbers": matrix(most=200_000),
    "bars": bars(), "one bar": bars(1), "timeline": timeline(), "crowded": timeline(400),
    "plan": plan(), "drift": drift(), "tensions": tensions(), "five nodes": tensions(5),
    "journeys": journeys(), "many sessions": journeys(33),
}  # fmt: skip


@pytest.mark.parametrize("width", [280.0, 520.0, 900.0])
@pytest.mark.parametrize("report", EVERY.values(), ids=EVERY)
def test_nothing_is_drawn_outside(report: Report, width: float) -> None:
    drawing = drawn(report, width)
    assert drawing.width >= width
    for one in drawing.shapes:
        if isinstance(one, Text):
            left, right = reach(one)
            assert left >= -1, one
            assert right <= drawing.width + 1, one
            assert 0 <= one.y <= drawing.height + 1, one
        else:
            x, y, wide, high = bounds(one)
            assert x >= -1, one
            assert y >= -1, one
            assert x + wide <= drawing.width + 1, one
            assert y + high <= drawing.height + 1, one


def reach(one: Text) -> tuple[float, float]:
    width = text_width(one.text, one.size, is_strong=one.is_strong)
    left = {"start": one.x, "middle": one.x - width / 2, "end": one.x - width}[one.anchor]
    return left, left + width


@pytest.mark.parametrize("report", EVERY.values(), ids=EVERY)
def test_every_mark_speaks_and_leads_where_its_cell_does(report: Report) -> None:
    marked = drawn(report, 700).marked
    assert marked
    for _shape, mark in marked:
        assert mark.spoken
        assert 0 <= mark.row < len(report.rows)
        if mark.column >= 0:
            assert mark.door == report.rows[mark.row].cells[mark.column].door


@pytest.mark.parametrize("name", ["matrix", "bars", "tensions", "journeys"])
def test_every_number_is_marked_once(name: str) -> None:
    report = EVERY[name]
    wanted = {(row, column) for row, column, cell in report.counted() if cell.number}
    marks = [(one.row, one.column) for _shape, one in drawn(report, 700).marked]
    assert len(marks) == len(set(marks))
    assert wanted <= set(marks)


def test_bars_are_as_long_as_their_numbers_with_ground_between() -> None:
    report = bars(2)
    boxes = {
        (mark.row, mark.column): shape
        for shape, mark in drawn(report, 800).marked
        if isinstance(shape, Rect)
    }
    long, short = boxes[1, 3], boxes[1, 1]
    assert (long.width + 2) / (short.width + 2) == pytest.approx(40 / 3, rel=0.01)
    assert long.x - (short.x + short.width) == pytest.approx(2)


def test_neighbours_differ_in_more_than_colour() -> None:
    looks = [style_of(Column(f"k{n}", ""), n) for n in range(5)]
    assert len({one.hatch for one in looks}) == 5
    assert len({one.fill for one in looks}) == 5


def test_reflections_of_one_moment_stand_apart() -> None:
    report = timeline(3)
    rows = tuple(
        replace(row, cells=(row.cells[0], *cells(MINUTE, MINUTE)))
        if row.kind == "reflection" else row
        for row in report.rows
    )  # fmt: skip
    kinds = {number: row.kind for number, row in enumerate(rows)}
    boxes = [
        bounds(shape)
        for shape, mark in drawn(replace(report, rows=rows), 700).marked
        if kinds[mark.row] == "reflection"
    ]
    assert len({(x, y) for x, y, _w, _h in boxes}) == 3
    assert all(abs(one[1] - other[1]) >= 18 for one in boxes for other in boxes if one != other)


def test_hidden_number_is_not_in_the_picture() -> None:
    report = matrix(1, 2)
    row = replace(report.rows[0], cells=(Cell(is_hidden=True), *cells(7)))
    drawing = drawn(replace(report, rows=(row,)), 500)
    words = [one.text for one in drawing.shapes if isinstance(one, Text)]
    assert "få" in words
    hidden = next(mark for _shape, mark in drawing.marked if mark.column == 0)
    assert hidden.door is None
    assert "skjult" in hidden.spoken


def test_wider_lines_join_what_more_dilemmas_lie_between() -> None:
    report = tensions()
    widths = {
        mark.row: shape.width
        for shape, mark in drawn(report, 700).marked
        if isinstance(shape, Line)
    }
    numbers = {place: row.cells[0].number or 0 for place, row in enumerate(report.rows)}
    ordered = sorted(numbers, key=lambda place: numbers[place])
    assert sorted(widths[place] for place in ordered) == [widths[place] for place in ordered]


@pytest.mark.parametrize(
    ("most", "limits"),
    [(20, (4, 8, 12)), (48, (4, 8, 12)), (49, (20, 40, 60)), (7_800, (2_500, 5_000, 7_500))],
)
def test_heat_has_the_limits_of_the_look_until_there_is_far_more(
    most: int, limits: tuple[float, ...]
) -> None:
    report = replace(matrix(1, 1), rows=(Row("r", "R", cells(most)),))
    assert heat_limits(report) == limits
    assert [heat_of(n, (4, 8, 12)) for n in (0, 1, 3, 4, 8, 12, 99)] == [0, 1, 1, 2, 3, 4, 4]


def test_file_says_what_it_is_about() -> None:
    report = replace(matrix(), title="Titel", scope="Nordby", summary=("Otte.",), notes=("Læs.",))
    words = " ".join(one.text for one in drawn_alone(report).shapes if isinstance(one, Text))
    assert all(part in words for part in ("Titel", "Hvor?", "Nordby", "Otte.", "Læs."))


def test_empty_report_says_what_would_fill_it() -> None:
    report = replace(matrix(), rows=(), missing="Notér noget.")
    drawing: Drawing = drawn_alone(report)
    assert "Notér noget." in [one.text for one in drawing.shapes if isinstance(one, Text)]
    assert drawn(report, 500).marked == ()


def test_words_are_cut_where_there_is_no_room() -> None:
    assert fitted("kort", 200) == "kort"
    assert fitted(LONG, 100).endswith("…")
    assert text_width(fitted(LONG, 100)) <= 100
    assert all(text_width(line) <= 120 for line in wrapped(LONG, 120, most=2))
    assert len(wrapped(LONG, 120, most=2)) == 2
