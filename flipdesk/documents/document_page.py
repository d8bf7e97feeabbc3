"""The parts of a document, from its snapshot alone."""

from collections.abc import Iterable, Iterator

from flipdesk.documents.bookmarks import (
    ITEM,
    MINUTES,
    OUTCOME,
    REFLECTION,
    SUMMARY,
    bookmark_name,
)
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
from flipdesk.documents.said_words import beside, quoted, source
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
from flipdesk.domain.potential_mark import PotentialMark
from flipdesk.i18n import _

_HEAD_SHARES = (20, 80)
_GAP = Span("\u2003")
_TIMED_SHARES = (11, 22, 42, 25)


def document_page(snapshot: DocumentSnapshot) -> Page:
    """Return a document in parts; the language in use must be the document's."""
    kept_as = snapshot.minutes_id if isinstance(snapshot, MinutesSnapshot) else ""
    return Page(
        language=snapshot.language,
        identifier=snapshot.identifier,
        title=snapshot.title,
        subtitle=snapshot.subtitle,
        author=snapshot.author,
        subject=f"{snapshot.name}, {snapshot.subtitle}",
        below=f"{snapshot.name} · {snapshot.status}",
        banner=snapshot.banner,
        written=snapshot.written,
        parts=tuple(_parts(snapshot)),
        anchor=_anchor(MINUTES, kept_as),
    )


def _parts(snapshot: DocumentSnapshot) -> Iterator[Part]:
    if snapshot.head:
        yield _head(snapshot)
    if snapshot.summary.lines:
        yield from _lines(snapshot.summary, SUMMARY)
    if snapshot.items:
        yield Heading(2, snapshot.items_heading)
    for item in snapshot.items:
        yield from _item(item, is_timed=snapshot.is_timed)
    yield from _rest(snapshot.items_rest)
    for section in snapshot.sections:
        if isinstance(section, Lines):
            yield from _lines(section, REFLECTION if section.shows_reflections else OUTCOME)
        else:
            yield from _table(section)


def _head(snapshot: DocumentSnapshot) -> Grid:
    rows = tuple(
        (
            GridCell((_plain(head.label),), is_heading=True),
            GridCell(tuple(_cell_para(line) for line in head.lines)),
        )
        for head in snapshot.head
    )
    return Grid(_("About the session"), _HEAD_SHARES, rows)


def _item(item: Item, *, is_timed: bool) -> Iterator[Part]:
    yield Heading(3, item.heading, item.label, _anchor(ITEM, item.key))
    if item.note:
        yield _plain(item.note, Style.NOTE)
    for group in item.groups:
        if group.heading:
            yield Heading(4, group.heading)
        if group.note:
            yield _plain(group.note, Style.NOTE)
        if is_timed:
            yield _timed(item.heading, group)
        else:
            for one in group.contributions:
                yield from _contribution(one)


def _contribution(one: Contribution) -> Iterator[Para]:
    style = Style.QUOTE if one.is_quote else Style.WORDS
    yield Para((_theirs(quoted(one)),), style, _anchor(REFLECTION, one.key))
    words = source(one)
    spans = _beside((Span(words),) if words else (), _marks(one.marks))
    if spans:
        yield Para(spans, Style.SOURCE)


def _timed(caption: str, group: Group) -> Grid:
    titles = (_("Time"), _("Who"), _("What was said"), _("Marks"))
    return Grid(caption, _TIMED_SHARES, tuple(map(_timed_row, group.contributions)), titles)


def _timed_row(one: Contribution) -> tuple[GridCell, ...]:
    said = [Para((_theirs(quoted(one)),), Style.PLAIN, _anchor(REFLECTION, one.key))]
    small = beside(one)
    if small:
        said.append(_plain(small, Style.SMALL))
    marks = [Para((mark,), Style.SMALL) for mark in _marks(one.marks)]
    if one.tags:
        marks.append(_plain(", ".join(one.tags), Style.SMALL))
    return (
        GridCell((_plain(one.offset, Style.SMALL),)),
        GridCell((_plain(one.speaker or "", Style.SMALL),)),
        GridCell(tuple(said)),
        GridCell(tuple(marks)),
    )


def _lines(section: Lines, kind: str) -> Iterator[Part]:
    yield Heading(2, section.heading)
    if section.lines:
        yield Listed(tuple(_line(one, kind) for one in section.lines))
    yield from _rest(section.rest)


def _line(line: Line, kind: str) -> Para:
    return Para(_words(line, line.key), anchor=_anchor(kind, line.key))


def _words(line: Line, key: str | None) -> tuple[Span, ...]:
    spans = (Span(line.lead), Span(line.text, is_theirs=bool(key)), Span(line.tail))
    return tuple(one for one in spans if one.text)


def _theirs(text: str) -> Span:
    return Span(text, is_theirs=True)


def _table(section: Table) -> Iterator[Part]:
    yield Heading(2, section.heading)
    titles = tuple(column.title for column in section.columns)
    shares = tuple(column.share for column in section.columns)
    rows = []
    for one in section.rows:
        first, *others = one.cells
        spans = _beside(_words(first, one.key), _marks(first.marks))
        anchored = Para(spans, anchor=_anchor(OUTCOME, one.key))
        rows.append((GridCell((anchored,)), *(GridCell((_cell_para(line),)) for line in others)))
    yield Grid(section.heading, shares, tuple(rows), titles)
    yield from _rest(section.rest)


def _cell_para(line: Line) -> Para:
    spans = (*_marks(line.marks), *((Span(line.text, is_strong=line.strong),) if line.text else ()))
    return Para(spans)


def _beside(words: tuple[Span, ...], marks: tuple[Span, ...]) -> tuple[Span, ...]:
    gap = (_GAP,) if words and marks else ()
    return (*words, *gap, *marks)


def _rest(sentence: str) -> Iterator[Part]:
    if sentence:
        yield _plain(sentence, Style.REST)


def _plain(text: str, style: Style = Style.PLAIN) -> Para:
    return Para((Span(text),), style)


def _marks(marks: Iterable[PotentialMark]) -> tuple[Span, ...]:
    return tuple(Span(mark=mark) for mark in marks)


def _anchor(kind: str, key: str | None) -> str:
    return bookmark_name(kind, key) if key else ""
