"""The comments of a document with their threads, from the parts that Word and LibreOffice write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.documents.returned.names import by, children, local, utc, value
from flipdesk.documents.returned.pieces import Anchor, Pieces
from flipdesk.documents.returned.stream import Stream
from flipdesk.domain.returned import By, Comment

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_QUOTE = 2_000


@dataclass(frozen=True, slots=True)
class CommentParts:
    """The roots of the parts about comments, None for one that is not there."""

    comments: "_Element | None" = None
    extended: "_Element | None" = None
    ids: "_Element | None" = None
    extensible: "_Element | None" = None


def read_comments(parts: CommentParts, anchors: Mapping[str, Anchor]) -> tuple[Comment, ...]:
    """Return every comment in the order of the file, one without a place in the text too."""
    if parts.comments is None:
        return ()
    found = [one for one in parts.comments if local(one) == "comment"]
    of_paragraph = {paragraph: value(one, "id") for one in found for paragraph in _paragraphs(one)}
    threads = {value(one, "paraId"): one for one in _elements(parts.extended)}
    moments = _moments(parts)
    comments = []
    for one in found:
        said = [threads[key] for key in _paragraphs(one) if key in threads]
        answered = [of_paragraph.get(value(entry, "paraIdParent"), "") for entry in said]
        number = value(one, "id")
        anchor = anchors.get(number, Anchor())
        true = next((moments[key] for key in _paragraphs(one) if key in moments), "")
        who = by(one)
        comments.append(
            Comment(
                id=number,
                by=By(who.author, true or who.date),
                text=_text(one),
                piece=anchor.piece,
                quote=anchor.quote[:_LONGEST_QUOTE],
                parent=next((key for key in answered if key and key != number), None),
                is_done=any(value(entry, "done") in {"1", "true", "on"} for entry in said),
            )
        )
    return tuple(_placed_by_parent(comments))


def _placed_by_parent(comments: list[Comment]) -> Iterator[Comment]:
    """Yield the comments, an answer without a place of its own at that of its question."""
    known = {one.id: one for one in comments}
    for one in comments:
        above = known.get(one.parent or "")
        if one.piece is None and above is not None:
            yield Comment(
                one.id, one.by, one.text, above.piece, above.quote, one.parent, one.is_done
            )
        else:
            yield one


def _text(comment: "_Element") -> str:
    pieces = Pieces()
    pieces.read(Stream().items(comment))
    return "\n".join(piece.after for piece in pieces.found).strip()


def _paragraphs(comment: "_Element") -> list[str]:
    """Return the ids of a comment's paragraphs; threads point at the last one."""
    ids = [value(one, "paraId") for one in children(comment, "p")]
    return [one for one in reversed(ids) if one]


def _moments(parts: CommentParts) -> dict[str, str]:
    """Return the true moments by paragraph: two parts further on, in newer Word."""
    durable = {value(one, "durableId"): utc(value(one, "dateUtc")) for one in
               _elements(parts.extensible)}  # fmt: skip
    pairs = ((value(one, "paraId"), value(one, "durableId")) for one in _elements(parts.ids))
    return {key: durable[number] for key, number in pairs if durable.get(number)}


def _elements(root: "_Element | None") -> "list[_Element]":
    return [] if root is None else [one for one in root if isinstance(one.tag, str)]
