"""Setting the stage for practice, and clearing what a practice that broke off has left."""

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.audio.process_life import has_ended
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.fast_clock import FastClock
from flipdesk.domain.session_record import SessionRecord
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.paths import practice_parent
from flipdesk.services.practice import clear_abandoned, practice_base, practice_folder
from flipdesk.stage import Stage, real_stage
from flipdesk.ui.practice import Practice


def practice_stage(record: SessionRecord, base: KnowledgeBase) -> Stage:
    """Return a stage for rehearsing a session, from which one comes back to this knowledge base.

    Raises:
        KnownError: there is no room for it.
    """
    home, author, codebooks = base.folder, base.author, base.codebooks.all()
    keys = base.keys
    clear_abandoned(practice_parent(), has_ended)
    folder = practice_folder(practice_parent())
    clock = FastClock(SystemClock())
    recorder = FakeRecorder(ManualClock(clock.now()), prompt=False)
    session_id = record.session.id
    # One can practise on the example without having it.
    known = session_id if base.sessions.get(session_id) is not None else None
    return Stage(
        base=lambda: practice_base(folder, record, codebooks, clock, author),
        clock=clock,
        make_recorder=lambda: recorder,
        session_id=session_id,
        room="run",
        practice=Practice(clock, recorder),
        come_back=lambda: real_stage(
            home, keys, session_id=known, room="prepare" if known else "home"
        ),
        folder=folder,
    )
