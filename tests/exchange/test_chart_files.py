"""What a chart becomes outside: SVG that no text can break out of, CSV that no formula runs in."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from flipdesk.domain.charts.chart import drawn_alone
from flipdesk.domain.report import Cell, Column, Form, Report, Row, Unit
from flipdesk.exchange.chart_svg import chart_svg, token_colours
from flipdesk.exchange.formula_guard import guarded
from flipdesk.exchange.report_csv import report_csv

SVG = "{http://www.w3.org/2000/svg}"


def report(*titles: str) -> Report:
    rows = tuple(Row(title, title, (Cell(3), Cell(2))) for title in titles)
    return Report("prøve", Form.BARS, "Hoved", (Column("a", "A"), Column("b", "B")), rows,
                  title="Titel", question="Hvad?")  # fmt: skip


@given(st.text(max_size=40))
def test_any_text_stays_text(words: str) -> None:
    svg = chart_svg(drawn_alone(report(words)), token_colours())
    root = etree.fromstring(svg.encode())
    allowed = {"svg", "title", "desc", "defs", "pattern", "path", "circle", "rect", "g", "text",
               "polyline", "polygon"}  # fmt: skip
    assert {str(one.tag).removeprefix(SVG) for one in root.iter()} <= allowed


def test_chart_speaks_for_those_who_listen() -> None:
    root = etree.fromstring(chart_svg(drawn_alone(report("Række")), token_colours()).encode())
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}desc")
    said = [one.text for one in root.iter(f"{SVG}title")]
    assert said == ["Titel", "Række, A: 3", "Række, B: 2"]
    assert "Source Sans 3" in (root.get("font-family") or "")


def test_every_colour_is_a_token_in_both_schemes() -> None:
    drawing = drawn_alone(report("Række"))
    used = {
        getattr(one, name)
        for one in drawing.shapes
        for name in ("fill", "line", "colour", "ink")
        if getattr(one, name, "")
    }
    for scheme in ("light", "dark"):
        assert used <= set(token_colours(scheme))


@given(st.text(max_size=30))
def test_no_cell_begins_a_formula(words: str) -> None:
    assert not guarded(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_csv_guards_words_and_leaves_numbers() -> None:
    columns = (Column("a", "=1+1", Unit.MINUTES), Column("b", "@SUM", Unit.TEXT))
    row = Row("x", "-cmd", (Cell(-2.5), Cell(text="+45 12345678")))
    data = report_csv(Report("prøve", Form.BARS, "Hoved", columns, (row,)))
    assert data.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Hoved", "'=1+1", "'@SUM"], ["'-cmd", "-2,5", "'+45 12345678"]]


def test_hidden_number_is_in_no_file() -> None:
    row = Row("x", "Række", (Cell(is_hidden=True), Cell(7)))
    hidden = Report("prøve", Form.MATRIX, "Hoved", (Column("a", "A"), Column("b", "B")), (row,))
    rows = report_csv(hidden).decode("utf-8-sig").splitlines()
    assert rows[1] == "Række;få;7"
    assert "få" in chart_svg(drawn_alone(hidden), token_colours())
