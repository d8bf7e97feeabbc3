"""Pictures of every room from the sample session, in light and dark, at three text sizes.

The pictures of the documentation go to docs/pictures, those for looking at to build/screenshots.
Words on the command line name the rooms to draw.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Copenhagen"
time.tzset()
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from knowledge_acts import (
    code_beside_another,
    look_at_a_series,
    look_at_charts,
    weigh_an_insight,
)
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from safety_acts import backups, erasing, try_a_backup, wish_to_erase
from sample_base import build_sample_base
from screenshot_acts import (
    ask_what_to_do,
    compare_with_now,
    comparison,
    minutes,
    open_editor,
    read_a_transcript,
    transcript,
)

from flipdesk.app import App
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.agenda import running
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.i18n import use_language
from flipdesk.opening import open_or_create
from flipdesk.paths import resource
from flipdesk.services.drafts import Draft
from flipdesk.services.samples import EXAMPLE
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.qt_language import follow_language
from flipdesk.ui.recorded_time import RecordedTime
from flipdesk.ui.theme.theme import SchemeChoice, Theme

MORNING = datetime(2021, 4, 22, 6, 52, tzinfo=UTC)
IN_THE_ROOM = datetime(2021, 4, 22, 9, 5, 36, tzinfo=UTC)
AFTERNOON = datetime(2021, 4, 22, 13, 32, tzinfo=UTC)
BEING_TYPED = timedelta(seconds=10)
RECORDED_MS = 93 * 60_000 + 36_000


@dataclass(frozen=True)
class Picture:
    room: str
    at: datetime
    act: Callable[[App], None] | None = None
    name: str = ""
    window: Callable[[App], QWidget] = lambda app: app.window
    schemes: tuple[SchemeChoice, ...] = ("light", "dark")

    def file_name(self, scheme: SchemeChoice) -> str:
        """Return "gate-dark"; what has one look alone, as the audience's screen, needs no word."""
        name = self.name or self.room
        return name if len(self.schemes) == 1 else f"{name}-{scheme}"


def give_the_floor(app: App) -> None:
    """Let Mette have the floor, and two wait after her."""
    from flipdesk.ui.rooms.run.run_room import RunRoom

    room, record = app.window.room, app.workspace.record
    assert isinstance(room, RunRoom)
    assert record is not None
    floor = room.people.floor
    for initials, act in (("MH", floor.give), ("TG", floor.add), ("KA", floor.add)):
        person = record.by_initials(initials)
        assert person is not None
        act(person.id)


def write_a_line(app: App) -> None:
    """Type what the capture bar would hold at that moment."""
    from flipdesk.ui.rooms.run.capture_bar import CaptureBar

    give_the_floor(app)
    bar = app.window.findChild(CaptureBar)
    if bar is not None:
        bar.setFocus()
        line = 'MH: "Fire sekunders stilhed. Det var alt, der skulle til. #3 #respekt'
        bar.show_draft(Draft(line, IN_THE_ROOM - timedelta(seconds=6)))


def record_since_the_start(app: App) -> None:
    """Let the recorder run as if it had since the first item."""
    app.recording.start()
    QApplication.processEvents()
    (recording,) = app.base.recordings.of_session(app.workspace.session_id or SessionId(""))
    start = IN_THE_ROOM - timedelta(milliseconds=RECORDED_MS)
    app.workspace.tell(app.base.recordings.save(replace(recording, started=start)))
    app.recording.length_ms = RECORDED_MS
    app.recording.recorded = RecordedTime(before_ms=RECORDED_MS)
    app.recording.changed.emit()


def go_to_the_presentation(app: App) -> None:
    """Choose the item of the run sheet that says most about itself."""
    from flipdesk.ui.rooms.prepare.run_sheet_view import RunSheetView

    sheet = app.window.findChild(RunSheetView)
    if sheet is not None:
        sheet.go_to(1)


def choose_a_cell(app: App) -> None:
    """Choose what Nordby said about conversations."""
    from flipdesk.ui.rooms.knowledge.matrix_view import MatrixView

    matrix = app.window.findChild(MatrixView)
    if matrix is not None:
        matrix.setCurrentIndex(matrix.model().index(2, 3))
        matrix.setFocus()


def speak_to_the_room(app: App) -> None:
    """Let the audience see a question, and Mette with two who wait after her."""
    record = app.workspace.record
    assert record is not None
    item = running(record.agenda)
    assert item is not None
    wording = app.workspace.desk.audience
    app.workspace.perform(
        lambda: wording.set_question(item, "Hvornår bliver borgerens egne jobtanker grebet?")
    )
    give_the_floor(app)
    app.audience.refresh()
    app.audience.window.resize(app.window.size())


PICTURES = (
    Picture("home", MORNING),
    Picture("prepare", MORNING, go_to_the_presentation),
    Picture("run", IN_THE_ROOM, write_a_line),
    Picture(
        "run",
        IN_THE_ROOM,
        speak_to_the_room,
        "audience",
        lambda app: app.audience.window,
        ("light",),
    ),
    Picture("compile", AFTERNOON, open_editor),
    Picture("compile", AFTERNOON, ask_what_to_do, "gate", minutes),
    Picture("compile", AFTERNOON, compare_with_now, "comparison", comparison),
    Picture("compile", AFTERNOON, read_a_transcript, "transcript", transcript),
    Picture("knowledge", AFTERNOON, choose_a_cell),
    Picture("knowledge", AFTERNOON, look_at_charts, "charts"),
    Picture("knowledge", AFTERNOON, look_at_a_series, "cycles"),
    Picture("knowledge", AFTERNOON, weigh_an_insight, "knowledge-items"),
    Picture("knowledge", AFTERNOON, code_beside_another, "coding"),
    Picture("home", AFTERNOON, try_a_backup, "backups", backups),
    Picture("prepare", AFTERNOON, wish_to_erase, "erasure", erasing),
)
SIZES = ((1280, 720, 1.0), (1280, 720, 1.5), (1280, 720, 2.0), (853, 480, 1.0))


def take(
    picture: Picture,
    sample: Path,
    session_id: SessionId,
    scheme: SchemeChoice,
    size: tuple[int, int, float],
    path: Path,
) -> None:
    """Open the window on a copy of the sample as it stood and save what it shows."""
    width, height, scale = size
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    clock = ManualClock(picture.at)
    theme = Theme(scheme, scale)
    theme.apply(qt)
    recorder = FakeRecorder(AudioClock(picture.at), writes=False)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "Nordby og Åkær.flipkb"
        shutil.copytree(sample, folder)
        base = open_or_create(folder, clock)
        store = QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat)
        app = App(base, theme, clock, lambda: recorder, preferences=Preferences(store))
        app.workspace.open_session(session_id)
        app.window.resize(width, height)
        app.window.show()
        app.window.enter(picture.room)
        settle(app)
        if picture.at == IN_THE_ROOM:
            record_since_the_start(app)
        if picture.act is not None:
            picture.act(app)
        settle(app)
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.window(app).grab().save(str(path))
        app.window.hide()
        app.close()
        app.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle(app: App) -> None:
    """Let the jobs end and everything be drawn."""
    while app.jobs.running:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _round in range(20):
        QApplication.processEvents()


def main() -> None:
    qt = QApplication(sys.argv[:1])
    use_language("da")
    follow_language(qt)
    named = sys.argv[1:]
    wanted = [one for one in PICTURES if (one.name or one.room) in named or not named]
    with tempfile.TemporaryDirectory() as scratch:
        for at in dict.fromkeys(picture.at for picture in wanted):
            sample = Path(scratch) / f"{at:%H%M}"
            build_sample_base(sample, at - BEING_TYPED)
            draw([picture for picture in wanted if picture.at == at], sample)


def draw(pictures: list[Picture], sample: Path) -> None:
    """Save pictures of one moment, each in every look and size."""
    data = resource("samples", EXAMPLE).read_bytes()
    session_id = read_session(data, load_shipped("da"), EXAMPLE).session.id
    for picture in pictures:
        for scheme in picture.schemes:
            for size in SIZES:
                documented = size == SIZES[0]
                folder = ROOT / ("docs/pictures" if documented else "build/screenshots")
                tail = "" if documented else f"-{size[0]}-{round(size[2] * 100)}"
                path = folder / f"{picture.file_name(scheme)}{tail}.png"
                take(picture, sample, session_id, scheme, size, path)
                print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
