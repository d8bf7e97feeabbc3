"""The body of the minutes as XML fragments, from a snapshot alone."""

from collections.abc import Iterator, Sequence

from flipdesk.documents.bookmarks import (
    ITEM,
    MINUTES,
    OUTCOME,
    REFLECTION,
    SUMMARY,
    Bookmarks,
)
from flipdesk.documents.potential_runs import potential_runs
from flipdesk.documents.word_table import cell, header_row, row, table, tall_row, widths
from flipdesk.documents.xml_text import paragraph, run
from flipdesk.domain.minutes_snapshot import (
    Contribution,
    Group,
    Item,
    Line,
    Lines,
    MinutesSnapshot,
    Table,
)
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import _, pgettext

_MUTED = '<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="5A5F65"/>'
_GAP = "   "
_LONG_TEXT = 1_000
"""A row with a text of this many letters may break over two pages."""
_LINE = 40
"""About the letters of one line of a cell."""
_SHORT_TABLE = 6
"""A table of so few rows stays on one page."""


def body(snapshot: MinutesSnapshot) -> Iterator[str]:
    """Yield the fragments of the body in order; the language in use must be the document's."""
    bookmarks = Bookmarks(snapshot.questions)
    title = bookmarks.around(MINUTES, snapshot.minutes_id, run(snapshot.title))
    yield paragraph("Title", title)
    yield paragraph("Subtitle", run(snapshot.subtitle))
    yield _head(snapshot)
    if snapshot.summary.lines:
        yield from _lines(snapshot.summary, bookmarks, SUMMARY)
    if snapshot.items:
        yield paragraph("Heading1", run(snapshot.items_heading))
    as_table = snapshot.audience is Audience.RESEARCHERS
    for item in snapshot.items:
        yield from _item(item, bookmarks, as_table=as_table)
    for section in snapshot.sections:
        if isinstance(section, Lines):
            yield from _lines(section, bookmarks)
        else:
            yield from _table(section, bookmarks)
    if snapshot.sections and not isinstance(snapshot.sections[-1], Lines):
        yield paragraph("FlipCell")


def _head(snapshot: MinutesSnapshot) -> str:
    columns = widths((20, 80))
    rows = (
        tall_row(
            (
                cell(columns[0], paragraph("FlipCellLabel", run(head.label))),
                cell(columns[1], *_head_lines(head.lines)),
            )
        )
        for head in snapshot.head
    )
    caption = _("About the session")
    return table("FlipHead", columns, rows, caption=caption, has_header=False)


def _head_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines of one row; a strong line begins a new group under the ones above."""
    for number, line in enumerate(lines):
        if line.strong:
            yield paragraph("FlipCellGroup" if number else "FlipCellLabel", run(line.text))
        else:
            yield _cell_line(line)


def _cell_line(line: Line, *, keep_next: bool = False) -> str:
    marks = potential_runs(line.marks)
    words = run(line.text) if line.text else ""
    gap = run(_GAP) if marks and words else ""
    return paragraph("FlipCell", marks, gap, words, keep_next=keep_next)


def _item(item: Item, bookmarks: Bookmarks, *, as_table: bool) -> Iterator[str]:
    label = run(f" ({item.label})", _MUTED) if item.label else ""
    heading = bookmarks.around(ITEM, item.key, run(item.heading))
    yield paragraph("Heading2", heading, label)
    if item.note:
        yield paragraph("FlipNote", run(item.note), keep_next=bool(item.groups))
    for group in item.groups:
        if group.heading:
            yield paragraph("Heading3", run(group.heading))
        if as_table:
            yield _contributions_table(item.heading, group, bookmarks)
        else:
            for contribution in group.contributions:
                yield from _contribution(contribution, bookmarks)


def _contribution(contribution: Contribution, bookmarks: Bookmarks) -> Iterator[str]:
    """Yield what was said, and in a smaller line below who said it and about which potentials."""
    source = _source(contribution)
    style = "FlipWords" if source else "FlipWordsAlone"
    if contribution.is_quote:
        style = "FlipQuote"
    words = run(_quoted(contribution))
    yield paragraph(style, bookmarks.around(REFLECTION, contribution.key, words))
    if source:
        yield paragraph("FlipSource", source)


def _source(contribution: Contribution) -> str:
    words = " · ".join(part for part in (contribution.kind, contribution.speaker) if part)
    marks = potential_runs(contribution.marks)
    return (run(words) if words else "") + (run(_GAP) if words and marks else "") + marks


def _quoted(contribution: Contribution) -> str:
    """Return the words, a quote in quotation marks unless it brought its own."""
    text = contribution.text
    if not contribution.is_quote or text[:1] in {'"', "”", "“", "»", "«", "'", "’"}:
        return text
    return pgettext("quotation", "“{words}”").replace("{words}", text)


def _contributions_table(caption: str, group: Group, bookmarks: Bookmarks) -> str:
    columns = widths((11, 22, 42, 25))
    titles = (_("Time"), _("Who"), _("What was said"), _("Marks"))
    rows = [header_row(titles, columns)]
    for one in group.contributions:
        words = bookmarks.around(REFLECTION, one.key, run(_quoted(one)))
        said = [paragraph("FlipCell", words)]
        if one.kind or one.caution:
            small = " · ".join(part for part in (one.kind, one.caution) if part)
            said.append(paragraph("FlipCellSmall", run(small)))
        marks = [paragraph("FlipCellSmall", potential_runs((mark,))) for mark in one.marks]
        if one.tags:
            marks.append(paragraph("FlipCellSmall", run(", ".join(one.tags))))
        cells = (
            cell(columns[0], paragraph("FlipCellSmall", run(one.offset))),
            cell(columns[1], paragraph("FlipCellSmall", run(one.speaker or ""))),
            cell(columns[2], *said),
            cell(columns[3], *marks),
        )
        rows.append(tall_row(cells) if _is_long(one.text) else row(cells))
    return table("FlipTable", columns, rows, caption=caption, has_header=True)


def _lines(section: Lines, bookmarks: Bookmarks, kind: str = OUTCOME) -> Iterator[str]:
    yield paragraph("Heading1", run(section.heading))
    for line in section.lines:
        yield paragraph("ListBullet", bookmarks.around(kind, line.key, run(line.text)))


def _table(section: Table, bookmarks: Bookmarks) -> Iterator[str]:
    yield paragraph("Heading1", run(section.heading))
    columns = widths([column.share for column in section.columns])
    rows = [header_row([column.title for column in section.columns], columns)]
    last = len(section.rows) - 1
    for number, one in enumerate(section.rows):
        keep_next = number < last <= _SHORT_TABLE
        first, *others = one.cells
        words = bookmarks.around(OUTCOME, one.key, run(first.text))
        marks = potential_runs(first.marks)
        gap = run(_GAP) if marks else ""
        said = paragraph("FlipCell", words, gap, marks, keep_next=keep_next)
        cells = [cell(columns[0], said)]
        pairs = zip(others, columns[1:], strict=True)
        cells += [cell(width, _cell_line(line, keep_next=keep_next)) for line, width in pairs]
        rows.append(tall_row(cells) if _is_long(first.text) else row(cells))
    yield table("FlipTable", columns, rows, caption=section.heading, has_header=True)


def _is_long(text: str) -> bool:
    return len(text) + _LINE * text.count("\n") > _LONG_TEXT
