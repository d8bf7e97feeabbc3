"""What differs between two versions as a page: struck through and underlined, and said in signs."""

from collections.abc import Iterator
from html import escape

from flipdesk.domain.comparison import Comparison, Difference, Fate, Passage, Segment
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.theme.theme import Theme

GONE, NEW = "−", "+"
"""The signs stand before what went and came, for whoever sees no lines or hears the page."""


def page(theme: Theme, found: Comparison) -> str:
    """Return the whole page; every place is an anchor named by its number from 0."""
    return "".join(_parts(theme, found))


def counted(found: Comparison) -> str:
    """Return "3 steder er forskellige · ord: +12 −4"."""
    count = len(found.passages)
    if not count:
        return _("Nothing differs.")
    places = ngettext("{n} place differs", "{n} places differ", count).format(n=count)
    words = f"{NEW}{found.words(Fate.NEW)} {GONE}{found.words(Fate.GONE)}"
    return " · ".join((places, _("words: {count}").format(count=words)))


def _parts(theme: Theme, found: Comparison) -> Iterator[str]:
    muted, px = theme.colour("muted").name(), theme.px
    heading = None
    for number, one in enumerate(found.passages):
        if one.heading != heading:
            heading = one.heading
            yield f'<h3 style="margin: {px(12)}px 0 {px(2)}px 0">{escape(heading)}</h3>'
        told = word(one.kind)
        if one.is_moved and one.kind is Difference.CHANGED:
            told = _("{first} and {second}").format(first=told, second=word(Difference.MOVED))
        yield (
            f'<p style="margin: {px(6)}px 0 0 0; color: {muted}; font-size: {px(13)}px">'
            f'<a name="{number}"></a>{escape(told)}</p>'
            f'<p style="margin: 0 0 {px(4)}px 0">{_marked(one)}</p>'
        )


def _marked(passage: Passage) -> str:
    return "".join(map(_segment, passage.segments))


def _segment(segment: Segment) -> str:
    words = escape(segment.text).replace("\n", "<br>")
    if not words or segment.fate is Fate.KEPT:
        return words
    if segment.fate is Fate.GONE:
        return f"<s>{GONE}{words}</s> "
    return f"<u>{NEW}{words}</u>"
