"""Tables as CSV (RFC 4180) and as one workbook (XLSX), without anything that could be a formula.

Written for people, a CSV file has titles, semicolons and a byte order mark, which is what a Danish
Excel opens by itself; for programs it has the keys of its columns, commas and none.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.plain_table import Cell, PlainTable
from flipdesk.errors import BugError
from flipdesk.exchange.formula_guard import guarded, is_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_LETTERS = 32_767
"""What a cell of a workbook can hold."""
_MOST_IN_A_TITLE = 31
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_WIDTH, _WIDE = 18, 70


def write_csv(table: PlainTable, *, for_people: bool = False) -> bytes:
    """Return the table as CSV in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if for_people else ",", lineterminator="\r\n")
    writer.writerow([one.title if for_people else one.key for one in table.columns])
    for row in table.rows:
        writer.writerow([_in_csv(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig" if for_people else "utf-8", "replace")


def check_csv(path: Path) -> None:
    """Read a file as a table.

    Raises:
        BugError: it has no rows, or rows of different lengths.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        lengths = {len(row) for row in csv.reader(file, delimiter=";" if ";" in first else ",")}
    if len(lengths) != 1:
        raise BugError(f"{path.name} is no table: {lengths}")


def write_workbook(tables: Sequence[PlainTable], *, for_people: bool = True) -> bytes:
    """Return the tables as one .xlsx, each on a sheet with its first row fixed."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        title = _NOT_IN_A_TITLE.sub(" ", table.title if for_people else table.key)
        _fill(book.create_sheet(title[:_MOST_IN_A_TITLE]), table, for_people=for_people)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def check_workbook(path: Path) -> None:
    """Open what was written and see that nothing in it is worked out.

    Raises:
        BugError: something in it is a formula.
    """
    from openpyxl import load_workbook

    # By its bytes: of a path it asks for a certain ending.
    book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if any(cell.data_type == "f" for cell in row):
                raise BugError(f"{path.name} holds a formula")


def _fill(sheet: "Worksheet", table: PlainTable, *, for_people: bool) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(table.columns, 1):
        head = sheet.cell(1, number, column.title if for_people else column.key)
        head.font = Font(bold=True)
        wide = any(isinstance(row[number - 1], str) and len(str(row[number - 1])) > _WIDE
                   for row in table.rows)  # fmt: skip
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE if wide else _WIDTH
    wrapped = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate(table.rows, 2):
        for number, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(line, number)
            if isinstance(value, str):
                # Set as a text, or openpyxl makes a formula of what begins with "=".
                cell.value = _cut(value)
                cell.data_type = "s"
                # Styles are dear: only those cells get one that need it.
                if is_formula(value):
                    cell.quotePrefix = True
                if len(value) > _WIDE or "\n" in value:
                    cell.alignment = wrapped
            else:
                cell.value = value
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(_FORBIDDEN.sub("\ufffd", cell)) if isinstance(cell, str) else str(cell)


def _cut(text: str) -> str:
    text = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
