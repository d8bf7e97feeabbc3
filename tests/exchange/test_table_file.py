"""Tables are read as they were written, and no cell is ever worked out."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from flipdesk.domain.plain_table import Column, PlainTable
from flipdesk.exchange.table_file import write_csv, write_workbook

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def table(*texts: str) -> PlainTable:
    columns = (Column("text", "Tekst"), Column("day", "Dag"), Column("at_ms", "Millisekunder"))
    rows = tuple((text, date(2021, 4, 22), number) for number, text in enumerate(texts))
    return PlainTable("reflections", "Refleksioner", columns, rows)


def read(data: bytes, delimiter: str) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


@given(st.text(max_size=40))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    ((cell, *_rest),) = read(write_csv(table(text)), ",")[1:]
    assert not cell.startswith(DANGEROUS)
    assert text.startswith(DANGEROUS) == cell.startswith("'") or text.startswith(("'", "\n", "＝"))


@pytest.mark.parametrize("text", ["=1+1", "+45 12", "-", "@SUM(A1)", "\t=1", "\r=1"])
def test_workbook_holds_texts_as_they_are(text: str) -> None:
    book = load_workbook(io.BytesIO(write_workbook([table(text, 'æøå; "citat"\n')])))
    sheet = book["Refleksioner"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text.replace("\r", "\n")
    assert sheet["A2"].quotePrefix
    assert (sheet["A3"].value, sheet["C3"].value) == ('æøå; "citat"\n', 1)
    assert sheet["B2"].value.date() == date(2021, 4, 22)


def test_people_and_programs_get_their_kind_of_file() -> None:
    people, programs = write_csv(table("a;b"), for_people=True), write_csv(table("a,b"))
    assert people.startswith(b"\xef\xbb\xbfTekst;Dag;")
    assert read(people, ";")[1] == ["a;b", "2021-04-22", "0"]
    assert programs.startswith(b"text,day,at_ms\r\n")
    assert read(programs, ",")[1][0] == "a,b"


def test_what_a_cell_cannot_hold_is_cut_and_replaced() -> None:
    book = load_workbook(io.BytesIO(write_workbook([table("a" * 40_000, "\x00\ud800b")])))
    sheet = book["Refleksioner"]
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A3"].value == "\ufffd\ufffdb"
