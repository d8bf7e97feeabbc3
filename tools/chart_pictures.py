"""Draw every chart as the window shows it, for people to look at.

    python tools/chart_pictures.py FOLDER [NAME ...]

writes NAME-<look>.png: light and dark at 1280x720, light at 853x480 and at 150 % text, and light as
somebody sees it who has protanopia, deuteranopia or tritanopia (Machado, Oliveira and Fernandes
2009, severity 1.0, in linear light).
"""

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from flipdesk.app import App
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.clock import ManualClock
from flipdesk.i18n import use_language
from flipdesk.opening import open_or_create
from flipdesk.services.reports.report_kinds import KINDS
from flipdesk.services.samples import add_samples
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.rooms.knowledge.charts_page import ChartsPage
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom
from flipdesk.ui.theme.theme import SchemeChoice, Theme

NOW = datetime(2021, 5, 3, 9, 0, tzinfo=UTC)
VISION = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@dataclass(frozen=True)
class Look:
    name: str
    scheme: SchemeChoice
    width: int = 1280
    height: int = 720
    scale: float = 1.0


LOOKS = (
    Look("light", "light"),
    Look("dark", "dark"),
    Look("small", "light", 853, 480),
    Look("large-text", "light", scale=1.5),
)


def seen_by(image: QImage, vision: str) -> QImage:
    """Return the picture as somebody with a colour vision deficiency sees it."""
    import numpy as np

    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = image.width(), image.height(), image.bytesPerLine()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, line)[:, : 3 * width]
    value = rows.reshape(height, width, 3) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.array(VISION[vision]).T, 0, 1)
    back = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    data = (back * 255 + 0.5).astype(np.uint8).tobytes()
    return QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def draw(look: Look, names: list[str], folder: Path) -> None:
    """Open the window on the samples and save every chart."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    clock, theme = ManualClock(NOW), Theme(look.scheme, look.scale)
    theme.apply(qt)
    recorder = FakeRecorder(AudioClock(NOW), writes=False)
    with tempfile.TemporaryDirectory() as scratch:
        base = open_or_create(Path(scratch) / "billeder.flipkb", clock)
        example = add_samples(base, clock).session_id
        store = QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat)
        app = App(base, theme, clock, lambda: recorder, preferences=Preferences(store))
        app.workspace.open_session(example)
        app.window.resize(look.width, look.height)
        app.window.show()
        app.window.enter("knowledge")
        room = app.window.room
        assert isinstance(room, KnowledgeRoom)
        page = room.open_page("charts")
        assert isinstance(page, ChartsPage)
        for name in names:
            show(page, name)
            image = app.window.grab().toImage()
            save(image, folder / f"{name}-{look.name}.png")
            if look.name == "light":
                for vision in VISION:
                    save(seen_by(image, vision), folder / f"{name}-{vision}.png")
        app.window.hide()
        app.close()
        app.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def show(page: ChartsPage, name: str) -> None:
    """Choose a chart and something in it."""
    page.choose(name)
    filters = page.pane.filters
    if name == "journeys":
        box = filters.one_series
        box.setCurrentIndex(max(0, box.findText("Samtaleflip i Nordby Kommune")))
    filters.few.setChecked(name != "potentials")
    for _round in range(20):
        QApplication.processEvents()
    page.pane.chart.setFocus()
    page.pane.chart.choose(0, 0)
    for _round in range(5):
        QApplication.processEvents()


def save(image: QImage, path: Path) -> None:
    image.save(str(path))
    print(path)


def main() -> None:
    known = [kind.name for kind in KINDS]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    QApplication(sys.argv[:1])
    use_language("da")
    for look in LOOKS:
        draw(look, chosen.names or known, chosen.folder)


if __name__ == "__main__":
    main()
