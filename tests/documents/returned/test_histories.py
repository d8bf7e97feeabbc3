"""Random histories of editing: no text is lost, and no comment lands on another reflection."""

from dataclasses import dataclass, field
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.documents.minutes_docx import render
from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.finding import findings
from flipdesk.domain.findings import ChangeKind, Findings
from flipdesk.domain.returned import By, Piece, Place, Returned, Span, Target
from flipdesk.domain.word_diff import applied, tokens
from flipdesk.i18n import use_language
from tests.helpers.nordby import minutes, nordby
from tests.helpers.returned import Element, WordEdit

PEOPLE = ("Mette Holm", "Åse Bjerre")
WHOLE = ("gone", "struck", "moved", "split", "joined", "added", "typed")
KINDS = (*("words",) * 4, "comment", "reply", "no id", *WHOLE)


@dataclass
class Expected:
    """What must be found again."""

    new_words: list[str] = field(default_factory=list)
    comments: dict[str, Target] = field(default_factory=dict)
    texts: dict[Target, str] = field(default_factory=dict)
    without_id: set[Target] = field(default_factory=set)
    paragraphs: dict[str, Target] = field(default_factory=dict)


@cache
def sent() -> tuple[bytes, Returned]:
    use_language("da")
    data = render(minutes(nordby()))
    return data, read_returned(data)


def carrying(document: Returned) -> list[Piece]:
    return [one for one in document.pieces if one.targets and one.targets[0].place != Place.SUMMARY]


class History:
    """Does to the minutes what is drawn, and notes what must come of it."""

    def __init__(self, draw: st.DataObject) -> None:
        data, self.before = sent()
        self.edit = WordEdit(data)
        self.draw = draw
        self.expected = Expected()
        self._number = 0

    def run(self) -> None:
        pieces = carrying(self.before)
        chosen = self.draw.draw(st.lists(st.sampled_from(range(len(pieces))), unique=True,
                                         min_size=1, max_size=6))  # fmt: skip
        kinds = [(number, self.draw.draw(st.sampled_from(KINDS))) for number in chosen]
        # What is moved later could come to stand between a paragraph and one put in after it.
        for number, kind in sorted(kinds, key=lambda one: one[1] != "moved"):
            piece = pieces[number]
            paragraph = self.edit.paragraph(piece.targets[0].place, piece.targets[0].key)
            self.one(kind, piece, paragraph)

    def one(self, kind: str, piece: Piece, paragraph: Element) -> None:
        target = piece.targets[0]
        if kind in {"comment", "reply"}:
            self.say(target, paragraph, is_thread=kind == "reply")
        elif kind == "words":
            self.words(piece, paragraph)
            if self.draw.draw(st.booleans()):
                self.say(target, paragraph, is_thread=False)
        elif kind == "no id":
            self.edit.remove_ids(paragraph)
            self.expected.without_id.add(target)
            self.say(target, paragraph, is_thread=False)
        elif piece.row is None:
            self.whole(kind, piece, paragraph)

    def say(self, target: Target, paragraph: Element, *, is_thread: bool) -> None:
        first = self.edit.comment(paragraph, PEOPLE[0], self.word())
        self.expected.comments[first] = target
        if is_thread:
            answer = self.edit.comment(paragraph, PEOPLE[1], self.word(), parent=first)
            self.expected.comments[answer] = target

    def word(self) -> str:
        self._number += 1
        return f"nyord{self._number}x"

    def new(self) -> str:
        word = self.word()
        self.expected.new_words.append(word)
        return word

    def words(self, piece: Piece, paragraph: Element) -> None:
        """Insert, strike out and change words, tracked or not, some twice."""
        spans: list[Span] = []
        done = 0
        for token in tokens(piece.before):
            what = self.draw.draw(st.sampled_from(("", "", "", "", "ins", "del", "both", "plain")))
            by = By(self.draw.draw(st.sampled_from(PEOPLE)), "2026-11-24T10:15:00")
            if not what or done > 4:
                spans.append(Span(token))
                continue
            done += 1
            if what == "plain":
                spans.append(Span(self.new() + " "))
            elif what == "ins":
                spans += [Span(self.new() + " ", inserted=by), Span(token)]
            elif what == "del":
                spans.append(Span(token, deleted=by))
            else:
                other = By(PEOPLE[0], "2026-11-24T11:00:00")
                spans += [Span(token), Span(self.new(), inserted=by, deleted=other)]
        self.edit.rewrite(paragraph, spans)
        after = "".join(span.text for span in spans if span.stays)
        self.expected.texts[piece.targets[0]] = after

    def whole(self, kind: str, piece: Piece, paragraph: Element) -> None:
        by = By(PEOPLE[1], "2026-11-24T10:15:00")
        parent = paragraph.getparent()
        assert parent is not None
        if kind == "gone":
            parent.remove(paragraph)
            self.expected.texts[piece.targets[0]] = ""
        elif kind == "struck":
            self.edit.rewrite(paragraph, (Span(piece.before, deleted=by),))
            self.edit.mark_end(paragraph, "del", by)
            self.expected.texts[piece.targets[0]] = ""
        elif kind == "moved":
            parent.remove(paragraph)
            parent.insert(self.draw.draw(st.integers(3, len(parent) - 2)), paragraph)
            self.say(piece.targets[0], paragraph, is_thread=False)
        elif kind == "split" and " " in piece.before:
            first, _space, second = piece.before.partition(" ")
            self.edit.split(paragraph, first, second)
            self.expected.texts[piece.targets[0]] = f"{first}\n{second}"
        elif kind == "joined":
            following = paragraph.getnext()
            if following is not None and following.tag == paragraph.tag:
                self.edit.join(paragraph, following)
        elif kind in {"added", "typed"}:
            added = self.edit.new_paragraph(self.new())
            self.expected.paragraphs[self.expected.new_words[-1]] = piece.targets[0]
            if kind == "added":
                self.edit.rewrite(added, (Span(self.expected.new_words[-1], inserted=by),))
                self.edit.mark_end(paragraph, "ins", by)
            paragraph.addnext(added)


@settings(max_examples=500)
@given(st.data())
def test_no_text_is_lost_and_no_comment_lands_elsewhere(draw: st.DataObject) -> None:
    history = History(draw)
    history.run()
    found = findings(history.before, read_returned(history.edit.data()))
    expected = history.expected
    said = " ".join(f"{one.hunk.old} {one.hunk.new}" for one in found.changes)
    assert [word for word in expected.new_words if word not in said] == []
    homes = {one.comment.id: one.spot.target for one in found.comments}
    assert set(homes) == set(expected.comments)
    for key, target in expected.comments.items():
        allowed = {target, None} if target in expected.without_id else {target}
        assert homes[key] in allowed
    added = {one.hunk.new: one.spot for one in found.changes if one.kind is ChangeKind.ADDED}
    for word, target in expected.paragraphs.items():
        assert (added[word].target, added[word].before) == (None, target)
    for target, text in expected.texts.items():
        if target not in expected.without_id:
            assert told(found, history.before, target).strip() == text.strip()


def told(found: Findings, before: Returned, target: Target) -> str:
    """Return the text of a paragraph with every change accepted."""
    piece = next(one for one in before.pieces if target in one.targets)
    changes = [
        one.hunk
        for one in found.changes
        if one.spot.target == target
        and one.is_own
        and one.sent == piece.before
        and one.kind not in {ChangeKind.WITHDRAWN, ChangeKind.JOINED, ChangeKind.MOVED}
    ]
    return applied(piece.before, changes)
