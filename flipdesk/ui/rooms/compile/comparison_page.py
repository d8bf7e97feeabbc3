"""What differs between two versions as a page: struck through and underlined, and said in signs."""

from collections.abc import Iterator
from html import escape

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from flipdesk.domain.comparison import Comparison, Difference, Fate, Passage, Segment
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.theme.theme import Theme

GONE, NEW = "−", "+"
"""The signs stand before what went and came, for whoever sees no lines or hears the page."""


def page(theme: Theme, found: Comparison) -> str:
    """Return the whole page; every place is an anchor named by its number from 0."""
    return "".join(_parts(theme, found))


def mark_place(theme: Theme, shown: QTextEdit, number: int) -> str:
    """Mark the place of a number, bring it into sight, and return what it says."""
    kind = shown.document().begin()
    while not _is_anchor(kind, str(number)):
        kind = kind.next()
    words = kind.next()
    end, cursor = QTextCursor(words), QTextCursor(words)
    end.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.setPosition(end.position(), QTextCursor.MoveMode.KeepAnchor)
    # The end first, so that both are seen where there is room, and the beginning at any rate.
    for part in (end, QTextCursor(kind)):
        shown.setTextCursor(part)
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(theme.colour("accent_tint"))
    shown.setExtraSelections([mark])
    return f"{kind.text()}: {words.text()}"


def counted(found: Comparison) -> str:
    """Return "3 steder er ændret: 12 ord er nye, 4 er udgået"."""
    count = len(found.passages)
    if not count:
        return _("Nothing differs.")
    places = ngettext("{n} place differs", "{n} places differ", count).format(n=count)
    new, gone = found.words(Fate.NEW), found.words(Fate.GONE)
    words = ngettext("{n} word is new", "{n} words are new", new).format(n=new)
    return _("{places}: {words}, {gone} taken out").format(places=places, words=words, gone=gone)


def _is_anchor(block: QTextBlock, name: str) -> bool:
    behind_first = QTextCursor(block)
    behind_first.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return name in behind_first.charFormat().anchorNames()


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
    """Return the words with their marks; a blank parts what went from what came in its stead."""
    segments = [one for one in passage.segments if one.text]
    marked = ""
    for number, one in enumerate(segments):
        marked += _segment(one)
        follows = segments[number + 1].fate if number + 1 < len(segments) else Fate.KEPT
        if one.fate is Fate.GONE and follows is Fate.NEW:
            marked += " "
    return marked


def _segment(segment: Segment) -> str:
    """Return words with their sign right before the first of them, blanks left as they were."""
    bare = segment.text.lstrip()
    if segment.fate is Fate.KEPT or not bare:
        return _lines(segment.text)
    sign, mark = (GONE, "s") if segment.fate is Fate.GONE else (NEW, "u")
    blanks = segment.text[: len(segment.text) - len(bare)]
    return f"{_lines(blanks)}<{mark}>{sign}{_lines(bare)}</{mark}>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
