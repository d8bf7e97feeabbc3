"""Tables as XML fragments: a row is a string, so that thousands of rows cost what they must.

python-docx's `table.cell()` is quadratic; nothing here touches it.
"""

from collections.abc import Iterable, Sequence

from flipdesk.documents.xml_text import escaped, paragraph, run

TEXT_WIDTH = 9412
"""The width between the margins of the base template in twentieths of a point."""
WIDE_TEXT_WIDTH = 14344
"""The same when the page lies on its side."""


def widths(shares: Sequence[int], width: int = TEXT_WIDTH) -> list[int]:
    """Return column widths that fill the text width, from shares of any total."""
    total = sum(shares)
    inner = [width * share // total for share in shares[:-1]]
    return [*inner, width - sum(inner)]


def cell(width: int, *paragraphs: str) -> str:
    """Return a cell; Word wants at least one paragraph in it."""
    inside = "".join(paragraphs) or paragraph("FlipCell")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def row(cells: Iterable[str]) -> str:
    """Return a row that never breaks over two pages."""
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def tall_row(cells: Iterable[str]) -> str:
    """Return a row that may break over two pages, for cells that can outgrow one."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def roomy_row(cells: Iterable[str], height: int) -> str:
    """Return a whole row at least so high, in twentieths of a point, to write in by hand."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}</w:trPr>{''.join(cells)}</w:tr>"


def header_row(titles: Sequence[str], columns: Sequence[int]) -> str:
    """Return the header row, repeated on every page."""
    pairs = zip(titles, columns, strict=True)
    cells = (cell(width, paragraph("FlipCellHead", run(title))) for title, width in pairs)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def table(
    style: str, columns: Sequence[int], rows: Iterable[str], *, caption: str, has_header: bool
) -> str:
    """Return a table. `caption` is what a screen reader says before it enters."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    first_row, first_column = int(has_header), int(not has_header)
    look = (
        f'<w:tblLook w:val="{0x0020 * first_row + 0x0080 * first_column + 0x0600:04X}"'
        f' w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="{first_column}"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{escaped(caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
