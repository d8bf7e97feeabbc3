"""The body of a paper as XML fragments, from the paper alone."""

from collections.abc import Iterator
from itertools import islice, takewhile, zip_longest

from flipdesk.documents.word_table import (
    TEXT_WIDTH,
    WIDE_TEXT_WIDTH,
    cell,
    header_row,
    roomy_row,
    row,
    table,
    widths,
)
from flipdesk.documents.xml_text import paragraph, run
from flipdesk.domain.paper import Block, Cell, Facts, Grid, Heading, Numbered, Paper, Text

_TWIPS_PER_MM = 57
_TABLES = (Facts, Grid)


def body(paper: Paper) -> Iterator[str]:
    """Yield the fragments of the body in order."""
    for _name, fragments in parts(paper):
        yield from fragments


def parts(paper: Paper) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the name and the fragments of each part, as those of minutes are called."""
    yield "title", iter((paragraph("Title", run(paper.title)),))
    subtitle = (paragraph("Subtitle", run(paper.subtitle)),) if paper.subtitle else ()
    yield "subtitle", iter(subtitle)
    head = tuple(takewhile(lambda block: isinstance(block, Facts), paper.blocks))
    width = WIDE_TEXT_WIDTH if paper.is_landscape else TEXT_WIDTH
    drawn = zip_longest(paper.blocks, paper.blocks[1:])
    yield "head", _blocks(islice(drawn, len(head)), width)
    yield "items", _blocks(drawn, width)


def _blocks(drawn: Iterator[tuple[Block, Block | None]], width: int) -> Iterator[str]:
    for block, following in drawn:
        yield from _block(block, width)
        # Word runs two tables together that nothing parts, and ends no document with one.
        if isinstance(block, _TABLES) and (following is None or isinstance(following, _TABLES)):
            yield paragraph("FlipGap" if following else "FlipEnd")


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            yield paragraph("Heading1", run(block.text))
        case Text():
            yield paragraph("FlipCaution" if block.is_caution else "Normal", run(block.text))
        case Numbered():
            for line in block.lines:
                yield paragraph("ListNumber", run(line))
        case Facts():
            yield _facts(block, width)
        case Grid():
            yield _grid(block, width)


def _facts(facts: Facts, width: int) -> str:
    columns = widths((20, 80) if not facts.room_mm else (32, 68), width)
    rows = []
    for label, text in facts.rows:
        cells = (
            cell(columns[0], paragraph("FlipCellLabel", run(label))),
            cell(columns[1], paragraph("FlipCell", run(text) if text else "")),
        )
        rows.append(roomy_row(cells, facts.room_mm * _TWIPS_PER_MM))
    style = "FlipSheet" if facts.room_mm else "FlipHead"
    return table(style, columns, rows, caption=facts.caption, has_header=False)


def _grid(grid: Grid, width: int) -> str:
    columns = widths([column.share for column in grid.columns], width)
    rows = [header_row([column.title for column in grid.columns], columns)]
    for number, one in enumerate(grid.rows):
        # The last row never stands alone under a header at the top of a page.
        keep_next = number == len(grid.rows) - 2
        pairs = zip(one, columns, strict=True)
        cells = [cell(column, *_paragraphs(held, keep_next=keep_next)) for held, column in pairs]
        rows.append(roomy_row(cells, grid.room_mm * _TWIPS_PER_MM) if grid.room_mm else row(cells))
    style = "FlipSheet" if grid.room_mm else "FlipTable"
    return table(style, columns, rows, caption=grid.caption, has_header=True)


def _paragraphs(held: Cell, *, keep_next: bool) -> Iterator[str]:
    if held.strong:
        yield paragraph("FlipCellLabel", run(held.strong), keep_next=keep_next)
    if held.text:
        yield paragraph("FlipCell", run(held.text), keep_next=keep_next)
