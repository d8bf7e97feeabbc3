"""The body of a document as XML fragments, from a snapshot alone."""

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
from flipdesk.documents.said_words import beside, quoted, source
from flipdesk.documents.word_table import cell, header_row, row, table, tall_row, widths
from flipdesk.documents.xml_text import paragraph, run
from flipdesk.domain.document_snapshot import (
    Contribution,
    DocumentSnapshot,
    Group,
    Item,
    Line,
    Lines,
    Table,
)
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.i18n import _, language

_MUTED = '<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="5A5F65"/>'
_DANISH = '<w:lang w:val="da-DK"/>'
_GAP = "   "
_LONG_TEXT = 1_000
"""A row with a text of this many letters may break over two pages."""
_LINE = 40
"""About the letters of one line of a cell."""
_SHORT_TABLE = 6
"""A table of so few rows stays on one page."""


def body(snapshot: DocumentSnapshot) -> Iterator[str]:
    """Yield the fragments of the body in order; the language in use must be the document's."""
    for _name, fragments in parts(snapshot):
        yield from fragments
    # Word ends no document with a table; so low a line needs no page of its own.
    if _ends_with_table(snapshot):
        yield paragraph("FlipEnd")


def parts(snapshot: DocumentSnapshot, above: int = 0) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the name and the fragments of each part; bookmarks get ids above the one given."""
    bookmarks, kept_as = Bookmarks(above=above), ""
    if isinstance(snapshot, MinutesSnapshot):
        bookmarks, kept_as = Bookmarks(snapshot.questions, above), snapshot.minutes_id
    title = bookmarks.around(MINUTES, kept_as, run(snapshot.title))
    yield "title", iter((paragraph("Title", title),))
    yield "subtitle", iter((paragraph("Subtitle", run(snapshot.subtitle)),))
    yield "head", iter((_head(snapshot),))
    summary = snapshot.summary
    yield "summary", _lines(summary, bookmarks, SUMMARY) if summary.lines else iter(())
    yield "items", _items(snapshot, bookmarks)
    yield "agreements", _sections(snapshot, bookmarks)


def _items(snapshot: DocumentSnapshot, bookmarks: Bookmarks) -> Iterator[str]:
    if snapshot.items:
        yield paragraph("Heading1", run(snapshot.items_heading))
    for item in snapshot.items:
        yield from _item(item, bookmarks, as_table=snapshot.is_timed)
    yield from _rest(snapshot.items_rest)


def _sections(snapshot: DocumentSnapshot, bookmarks: Bookmarks) -> Iterator[str]:
    for section in snapshot.sections:
        if isinstance(section, Lines):
            yield from _lines(section, bookmarks)
        else:
            yield from _table(section, bookmarks)


def _ends_with_table(snapshot: DocumentSnapshot) -> bool:
    if snapshot.sections:
        last = snapshot.sections[-1]
        return isinstance(last, Table) and not last.rest
    if snapshot.items_rest:
        return False
    if snapshot.items:
        last_groups = snapshot.items[-1].groups
        return snapshot.is_timed and bool(last_groups)
    return not snapshot.summary.lines


def _head(snapshot: DocumentSnapshot) -> str:
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
    heading = bookmarks.around(ITEM, item.key, _theirs(item.heading, item.key))
    yield paragraph("Heading2", heading, label)
    if item.note:
        yield paragraph("FlipNote", run(item.note), keep_next=bool(item.groups))
    for group in item.groups:
        if group.heading:
            yield paragraph("Heading3", run(group.heading))
        if group.note:
            yield paragraph("FlipNote", run(group.note), keep_next=bool(group.contributions))
        if as_table:
            yield _contributions_table(item.heading, group, bookmarks)
        else:
            for contribution in group.contributions:
                yield from _contribution(contribution, bookmarks)


def _contribution(contribution: Contribution, bookmarks: Bookmarks) -> Iterator[str]:
    """Yield what was said, and in a smaller line below who said it and about which potentials."""
    below = _below(contribution)
    style = "FlipWords" if below else "FlipWordsAlone"
    if contribution.is_quote:
        style = "FlipQuote"
    words = _theirs(quoted(contribution), contribution.key)
    yield paragraph(style, bookmarks.around(REFLECTION, contribution.key, words))
    if below:
        yield paragraph("FlipSource", below)


def _below(contribution: Contribution) -> str:
    words = source(contribution)
    marks = potential_runs(contribution.marks)
    return (run(words) if words else "") + (run(_GAP) if words and marks else "") + marks


def _contributions_table(caption: str, group: Group, bookmarks: Bookmarks) -> str:
    columns = widths((11, 22, 42, 25))
    titles = (_("Time"), _("Who"), _("What was said"), _("Marks"))
    rows = [header_row(titles, columns)]
    for one in group.contributions:
        words = bookmarks.around(REFLECTION, one.key, _theirs(quoted(one), one.key))
        said = [paragraph("FlipCell", words)]
        small = beside(one)
        if small:
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


def _lines(section: Lines, bookmarks: Bookmarks, kind: str = "") -> Iterator[str]:
    kind = kind or (REFLECTION if section.shows_reflections else OUTCOME)
    yield paragraph("Heading1", run(section.heading))
    for line in section.lines:
        yield paragraph("ListBullet", _words(line, kind, line.key, bookmarks))
    yield from _rest(section.rest)


def _words(line: Line, kind: str, key: str | None, bookmarks: Bookmarks) -> str:
    """Return the runs of a line; the words of ours around it lie outside its bookmark."""
    around = (run(part) if part else "" for part in (line.lead, line.tail))
    return next(around) + bookmarks.around(kind, key, _theirs(line.text, key)) + next(around)


def _theirs(text: str, key: str | None) -> str:
    """Return the run of what somebody wrote or said, which is Danish in every document."""
    return run(text, _DANISH if key and language() != "da" else "")


def _rest(sentence: str) -> Iterator[str]:
    """Yield what there was no room for, if anything."""
    if sentence:
        yield paragraph("FlipRest", run(sentence))


def _table(section: Table, bookmarks: Bookmarks) -> Iterator[str]:
    yield paragraph("Heading1", run(section.heading))
    columns = widths([column.share for column in section.columns])
    rows = [header_row([column.title for column in section.columns], columns)]
    last = len(section.rows) - 1
    for number, one in enumerate(section.rows):
        keep_next = number < last <= _SHORT_TABLE
        first, *others = one.cells
        words = _words(first, OUTCOME, one.key, bookmarks)
        marks = potential_runs(first.marks)
        gap = run(_GAP) if marks else ""
        said = paragraph("FlipCell", words, gap, marks, keep_next=keep_next)
        cells = [cell(columns[0], said)]
        pairs = zip(others, columns[1:], strict=True)
        cells += [cell(width, _cell_line(line, keep_next=keep_next)) for line, width in pairs]
        rows.append(tall_row(cells) if _is_long(first.text) else row(cells))
    yield table("FlipTable", columns, rows, caption=section.heading, has_header=True)
    yield from _rest(section.rest)


def _is_long(text: str) -> bool:
    return len(text) + _LINE * text.count("\n") > _LONG_TEXT
