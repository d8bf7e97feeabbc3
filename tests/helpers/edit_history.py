"""A session whose every note bears a mark, edited at random here and in copies that come back."""

import hashlib
import re
from collections import Counter
from random import Random

from flipdesk.documents.returned.reader import read_returned
from flipdesk.domain.capture import NoteKind
from flipdesk.domain.changes import Step
from flipdesk.domain.finding import findings
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.ids import MinutesId, ReflectionId, SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.returned import By, Place, Span
from flipdesk.domain.review import ReviewComment
from flipdesk.domain.vocabulary import Audience, OutcomeKind, ReflectionKind
from flipdesk.domain.word_diff import tokens
from flipdesk.errors import KnownError
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.taking_in import Reading
from tests.helpers.returned import WordEdit

Noted = Reflection | Outcome
PEOPLE = ("Mette Holm", "Åse Bjerre")
MARK = re.compile(r"\bmærke[a-z]+\b")
ACTS = (
    *("rewrite", "merge", "merge", "unmerge", "split", "up", "down", "to_item", "kind"),
    *("leave_out", "delete", "capture", "send", "return", "return", "return"),
    *("accept", "accept", "accept", "edit", "reject", "settle", "undo", "undo", "redo"),
)
_CHANGING = (ChangeKind.INSERTION, ChangeKind.DELETION, ChangeKind.REPLACEMENT)


def marks(text: str) -> set[str]:
    return set(MARK.findall(text))


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


class EditHistory:
    """Does one act after the other, and asserts after each that no word went astray."""

    def __init__(self, desk: Desk, session_id: SessionId, random: Random) -> None:
        self.desk, self.session_id, self.random = desk, session_id, random
        self.number = 0
        self.sent: list[MinutesId] = []
        self.live = self._marks_here()
        self.undone_marks: list[set[str]] = []
        self.done_marks: list[set[str]] = []
        self.homes: dict[str, tuple[str, set[str]]] = {}
        """For each comment's words the id and the marks of the paragraph it was written at."""
        self.refused = 0

    def act(self, name: str) -> None:
        """Do something, or see it refused; then look whether all is where it belongs."""
        if name in {"undo", "redo"}:
            self._travel(is_undo=name == "undo")
        elif name == "send":
            self._send()
        else:
            before = self.live
            try:
                step = self._step(name)
            except KnownError:
                self.refused += 1
                step = None
            if step is not None and step.changes:
                self.desk.history.record(step)
                self.done_marks.append(before)
                self.undone_marks.clear()
        assert self._marks_here() == self.live, name
        self._comments_are_at_home(name)

    def word(self) -> str:
        self.number += 1
        return f"ord{letters(self.number)}"

    @property
    def notes(self) -> list[Noted]:
        record = self.desk.base.record(self.session_id)
        return [*record.reflections, *record.outcomes]

    def _marks_here(self) -> set[str]:
        return {one for note in self.notes for one in marks(note.text)}

    def _travel(self, *, is_undo: bool) -> None:
        step = self.desk.history.undo() if is_undo else self.desk.history.redo()
        if step is not None:
            come_from, go_to = self.done_marks, self.undone_marks
            if not is_undo:
                come_from, go_to = go_to, come_from
            go_to.append(self.live)
            self.live = come_from.pop()

    def _send(self) -> None:
        minutes = self.desk.minutes
        snapshot = minutes.prepare(self.session_id, Audience.PARTICIPANTS)
        self.sent.append(minutes.store(snapshot, minutes.render(snapshot))[0].id)

    def _step(self, name: str) -> Step | None:
        desk, random, record = self.desk, self.random, self.desk.base.record(self.session_id)
        note = random.choice(self.notes)
        some = random.sample(record.reflections, 2)
        match name:
            case "rewrite":
                words = [self.word(), *sorted(marks(note.text)), self.word()]
                return desk.capturing.change(note, text=" ".join(words))
            case "merge":
                return desk.merging.merge(some)
            case "unmerge":
                wholes = {one.merged_into for one in record.merged}
                every = [one for one in record.reflections if one.id in wholes]
                return desk.merging.unmerge(random.choice(every or some))
            case "split":
                return desk.merging.split(note, self._between_words(note.text))
            case "up":
                return desk.note_order.move_up([note])
            case "down":
                return desk.note_order.move_down([note])
            case "to_item":
                return desk.note_order.move_to_item(some, random.choice(record.agenda).id)
            case "kind":
                kinds: tuple[NoteKind, ...] = (*ReflectionKind, *OutcomeKind)
                return desk.many_notes.set_kind([note], random.choice(kinds))
            case "leave_out":
                return desk.many_notes.leave_out([note])
            case "delete":
                step = desk.capturing.delete(note)
                self.live = self.live - marks(note.text)
                return step
            case "capture":
                mark = f"mærke{letters(self.number)}z"
                line = f"{self.word()} {mark} {self.word()}"
                moment = Moment(desk.clock.now(), 60_000)
                captured = desk.capturing.commit(self.session_id, line, moment)
                self.live = self.live | {mark}
                return captured
            case "return":
                return self._return()
            case _:
                return self._decide(name)

    def _between_words(self, text: str) -> int:
        """Return a place in a text that lies in no word."""
        return self.random.choice([one.start() for one in re.finditer(r"\s", text)] or [0])

    def _return(self) -> Step | None:
        if not self.sent:
            return None
        minutes = self.desk.base.minutes.get(self.random.choice(self.sent))
        assert minutes is not None
        data = self.desk.base.minutes.document(minutes.id)
        before = read_returned(data)
        pieces = [one for one in before.pieces
                  if one.targets and one.targets[0].place is not Place.SUMMARY]  # fmt: skip
        edit = WordEdit(data)
        written: list[str] = []
        homes: dict[str, tuple[str, set[str]]] = {}
        for piece in self.random.sample(pieces, min(3, len(pieces))):
            target = piece.targets[0]
            paragraph = edit.paragraph(target.place, target.key)
            if self.random.random() < 0.7:
                edit.rewrite(paragraph, self._spans(piece.before, written))
            if self.random.random() < 0.7:
                said = self.word()
                edit.comment(paragraph, self.random.choice(PEOPLE), said)
                homes[said] = (target.key, marks(piece.before))
        back = edit.data()
        reading = Reading("retur.docx", hashlib.sha256(back).hexdigest(), back, read_returned(back))
        taking = self.desk.taking_in
        found = findings(before, reading.back)
        step = taking.store(reading, taking.recognise(reading), found).step
        changes = self.desk.base.review_changes.of_session(self.session_id)
        proposed = " ".join(one.new_text for one in changes)
        assert [word for word in written if word not in proposed] == []
        kept = {one.text for one in self.desk.reviewing.comments(self.session_id)}
        assert set(homes) <= kept
        self.homes |= homes
        return step

    def _spans(self, text: str, written: list[str]) -> list[Span]:
        """Strike out, put in and change words beside the mark, tracked or not."""
        spans: list[Span] = []
        by = By(self.random.choice(PEOPLE), "2026-11-24T10:15:00")
        for token in tokens(text):
            what = self.random.choice(("", "", "", "", "ins", "del", "plain"))
            if not token.isalpha() or MARK.match(token) or not what:
                spans.append(Span(token))
            elif what == "del":
                spans.append(Span(token, deleted=by))
            else:
                written.append(self.word())
                new = Span(f"{written[-1]} ", inserted=by if what == "ins" else None)
                spans += [new, Span(token)]
        return spans

    def _decide(self, name: str) -> Step | None:
        reviewing = self.desk.reviewing
        if name == "settle":
            waiting = [one for one in reviewing.comments(self.session_id) if one.is_open]
            if not waiting:
                return None
            return reviewing.settle(self.random.choice(waiting).id, waiting[0].state.ACCEPTED)
        every = [one for one in reviewing.changes(self.session_id) if one.same.first.is_open]
        if not every:
            return None
        chosen = self.random.choice(every)
        change = chosen.same.first
        if name == "reject":
            return reviewing.reject(change.id)
        subject = self._subject(change.concerns)
        if name == "edit":
            own = sorted(marks(subject.text)) if subject is not None else []
            return reviewing.edit(change.id, " ".join([self.word(), *own]))
        step = reviewing.accept(change.id)
        if subject is not None and change.kind in _CHANGING:
            after = next(one for one in self.notes if one.id == subject.id)
            expected = Counter(tokens(subject.text))
            expected.subtract(Counter(tokens(change.old_text)))
            expected.update(tokens(change.new_text))
            words = Counter({word: n for word, n in expected.items() if n and word.strip()})
            assert words == Counter(one for one in tokens(after.text) if one.strip())
        return step

    def _subject(self, concerns: str | None) -> Noted | None:
        """Return the note that something concerns, or what it was merged into."""
        wholes = {one.id: one.merged_into for one in self.desk.base.record(self.session_id).merged}
        while concerns in wholes:
            concerns = wholes[ReflectionId(concerns)]
        return next((one for one in self.notes if one.id == concerns), None)

    def _comments_are_at_home(self, name: str) -> None:
        """Assert that each comment is where it was written, or at what that has become."""
        record = self.desk.base.record(self.session_id)
        notes: tuple[Noted, ...] = (*record.reflections, *record.merged, *record.outcomes)
        every = {str(one.id) for one in notes}
        items = {one.id for one in record.agenda}
        for comment in self.desk.reviewing.comments(self.session_id):
            written_at, said = self.homes[comment.text]
            if comment.concerns is None:
                assert written_at not in every, (name, comment)
                assert written_at not in items, (name, comment)
            elif comment.concerns != written_at:
                assert comment.concerns in every, (name, comment)
                assert said & self._ever(comment), (name, comment, said)

    def _ever(self, comment: ReviewComment) -> set[str]:
        """Return the marks that what a comment concerns bears, or bore at any time."""
        concerns = comment.concerns
        record = self.desk.base.record(self.session_id)
        every: tuple[Noted, ...] = (*record.reflections, *record.merged, *record.outcomes)
        texts = [one.text for one in every if one.id == concerns]
        texts += [one.text for one in self.desk.reviewing.versions(str(concerns))]
        return {one for text in texts for one in marks(text)}
