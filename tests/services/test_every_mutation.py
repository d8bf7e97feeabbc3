"""Whatever a service can change is a step: all of it can be undone, and all of it done again."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import RecordingId, SessionId, new_guid
from flipdesk.domain.recording import Recording
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.materials import ReadMaterial
from tests.helpers.mutations import Maker, NothingThereError, mutations, step_of
from tests.helpers.nordby import nordby
from tests.helpers.rows import KeptDump
from tests.helpers.transcripts import segments, stored, transcript
from tests.helpers.word_templates import checked

_TRIES = 100
NOTHING_CHANGES = {"files.import_data", "files.take_in"}
"""What is here already is not taken in again; tests/services/test_session_files.py has the rest."""
NEEDS_A_RETURNED_FILE = {
    *("reviewing.accept", "reviewing.edit", "reviewing.reject", "reviewing.settle"),
    "reviewing.place",
}
"""Undone and done again in tests/services/test_reviewing.py."""

NEEDS_A_CONCERN = {"gate_fixes.apply", "gate_fixes.apply_all"}
"""Undone and done again in tests/services/test_gate.py: the text has to say what is put right."""
NEEDS_ANOTHER_FIRST = {
    *(
        "memory.take_out",
        "merging.unmerge",
        "information.take_back",
        "setting_aside.bring_back",
        "organisations.remove_alias",
        "run_sheet_days.join_day",
    ),
    *("speaking.bring_along", "speaking.end_interruption", "speaking.let_go"),
    *("speaking.take_line_away", "timekeeping.pause", "timekeeping.resume"),
    *("timekeeping.take_from_buffer", "timekeeping.unskip"),
}
"""They take back or go on with what another began; a run of mutations comes to them."""


def filled(desk: Desk) -> None:
    """Put the sample session beside the planned one, with a passage and a series of its own."""
    imported = desk.files.take_in(nordby(), "eksempel")
    desk.passages.add(imported.session_id, 1000, 9000, "Fire sekunder")
    desk.base.recordings.add(
        Recording(
            id=RecordingId(new_guid()),
            session_id=imported.session_id,
            folder="recordings/klip",
            device="",
            rate_hz=48_000,
            channels=1,
            started=desk.clock.now(),
            stopped=desk.clock.now(),
            samples=480_000,
            source="Klip.wav",
            is_clip=True,
        )
    )
    speaker = desk.base.turns.of_session(imported.session_id)[0].speaker_id
    assert speaker is not None
    desk.withdrawal.mark(speaker)
    desk.planning.add_series("Ledelsesflip", "Åkær Kommune", None)
    for session in desk.base.sessions.all():
        record = desk.base.record(session.id)
        if record.agenda and record.participants:
            desk.lend_an_ear.begin(session.id, record.agenda[0].id, question="Hvad hører vi?")
            for person in record.participants[:3]:
                desk.speaking.ask(session.id, person.id)
            desk.agenda_library.keep_blocks([record.agenda[0].id])
    for _number in range(2):
        draft = desk.minutes.prepare(imported.session_id, Audience.PARTICIPANTS)
        desk.minutes.store(draft, b"word")
    desk.agenda_library.keep_template(imported.session_id, "Vores drejebog")
    template_id, _ = desk.word_templates.add(checked("Nordby"))
    series_id = desk.base.record(imported.session_id).series.id
    for subject in desk.word_templates.subjects(series_id):
        desk.word_templates.use(subject, template_id)
    owner = transcript(imported.session_id)
    pieces = (
        (0, 900, "S00", "Så prøver vi"),
        (900, 900, "S01", "Ja"),
        (21_000, 30_000, "S00", "Og så"),
    )
    desk.materials.add(imported.session_id, ReadMaterial("Referat.docx", "Vi talte.", b"word"))
    came = [replace(one, source_text="Hm") for one in segments(owner, *pieces)]
    stored(desk.base, owner, came)
    said = desk.base.reflections.of_session(imported.session_id)
    desk.knowledge_items.add("Gribning kræver ro", [said[0].id, said[1].id])
    coded(desk, imported.session_id)
    desk.saved_searches.keep("Stilhed", "stilhed", (("potential", ("samtale",)),))
    desk.history.forget()


def coded(desk: Desk, session_id: SessionId) -> None:
    """Let two people code words, wholes and sound, and think about it."""
    for name in ("Anna Lund", "Bo Krag"):
        coder_id, _step = desk.coding.coder(name)
        for note in desk.base.reflections.of_session(session_id):
            desk.coding.code_reflection(coder_id, note.id, "potentials", "samtale", 3, 12)
            desk.coding.code_reflection(coder_id, note.id, "dimensions", "respekt")
        for segment in desk.base.transcript_segments.of_session(session_id):
            desk.coding.code_segment(coder_id, segment.id, "potentials", "samtale", 0, 2)
        for begin in range(5):
            place = begin * 10_000
            desk.coding.code_sound(coder_id, session_id, place, place + 9000, "tags", "Latter")
        for coding in desk.base.codings.of_session(session_id)[:3]:
            desk.memos.on_coding(coder_id, coding.id, "Hvorfor her?")


def tried(desk: Desk, name: str, random: Random, dump: KeptDump) -> Step | None:
    """Call a mutation once; None when it had nothing to change, or refused to."""
    method = mutations(desk)[name]
    before = dump(desk.base)
    try:
        arguments = Maker(desk, random).arguments(method)
        step = step_of(method(**arguments))
    except NothingThereError:
        return None
    except KnownError:
        assert dump(desk.base) == before, f"{name} refused and still changed something"
        return None
    assert bool(step.changes) == (dump(desk.base) != before), name
    return step if step.changes else None


def test_every_mutation_can_be_undone_and_done_again(desk: Desk, session_id: SessionId) -> None:
    filled(desk)
    dump = KeptDump()
    left = []
    assert len(mutations(desk)) > 30
    for name in mutations(desk):
        random = Random(name)
        before = dump(desk.base)
        step = next(
            (done for _n in range(_TRIES) if (done := tried(desk, name, random, dump)) is not None),
            None,
        )
        if step is None:
            left.append(name)
            continue
        assert step.label, name
        after = dump(desk.base)
        desk.history.record(step)
        assert desk.history.undo() is not None
        assert dump(desk.base) == before, name
        assert desk.history.redo() is not None
        assert dump(desk.base) == after, name
        assert desk.history.undo() is not None
        assert desk.base.seals.check() == (), name
    assert set(left) <= (
        NOTHING_CHANGES | NEEDS_A_RETURNED_FILE | NEEDS_A_CONCERN | NEEDS_ANOTHER_FIRST
    )
    assert desk.base.check() == ()


@pytest.mark.slow
def test_any_run_of_mutations_is_undone_to_its_start_and_redone_to_its_end(
    desk: Desk, session_id: SessionId
) -> None:
    filled(desk)
    dump = KeptDump()
    names = sorted(mutations(desk))
    start = dump(desk.base)
    records = {one.id: desk.base.record(one.id) for one in desk.base.sessions.all()}

    @settings(
        max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(st.sampled_from(names), min_size=1, max_size=25), st.integers(0, 10_000))
    def run(chosen: list[str], seed: int) -> None:
        random = Random(seed)
        desk.history.forget()
        for name in chosen:
            step = tried(desk, name, random, dump)
            if step is not None:
                desk.history.record(step)
        end = dump(desk.base)
        while desk.history.undo() is not None:
            pass
        assert dump(desk.base) == start
        assert {one.id: desk.base.record(one.id) for one in desk.base.sessions.all()} == records
        while desk.history.redo() is not None:
            pass
        assert dump(desk.base) == end
        while desk.history.undo() is not None:
            pass
        assert desk.base.seals.check() == ()

    run()
    assert dump(desk.base) == start
    assert desk.base.check() == ()
