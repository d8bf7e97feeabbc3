"""The page that shows what minutes will say: the snapshot as rich text, and what it leaves out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain

from flipdesk.domain.document_snapshot import Contribution, HeadRow, Item, Line, Lines, Table
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.potential_mark import PotentialMark
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind
from flipdesk.domain.withheld import Withheld, WithheldReason, reason_sentence
from flipdesk.i18n import _, speaking
from flipdesk.services.minutes_outcomes import heading_of
from flipdesk.ui.theme.theme import Theme

_ByHome = dict[str | None, list[Withheld]]
ALERT = "alert"
"""The name under which the document finds the picture of the warning sign."""


def style_sheet(theme: Theme) -> str:
    """Return the sheet of the page in the theme's colours and sizes."""
    px, muted = theme.px, theme.colour("muted").name()
    warning = theme.colour("warning").name()
    return (
        f".h1 {{ font-size: {px(22)}px; font-weight: 600; margin: 0 0 {px(2)}px 0; }}"
        f".h2 {{ font-size: {px(18)}px; font-weight: 600; margin: {px(14)}px 0 {px(4)}px 0; }}"
        f".h3 {{ font-size: {px(15)}px; font-weight: 600; margin: {px(6)}px 0 {px(1)}px 0; }}"
        f"p {{ margin: 0 0 {px(6)}px 0; line-height: 117%; }}"
        f".small {{ color: {muted}; font-size: {px(13)}px; margin: 0 0 {px(7)}px 0; }}"
        f".words {{ margin: 0; }} .muted {{ color: {muted}; font-weight: 400; }}"
        f".label {{ color: {muted}; font-weight: 400; font-size: {px(15)}px; }}"
        f".rule {{ color: {warning}; font-size: {px(13)}px; margin: 0; }}"
        f"td {{ padding: 0 {px(10)}px {px(3)}px 0; }}"
    )


class MinutesPage:
    """Draws one snapshot; every note carries an anchor named by its GUID."""

    def __init__(
        self,
        theme: Theme,
        snapshot: MinutesSnapshot,
        record: SessionRecord,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        """`changed` are the GUIDs of what differs from the minutes that were approved."""
        self._changed = changed
        self._theme = theme
        self._snapshot = snapshot
        self._homes: dict[str, str | None] = {
            one.id: one.agenda_item_id for one in record.reflections
        }
        with speaking(snapshot.language):
            self._homes |= {one.id: heading_of(one) for one in record.outcomes}
        self._unnamed = {
            one.key: one
            for one in snapshot.withheld
            if one.reason is WithheldReason.SPEAKER_NOT_NAMED
        }

    def html(self) -> str:
        """Return the whole page."""
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        snapshot = self._snapshot
        yield f'<p class="h1">{escape(snapshot.title)}</p>'
        yield f'<p class="muted">{escape(snapshot.subtitle)}</p>'
        yield self._head(snapshot.head)
        if snapshot.summary.lines:
            yield from self._lines(snapshot.summary)
        notes, outcomes = self._left_out(ReflectionKind), self._left_out(OutcomeKind)
        for item in snapshot.items:
            yield from self._item(item)
            yield from map(self._withheld, notes.pop(item.key, ()))
        yield from map(self._withheld, chain(*notes.values()))
        yield _rest(snapshot.items_rest)
        for section in snapshot.sections:
            yield from self._lines(section) if isinstance(section, Lines) else self._table(section)
            yield from map(self._withheld, outcomes.pop(section.heading, ()))
        yield from map(self._withheld, chain(*outcomes.values()))

    def _left_out(self, kinds: type[ReflectionKind | OutcomeKind]) -> "_ByHome":
        """Return what stays out by where it would stand: its item, or its section's heading."""
        reason = WithheldReason
        silent = (reason.SPEAKER_NOT_NAMED, reason.NO_TEXT, reason.NO_ROOM)
        found: _ByHome = defaultdict(list)
        for one in self._snapshot.withheld:
            if isinstance(one.kind, kinds) and one.reason not in silent:
                found[self._homes.get(one.key)].append(one)
        return found

    def _head(self, rows: Iterable[HeadRow]) -> str:
        drawn = []
        for row in rows:
            lines = "<br/>".join(
                f"<b>{escape(line.text)}</b>" if line.strong else self._line(line)
                for line in row.lines
            )
            label = f'<td class="muted">{escape(row.label)}</td>'
            drawn.append(f"<tr>{label}<td>{lines}</td></tr>")
        return f'<table cellspacing="0" cellpadding="0">{"".join(drawn)}</table>'

    def _item(self, item: Item) -> Iterator[str]:
        label = f' <span class="label">({escape(item.label)})</span>' if item.label else ""
        yield f'<p class="h2">{_anchor(item.key)}{escape(item.heading)}{label}</p>'
        if item.note:
            yield f'<p class="small">{escape(item.note)}</p>'
        for group in item.groups:
            if group.heading:
                yield f'<p class="h3">{escape(group.heading)}</p>'
            yield _rest(group.note)
            yield from map(self._contribution, group.contributions)

    def _contribution(self, one: Contribution) -> str:
        words = _quoted(one.text, is_quote=one.is_quote)
        small = [one.offset, one.kind, one.speaker or "", ", ".join(one.tags), one.caution]
        source = " · ".join(escape(part) for part in small if part)
        source = "&nbsp;&nbsp; ".join(part for part in (source, self._marks(one.marks)) if part)
        kind = "words" if source else ""
        drawn = f'<p class="{kind}">{_anchor(one.key)}{words}</p>'
        if one.key in self._unnamed:
            reason = reason_sentence(self._unnamed[one.key].reason)
            drawn += f'<p class="rule"><img src="{ALERT}"/>&nbsp;{escape(reason)}</p>'
        drawn += self._since(one.key)
        return drawn + (f'<p class="small">{source}</p>' if source else "")

    def _withheld(self, one: Withheld) -> str:
        """Return what stays out, on the tint of a warning with its reason below."""
        bar, tint = self._theme.colour("warning").name(), self._theme.colour("warning_tint").name()
        words = _quoted(one.text, is_quote=one.kind is ReflectionKind.QUOTE)
        px = self._theme.px
        return (
            '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
            f'<td width="{px(3)}" bgcolor="{bar}" style="padding: 0"></td>'
            f'<td bgcolor="{tint}" style="padding: {px(5)}px {px(10)}px">'
            f'<p class="words">{_anchor(one.key)}{words}</p>'
            f'<p class="rule"><img src="{ALERT}"/>&nbsp;{escape(reason_sentence(one.reason))}</p>'
            f'</td></tr></table><p style="font-size: {px(4)}px; margin: 0">&nbsp;</p>'
        )

    def _lines(self, section: Lines) -> Iterator[str]:
        yield f'<p class="h2">{escape(section.heading)}</p>'
        for line in section.lines:
            yield f"<p>{_anchor(line.key)}{self._line(line)}</p>{self._since(line.key)}"
        yield _rest(section.rest)

    def _table(self, section: Table) -> Iterator[str]:
        yield f'<p class="h2">{escape(section.heading)}</p>'
        for row in section.rows:
            first, *others = row.cells
            small = " · ".join(escape(cell.text) for cell in others if cell.text)
            words = escape(f"{first.lead}{first.text}{first.tail}")
            yield f'<p class="words">{_anchor(row.key)}{words}</p>'
            yield self._since(row.key)
            marks = self._marks(first.marks)
            yield f'<p class="small">{small}{"&nbsp;&nbsp; " + marks if marks else ""}</p>'
        yield _rest(section.rest)

    def _since(self, key: str | None) -> str:
        if key not in self._changed:
            return ""
        told = escape(_("Changed since the approval"))
        return f'<p class="rule"><img src="{ALERT}"/>&nbsp;{told}</p>'

    def _line(self, line: Line) -> str:
        words = escape(f"{line.lead}{line.text}{line.tail}")
        return " ".join(part for part in (self._marks(line.marks), words) if part)

    def _marks(self, marks: Iterable[PotentialMark]) -> str:
        drawn = []
        for mark in marks:
            colours = self._theme.potential(mark.slug)
            ground, ink = colours.fill.name(), colours.on_fill.name()
            digit = f"&nbsp;{mark.number}&nbsp;" if mark.number else ""
            drawn.append(
                f'<span style="background-color: {ground}; color: {ink}; font-weight: 700">'
                f'{digit}</span><span style="color: {colours.text.name()}; font-weight: 600">'
                f"&nbsp;{escape(mark.name)}</span>"
            )
        return "&nbsp;&nbsp;".join(drawn)


def _rest(sentence: str) -> str:
    return f'<p class="small">{escape(sentence)}</p>' if sentence else ""


def _quoted(text: str, *, is_quote: bool) -> str:
    words = escape(text).replace("\n", "<br/>")
    if not is_quote:
        return words
    if not text.startswith(("”", '"', "“", "»")):
        words = f"”{words}”"
    return f"<i>{words}</i>"


def _anchor(key: str | None) -> str:
    return f'<a name="{escape(key)}"></a>' if key else ""
