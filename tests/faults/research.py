"""A small research project that holds one of everything."""

from datetime import UTC, datetime
from uuid import UUID

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

MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def guid(number: int) -> str:
    return str(UUID(int=number + (4 << 76) + (8 << 62)))


def everything() -> ResearchProject:
    """Return the project; the same each time."""
    coder = Coder(guid(1), "LB")
    folder = ProjectCode(guid(2), "Potentialer", is_codable=False)
    code = ProjectCode(guid(3), "Helhed", parent_id=folder.id, colour="#1B9E77", description="Om")
    memo = ProjectMemo(guid(4), "Memo", "Husk & <dette>\næøå 👍", coder.id, MADE)
    variable = Variable(guid(5), "Rolle", description="Hvem")
    values = (VariableValue(variable.id, "Borger"),)
    coding = ProjectCoding(guid(6), code.id, coder.id, MADE, (memo.id,))
    selection = TextSelection(guid(7), 0, 4, name="Tale", coder_id=coder.id, codings=(coding,))
    text = TextSource(
        guid(8), "Noter", "Tale\r\nog svar 👍", created=MADE, selections=(selection,), values=values
    )
    points = (SyncPoint(guid(9), 0, 0), SyncPoint(guid(10), 5, 900))
    span = SyncSelection(guid(11), points[0].id, points[1].id, codings=(coding,))
    transcript = ProjectTranscript(
        guid(12), "Udskrift", "Ord og", created=MADE, sync_points=points, selections=(span,)
    )
    passage = SoundSelection(guid(13), 100, 900, coder_id=coder.id)
    sound = SoundSource(
        guid(14), "Lyd", f"{guid(14)}.flac", transcripts=(transcript,), selections=(passage,)
    )
    ids = (text.id, sound.id)
    return ResearchProject(
        name="Nordby",
        origin="ATLAS.ti",
        created=MADE,
        coder_id=coder.id,
        coders=(coder,),
        codes=(folder, code),
        variables=(variable,),
        cases=(Case(guid(15), "MH", values=values, source_ids=ids),),
        texts=(text,),
        sounds=(sound,),
        memos=(memo,),
        sets=(SourceSet(guid(16), "Alle", source_ids=ids, memo_ids=(memo.id,)),),
    )
