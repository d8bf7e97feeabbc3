"""Projects drawn by hypothesis: everything that can be written, and refers to what is there."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from flipdesk.domain.research_project import (
    Case,
    Coder,
    ProjectCode,
    ProjectCoding,
    ProjectMemo,
    ProjectTranscript,
    ResearchProject,
    SoundSelection,
    SoundSource,
    SourceSet,
    SyncPoint,
    SyncSelection,
    TextSelection,
    TextSource,
    Variable,
    VariableValue,
)
from tests.exchange.drawn import Draw, guids, words

texts = words.map(lambda text: text.replace("\r", "\n")) | st.sampled_from(["👍 æøå\n<&>\"'", "x"])
moments = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda one: one.replace(tzinfo=UTC)
)
colours = st.sampled_from(["", "#1B9E77", "#abc"])
_ms = st.integers(0, 10**7)


@st.composite
def projects(draw: Draw) -> ResearchProject:
    codes = _codes(draw)
    coder = Coder(draw(guids), draw(texts))
    guid = draw(guids)
    codes = (*codes[:2], replace(codes[2], memo_ids=(guid,)))
    memo = ProjectMemo(guid, draw(texts), draw(texts), coder.id, draw(moments))
    variable = Variable(draw(guids), draw(texts), description=draw(st.just("") | texts))
    values = (VariableValue(variable.id, draw(texts)),)

    def selected() -> dict[str, Any]:
        return {
            "name": draw(st.just("") | texts),
            "description": draw(st.just("") | texts),
            "coder_id": draw(st.sampled_from([None, coder.id])),
            "created": draw(moments),
            "codings": tuple(
                ProjectCoding(draw(guids), code.id, coder.id, draw(moments), (memo.id,))
                for code in draw(st.lists(st.sampled_from(codes), max_size=2))
            ),
            "memo_ids": draw(st.sampled_from([(), (memo.id,)])),
        }

    def text_source() -> TextSource:
        text = draw(texts)
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        selection = TextSelection(draw(guids), start, end, **selected())
        return TextSource(
            draw(guids), draw(texts), text, created=draw(moments), selections=(selection,),
            codings=selection.codings[:1], memo_ids=(memo.id,), values=values,
        )  # fmt: skip

    def sound_source() -> SoundSource:
        points = tuple(SyncPoint(draw(guids), draw(_ms), draw(_ms)) for _one in range(2))
        spans = (SyncSelection(draw(guids), points[0].id, points[1].id, **selected()),
                 SyncSelection(draw(guids), None, points[1].id, **selected()))  # fmt: skip
        transcript = ProjectTranscript(
            draw(guids), draw(texts), draw(texts), created=draw(moments),
            sync_points=points, selections=spans,
        )  # fmt: skip
        passage = SoundSelection(draw(guids), draw(_ms), draw(_ms), **selected())
        guid = draw(guids)
        return SoundSource(
            guid, draw(texts), f"{guid}.flac", transcripts=(transcript,), selections=(passage,)
        )

    texts_drawn = tuple(text_source() for _one in range(draw(st.integers(0, 2))))
    sounds = tuple(sound_source() for _one in range(draw(st.integers(0, 1))))
    ids = (*(one.id for one in texts_drawn), *(one.id for one in sounds))
    return ResearchProject(
        name=draw(texts),
        origin=draw(texts),
        description=draw(texts),
        created=draw(moments),
        coder_id=coder.id,
        coders=(coder,),
        codes=codes,
        variables=(variable,),
        cases=(Case(draw(guids), draw(texts), values=values, source_ids=ids),),
        texts=texts_drawn,
        sounds=sounds,
        memos=(memo,),
        sets=(SourceSet(draw(guids), draw(texts), source_ids=ids, memo_ids=(memo.id,)),),
    )


def _codes(draw: Draw) -> tuple[ProjectCode, ...]:
    """Draw a folder with a code in it and another below that."""
    folder = ProjectCode(draw(guids), draw(texts), is_codable=False)
    code = ProjectCode(
        draw(guids), draw(texts), parent_id=folder.id, colour=draw(colours),
        description=draw(st.just("") | texts),
    )  # fmt: skip
    below = ProjectCode(draw(guids), draw(texts), parent_id=code.id)
    return (folder, code, below)
