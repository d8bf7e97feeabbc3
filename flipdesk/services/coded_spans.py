"""Which spans of the texts of a session are coded, as a research project holds them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flipdesk.domain.ids import derived_guid
from flipdesk.domain.research_project import (
    ProjectCoding,
    ProjectMemo,
    SoundSelection,
    SyncPoint,
    SyncSelection,
    TextSelection,
)
from flipdesk.domain.shared_session import SharedCoding, SharedSession, SharedTranscript
from flipdesk.i18n import _
from flipdesk.services.research_codes import coded_id
from flipdesk.services.research_texts import transcript_text

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CodedSpans:
    """The codings and memos of one session."""

    session: SharedSession

    def whole(self, text_id: str) -> tuple[ProjectCoding, ...]:
        """Return the codings on the whole of a note or line."""
        return tuple(
            self._coding(one)
            for one in self.session.codings
            if one.text_id == text_id and one.start is None
        )

    def memos_of(self, text_id: str) -> tuple[str, ...]:
        """Return the memos about a note or line."""
        return tuple(one.id for one in self.session.memos if one.text_id == text_id)

    def session_memos(self) -> tuple[str, ...]:
        """Return the memos about the session itself."""
        return tuple(
            one.id
            for one in self.session.memos
            if one.text_id is None and one.coding_id is None and not one.code
        )

    def memos(self, name: str) -> Iterator[ProjectMemo]:
        """Yield all memos under names that begin with that of the session."""
        for number, one in enumerate(self.session.memos, 1):
            title = _("{session} memo {number}").format(session=name, number=number)
            yield ProjectMemo(one.id, title, one.text, one.coder_id, one.made)

    def of_words(self, places: dict[str, Place]) -> Iterator[TextSelection]:
        """Yield the coded words in texts; `places` is where each text stands in the whole."""
        for one in self.session.codings:
            if one.text_id in places and one.start is not None and one.end is not None:
                home = places[one.text_id][0]
                yield TextSelection(
                    _selection_id(one.id),
                    home + one.start,
                    home + one.end,
                    coder_id=one.coder_id,
                    created=one.made,
                    codings=(self._coding(one),),
                )

    def of_lines(self, places: dict[str, Place]) -> Iterator[TextSelection]:
        """Yield the lines that are coded or remarked upon as a whole, then coded words."""
        for line_id, (start, end) in places.items():
            codings, memos = self.whole(line_id), self.memos_of(line_id)
            if codings or memos:
                yield TextSelection(
                    _selection_id(line_id), start, end, codings=codings, memo_ids=memos
                )
        yield from self.of_words(places)

    def of_sound(self) -> Iterator[SoundSelection]:
        """Yield the passages of sound that are coded."""
        for one in self.session.codings:
            if one.text_id is None:
                yield SoundSelection(
                    _selection_id(one.id),
                    one.from_ms,
                    one.to_ms,
                    coder_id=one.coder_id,
                    created=one.made,
                    codings=(self._coding(one),),
                )

    def synchronised(
        self, transcript: SharedTranscript
    ) -> tuple[tuple[SyncPoint, ...], tuple[SyncSelection, ...]]:
        """Return where a transcript's text is in the sound, and its coded spans between such
        points; a place inside a line is taken to be as far on in its time as in its letters."""
        _text, places, times = transcript_text(transcript)
        moments = dict(times)
        lines = {one.id: one for one in transcript.lines}
        spans = []
        for one in self.of_lines(places):
            for at in (one.start, one.end):
                home = next(key for key, (_s, end) in places.items() if at <= end)
                (start, end), line = places[home], lines[home]
                share = (at - start) / max(1, end - start)
                moments[at] = line.from_ms + round((line.to_ms - line.from_ms) * share)
            spans.append(one)

        def point(at: int) -> str:
            return derived_guid("sync", transcript.id, str(at))

        points = tuple(SyncPoint(point(at), at, moments[at]) for at in sorted(moments))
        return points, tuple(
            SyncSelection(
                one.id,
                point(one.start),
                point(one.end),
                coder_id=one.coder_id,
                created=one.created,
                codings=one.codings,
                memo_ids=one.memo_ids,
            )
            for one in spans
        )

    def _coding(self, one: SharedCoding) -> ProjectCoding:
        memos = tuple(each.id for each in self.session.memos if each.coding_id == one.id)
        code = coded_id(self.session.codebook, one.axis, one.code)
        return ProjectCoding(one.id, code, one.coder_id, one.made, memos)


def _selection_id(of: str) -> str:
    return derived_guid("selection", of)
