"""What came back in a document that was sent out: its pieces of text, changes and comments.

A piece is one paragraph of the document as it was before anybody tracked a change in it. Its text
is a row of spans, so that nothing that somebody wrote or struck out is lost.
"""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """What the hidden id of a paragraph says that it shows."""

    REFLECTION = "r"
    AGENDA_ITEM = "a"
    OUTCOME = "o"
    SUMMARY = "s"


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What a paragraph shows; `key` is its GUID."""

    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class By:
    """Who did something, and when as ISO 8601: with an offset only if the file really tells one."""

    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: kept, or put in or struck out by somebody, or both."""

    text: str
    inserted: By | None = None
    deleted: By | None = None
    is_move: bool = False

    @property
    def was(self) -> bool:
        """Whether it stands in the text when every tracked change is rejected."""
        return self.inserted is None

    @property
    def stays(self) -> bool:
        """Whether it stands in the text when every tracked change is accepted."""
        return self.deleted is None


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph. `row` numbers the table row it stands in, `style` is the style's id.

    `targets` are those whose hidden id begins in it; `joined` says who tracked the end of the
    paragraph away, so that it runs on into the next; `continues` is the target whose id began
    earlier and is still running, as when somebody pressed Enter in the middle of it.
    """

    spans: tuple[Span, ...] = ()
    targets: tuple[Target, ...] = ()
    style: str = ""
    row: int | None = None
    joined: By | None = None
    continues: Target | None = None

    @property
    def before(self) -> str:
        """The text with every tracked change rejected."""
        return "".join(span.text for span in self.spans if span.was)

    @property
    def after(self) -> str:
        """The text with every tracked change accepted."""
        return "".join(span.text for span in self.spans if span.stays)

    @property
    def is_new(self) -> bool:
        """Whether somebody put in the whole paragraph while changes were tracked."""
        return bool(self.spans) and not any(span.was for span in self.spans)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it stands in the file; `piece` is the index of the piece it begins in.

    `quote` is the text it is about, `parent` the id of the comment that it answers.
    """

    id: str
    by: By
    text: str
    piece: int | None
    quote: str = ""
    parent: str | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A document that was read. `minutes` and `identifier` say which version it says it is.

    `saved_by` is who saved it last, `left_out` names what stands in it and was not looked at;
    `margins` are the pieces of headers and footers, each once.
    """

    pieces: tuple[Piece, ...]
    comments: tuple[Comment, ...] = ()
    minutes: str = ""
    identifier: str = ""
    saved_by: str = ""
    left_out: tuple[str, ...] = ()
    margins: tuple[Piece, ...] = ()
