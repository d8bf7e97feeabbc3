"""The parts of a paper that is handed out: programme, run sheet and handouts."""

from collections.abc import Iterator

from flipdesk.documents.page_parts import (
    Grid,
    GridCell,
    Heading,
    Listed,
    Page,
    Para,
    Part,
    Span,
    Style,
)
from flipdesk.domain import paper as papers
from flipdesk.domain.paper import Block, Facts, Numbered, Paper, Text

_FACTS_SHARES = (20, 80)
_ROOMY_SHARES = (32, 68)


def paper_page(paper: Paper) -> Page:
    """Return a paper in parts."""
    return Page(
        language=paper.language,
        identifier=paper.identifier,
        title=paper.title,
        subtitle=paper.subtitle,
        author=paper.author,
        subject=paper.subtitle,
        below=paper.below,
        banner=paper.banner,
        written=paper.made,
        parts=tuple(part for block in paper.blocks for part in _block(block)),
        is_landscape=paper.is_landscape,
    )


def _block(block: Block) -> Iterator[Part]:
    match block:
        case papers.Heading():
            yield Heading(2, block.text)
        case Text():
            yield _para(block.text, Style.CAUTION if block.is_caution else Style.PLAIN)
        case Numbered():
            yield Listed(tuple(map(_para, block.lines)), is_numbered=True)
        case Facts():
            rows = tuple(
                (GridCell((_para(label),), is_heading=True), GridCell((_para(text),)))
                for label, text in block.rows
            )
            shares = _ROOMY_SHARES if block.room_mm else _FACTS_SHARES
            yield Grid(block.caption, shares, rows, room_mm=block.room_mm)
        case papers.Grid():
            yield _grid(block)


def _grid(grid: papers.Grid) -> Grid:
    return Grid(
        grid.caption,
        tuple(column.share for column in grid.columns),
        tuple(tuple(map(_cell, row)) for row in grid.rows),
        tuple(column.title for column in grid.columns),
        grid.room_mm,
    )


def _cell(cell: papers.Cell) -> GridCell:
    strong = (Para((Span(cell.strong, is_strong=True),)),) if cell.strong else ()
    return GridCell((*strong, *((_para(cell.text),) if cell.text else ())))


def _para(text: str, style: Style = Style.PLAIN) -> Para:
    return Para((Span(text),), style)
