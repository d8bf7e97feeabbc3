"""What went out comes home as it was, and what was coded elsewhere finds its words."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.domain.coding import Coding
from flipdesk.domain.ids import SessionId, new_guid
from flipdesk.domain.plain_values import from_plain, to_plain
from flipdesk.domain.research_project import (
    Coder,
    ProjectCode,
    ProjectCoding,
    ProjectMemo,
    ResearchProject,
    SoundSelection,
    SoundSource,
    TextSelection,
    TextSource,
)
from flipdesk.domain.selection import Selection
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.research_codes import code_id
from flipdesk.services.research_export import codebook_file, project_file
from flipdesk.services.research_import import ImportedProject
from flipdesk.services.sharing import Sharing
from tests.helpers.rows import dump
from tests.services import test_codings_taken_along as taken_along
from tests.services.test_codings_taken_along import EVERYTHING, code, remark

held, line = taken_along.held, taken_along.line
KODER = Coder("99999999-1111-4111-8111-111111111111", "Ulla Udefra")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MADE = datetime(2026, 11, 21, 9, tzinfo=UTC)


def exported(desk: Desk, *, sound: bool = False) -> ResearchProject:
    sessions = Sharing(desk.base, desk.clock).share_all(Selection(), EVERYTHING)
    return project_file(desk.base, sessions, desk.clock.now(), with_sound=sound).project


def coded(code: str) -> ProjectCoding:
    return ProjectCoding(new_guid(), code, KODER.id, MADE)


def with_selections(
    project: ResearchProject, source: str, *selections: TextSelection
) -> ResearchProject:
    """Return a project in which somebody elsewhere coded spans of a text."""
    texts = tuple(
        replace(one, selections=(*one.selections, *selections)) if one.id == source else one
        for one in project.texts
    )
    return replace(project, texts=texts, coders=(*project.coders, KODER))


def words_of(desk: Desk, coding: Coding) -> str:
    base = desk.base
    text = (
        base.reflections.get(coding.reflection_id)
        if coding.reflection_id
        else base.transcript_segments.get(coding.segment_id)
        if coding.segment_id
        else None
    )
    assert text is not None
    start, end = coding.span_in(text.text)
    return text.text[start:end]


@pytest.mark.parametrize("sound", [False, True])
def test_what_went_out_comes_home_and_changes_nothing(
    desk: Desk, held: SessionId, line: TranscriptSegment, sound: bool
) -> None:
    (note, *_rest) = desk.base.reflections.of_session(held)
    coding = code(desk, held, note.text, "👍 borgeren", reflection_id=note.id)
    code(desk, held, line.text, "igen", segment_id=line.id)
    code(desk, held, from_ms=500, to_ms=900)
    remark(desk, held, "Tvivl", coding_id=coding.id)
    before = dump(desk.base)
    made = desk.research_import.take_in(exported(desk, sound=sound))
    assert (made.texts, made.codes, made.codings, made.memos) == (0, 0, 0, 0)
    assert not made.step.changes
    assert dump(desk.base) == before


def test_words_coded_elsewhere_are_found_behind_the_pseudonym(
    desk: Desk, held: SessionId, line: TranscriptSegment
) -> None:
    project = exported(desk)
    notes, loose = project.texts
    samtale = code_id("cubb-2021", "potentials", "samtale")
    start = notes.text.index("👍 borgeren")
    in_note = TextSelection(new_guid(), start, start + 10, codings=(coded(samtale),))
    start = loose.text.index("det igen")
    in_line = TextSelection(new_guid(), start, start + 8, codings=(coded(samtale),))
    project = with_selections(project, notes.id, in_note)
    project = with_selections(project, loose.id, in_line)
    made = desk.research_import.take_in(project)
    assert made.codings == 2
    codings = {str(one.id): one for one in desk.base.codings.of_session(held)}
    first, second = codings[in_note.codings[0].id], codings[in_line.codings[0].id]
    assert words_of(desk, first) == "👍 borgeren"
    assert words_of(desk, second) == "det igen"
    assert (first.axis, first.code, first.made) == ("potentials", "samtale", MADE)
    assert desk.base.coders.get(first.coder_id).name == "Ulla Udefra"  # type: ignore[union-attr]
    assert not desk.research_import.take_in(project).step.changes


def test_codes_made_elsewhere_and_codings_over_several_lines(desk: Desk, held: SessionId) -> None:
    project = exported(desk)
    (notes,) = project.texts
    fresh = ProjectCode(new_guid(), "Modstand mod skemaet")
    named = ProjectCode(new_guid(), "respekt")
    first, second = notes.selections[3:5]
    span = TextSelection(
        new_guid(), first.start, second.end, codings=(coded(fresh.id), coded(named.id))
    )
    project = with_selections(
        replace(project, codes=(*project.codes, fresh, named)), notes.id, span
    )
    made = desk.research_import.take_in(project)
    assert (made.codes, made.codings) == (1, 4)
    found = desk.base.codings.of_session(held)
    assert {(one.axis, one.code) for one in found} == {
        ("outside", "modstand-mod-skemaet"), ("dimensions", "respekt"),
    }  # fmt: skip
    assert {one.reflection_id for one in found} == {first.id, second.id}
    book = desk.base.codebooks.get("cubb-2021")
    assert [one.title for one in book.axis("outside").codes] == ["Modstand mod skemaet"]
    text = desk.files.text(held)
    assert "modstand-mod-skemaet" in text
    desk.history.record(made.step)
    desk.history.undo()
    assert desk.base.codings.of_session(held) == ()


def test_text_that_changed_meanwhile_is_found_by_its_words_or_told(
    desk: Desk, held: SessionId
) -> None:
    project = exported(desk)
    (notes,) = project.texts
    samtale = code_id("cubb-2021", "potentials", "samtale")
    first, second = notes.selections[3:5]
    spans = [TextSelection(new_guid(), one.start, one.end - 1, codings=(coded(samtale),))
             for one in (first, second)]  # fmt: skip
    for place, text in ((3, "Nu står der: {}"), (4, "Noget helt andet end før")):
        note = desk.base.reflections.of_session(held)[place]
        desk.base.reflections.save(replace(note, text=text.format(note.text)))
    made = desk.research_import.take_in(with_selections(project, notes.id, *spans))
    (coding,) = desk.base.codings.of_session(held)
    assert words_of(desk, coding) == notes.text[first.start : first.end - 1]
    assert "1 kodning" in made.notes[0]


def foreign() -> ResearchProject:
    """Return what another program could have made."""
    code = ProjectCode(new_guid(), "Tillid")
    memo = ProjectMemo(new_guid(), "Memo", "Overvej det", KODER.id, MADE)
    text = "Interviewer: Hvad så?\n\n[00:01:05] Borger: Jeg stoler på hende 👍.\nHun lytter."
    start = text.index("stoler")
    span = TextSelection(
        new_guid(), start, start + 16,
        codings=(replace(coded(code.id), memo_ids=(memo.id,)),),
    )  # fmt: skip
    sound = SoundSource(
        new_guid(), "Samtale.wav", "lyd.wav",
        selections=(SoundSelection(new_guid(), 5_000, 9_000, codings=(coded(code.id),)),),
    )  # fmt: skip
    return ResearchProject(
        "Tillidsprojektet",
        "QualCoder 3.9",
        created=MADE,
        coders=(KODER,),
        codes=(code,),
        texts=(TextSource(new_guid(), "Interview 1.txt", text, created=MADE, selections=(span,)),),
        sounds=(sound,),
        memos=(memo,),
        left_out=("2 × billede",),
    )


def test_project_of_another_program_comes_in(desk: Desk) -> None:
    project = foreign()
    made = desk.research_import.take_in(project)
    assert (made.texts, made.codes, made.codings, made.memos) == (1, 1, 2, 1)
    assert any("2 × billede" in one for one in made.notes)
    (series,) = (one for one in desk.base.series.all() if one.title == "Tillidsprojektet")
    sessions = {one.title: one for one in desk.base.sessions.of_series(series.id)}
    assert set(sessions) == {"Tillidsprojektet", "Samtale.wav"}
    read = sessions["Tillidsprojektet"].id
    lines = desk.base.transcript_segments.of_session(read)
    assert [(one.from_ms, one.text) for one in lines] == [
        (0, "Interviewer: Hvad så?"), (65_000, "Borger: Jeg stoler på hende 👍."),
        (65_000, "Hun lytter."),
    ]  # fmt: skip
    (coding,) = desk.base.codings.of_session(read)
    assert words_of(desk, coding) == "stoler på hende "
    (memo,) = desk.base.memos.of_session(read)
    assert memo.coding_id == coding.id
    (heard,) = desk.base.codings.of_session(sessions["Samtale.wav"].id)
    assert (heard.from_ms, heard.to_ms) == (5_000, 9_000)
    before = dump(desk.base)
    assert not desk.research_import.take_in(project).step.changes
    assert dump(desk.base) == before


def test_our_own_project_comes_into_an_empty_knowledge_base(
    desk: Desk, held: SessionId, line: TranscriptSegment
) -> None:
    (note, *_rest) = desk.base.reflections.of_session(held)
    mine = code(desk, held, note.text, "👍 borgeren", reflection_id=note.id)
    project = exported(desk)
    desk.base.sessions.delete(held)
    made = desk.research_import.take_in(project)
    assert made.texts == 2
    (coding,) = (one for one in desk.base.codings.of_session(held) if one.id == mine.id)
    assert words_of(desk, coding) == "👍 borgeren"


def test_codebook_alone_adds_its_codes(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    sessions = Sharing(desk.base, desk.clock).share_all(Selection())
    book = codebook_file(sessions)
    replace(book, codes=(*book.codes, ProjectCode(new_guid(), "Ny kode"))).write(tmp_path / "k.qdc")
    project = desk.research_import.read_file(tmp_path / "k.qdc")
    made: ImportedProject = desk.research_import.take_in(project)
    assert (made.texts, made.codings) == (0, 0)
    titles = [one.title for one in desk.base.codebooks.get("cubb-2021").axis("outside").codes]
    assert titles == ["Ny kode"]
    assert made.codes == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.qdpx", b"PK", "ikke et REFI-QDA-projekt"), ("a.qdc", b"<a/>", "ikke en REFI-QDA-kodebog")],
)
def test_wrong_file_is_refused_in_a_process_of_its_own(
    desk: Desk, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KnownError, match=said):
        desk.research_import.read_file(tmp_path / name)
    with pytest.raises(KnownError, match="kan ikke læses"):
        desk.research_import.read_file(tmp_path / f"findes-ikke-{name}")


def with_fresh_guids(project: ResearchProject) -> ResearchProject:
    """Return a project as programs write it that give everything new GUIDs at each export."""
    fresh: dict[str, str] = {}

    def anew(value: object) -> object:
        if isinstance(value, list):
            return [anew(one) for one in value]
        if isinstance(value, str) and _GUID.fullmatch(value):
            return fresh.setdefault(value, new_guid())
        return value

    return from_plain(ResearchProject, anew(to_plain(project)))


@pytest.mark.parametrize("sound", [False, True])
def test_what_lost_its_guids_is_known_again_by_its_words(
    desk: Desk, held: SessionId, line: TranscriptSegment, sound: bool
) -> None:
    (note, *_rest) = desk.base.reflections.of_session(held)
    coding = code(desk, held, note.text, "👍 borgeren", reflection_id=note.id)
    code(desk, held, line.text, "igen", segment_id=line.id)
    remark(desk, held, "Tvivl", coding_id=coding.id)
    project = exported(desk, sound=sound)
    before = dump(desk.base)
    made = desk.research_import.take_in(with_fresh_guids(project))
    assert (made.texts, made.codes, made.codings, made.memos) == (0, 0, 0, 0)
    assert dump(desk.base) == before
    notes = next(one for one in project.texts if one.name.endswith("noter.txt"))
    start = notes.text.index("👍 borgeren først")
    samtale = code_id("cubb-2021", "potentials", "samtale")
    span = TextSelection(new_guid(), start, start + 12, codings=(coded(samtale),))
    for _time in range(2):
        back = with_fresh_guids(with_selections(project, notes.id, span))
        made = desk.research_import.take_in(back)
    mine = [one for one in desk.base.codings.of_session(held) if one.coder_id != coding.coder_id]
    assert [words_of(desk, one) for one in mine] == ["👍 borgeren f"]


def test_tags_come_in_as_codings_where_the_session_is_not_here(desk: Desk, held: SessionId) -> None:
    project = exported(desk)
    desk.base.sessions.delete(held)
    made = desk.research_import.take_in(project)
    assert made.codings == len(tuple(project.codings())) > 0
