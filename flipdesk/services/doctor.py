"""What works on this machine, and what to install for the rest."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flipdesk.audio.device import AudioDevice, devices_now
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.i18n import _, ngettext, pgettext
from flipdesk.paths import resource
from flipdesk.services.folder_place import folder_place
from flipdesk.services.window_check import WindowCheck, check_window

RECORDING_BYTES_PER_HOUR = 346_000_000  # 48 kHz, 16 bits, one channel
LEAST_HOURS = 6
FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSans3-Bold.ttf")
PACKAGE_OF_LIBRARY = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
SCREEN_PACKAGES = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `ok` is None where FlipDesk does well enough without it.

    `advice` is empty, or one sentence that says what to do.
    """

    key: str
    name: str
    ok: bool | None
    detail: str
    advice: str = ""


def diagnose(
    folder: Path,
    *,
    microphones: Callable[[], tuple[AudioDevice, ...]] = devices_now,
    window: Callable[[], WindowCheck] = check_window,
) -> tuple[Finding, ...]:
    """Look at everything FlipDesk leans on; `folder` is where the knowledge base lies or will."""
    return (
        _python(),
        _engine(),
        *_qt(window()),
        *_sound(microphones),
        _fonts(),
        _folder(folder),
        _place(folder),
        _room(folder),
        _pages(),
    )


def _python() -> Finding:
    return _works("python", _("Python"), platform.python_version())


def _engine() -> Finding:
    name = _("Knowledge base")
    try:
        from flipdesk.knowledge.engine_version import engine_version
    except ImportError as error:
        advice = _("Install FlipDesk again: the package sqlcipher3 is missing or broken.")
        return _lacks("engine", name, str(error), advice)
    return _works("engine", name, _("SQLite {version}").format(version=engine_version()))


def _qt(found: WindowCheck) -> tuple[Finding, Finding]:
    if found.problem or not found.version:
        return _qt_missing(found.problem), _no_screen()
    return _qt_version(found.version), _screen(found)


def _qt_missing(problem: str) -> Finding:
    name = _("Windows (Qt)")
    package = next((p for library, p in PACKAGE_OF_LIBRARY.items() if library in problem), "")
    if package:
        advice = _("Install the package {package}.").format(package=package)
    else:
        advice = _("Install FlipDesk again: the package PySide6-Essentials is missing or broken.")
    return _lacks("qt", name, problem, advice)


def _qt_version(version: str) -> Finding:
    name, detail = _("Windows (Qt)"), _("PySide6 {version}").format(version=version)
    if version == "6.12.0" and sys.version_info < (3, 12):
        advice = _("Install PySide6 6.11.3: version 6.12.0 makes FlipDesk stop on this Python.")
        return _lacks("qt", name, detail, advice)
    return _works("qt", name, detail)


def _screen(found: WindowCheck) -> Finding:
    name = _("Screen")
    if found.died:
        detail = _("there is a screen, but Qt cannot draw on it")
        advice = _("Install the packages {packages}.").format(packages=SCREEN_PACKAGES)
        return _lacks("screen", name, detail, advice)
    if not found.screens or found.platform in {"offscreen", "minimal"}:
        return _no_screen()
    return _works("screen", name, ", ".join(found.screens))


def _no_screen() -> Finding:
    advice = _("The window needs a screen; every command works without one.")
    return _spares("screen", _("Screen"), pgettext("doctor", "none"), advice)


def _sound(microphones: Callable[[], tuple[AudioDevice, ...]]) -> tuple[Finding, Finding]:
    sound, microphone = _("Sound (PortAudio)"), _("Microphones")
    try:
        found = microphones()
    except AudioError as failure:
        installed = failure.kind is not FailureKind.NO_PORTAUDIO
        detail = _("does not answer") if installed else _("not installed")
        unknown = _spares("microphones", microphone, pgettext("doctor", "not known"))
        return _lacks("sound", sound, detail, str(failure)), unknown
    works = _works("sound", sound, pgettext("doctor", "works"))
    if not found:
        advice = _("Plug in a microphone before recording.")
        return works, _spares("microphones", microphone, pgettext("doctor", "none"), advice)
    names = ", ".join(device.name for device in found)
    return works, _works("microphones", microphone, names)


def _fonts() -> Finding:
    name = _("Typeface")
    missing = [font for font in FONTS if not resource("fonts", font).is_file()]
    if missing:
        advice = _("Install FlipDesk again: its own typeface is missing.")
        return _lacks("fonts", name, ", ".join(missing), advice)
    return _works("fonts", name, "Source Sans 3")


def _folder(folder: Path) -> Finding:
    name = _("Folder for knowledge bases")
    try:
        with tempfile.TemporaryFile(dir=_existing(folder)):
            pass
    except OSError:
        advice = _("Choose a folder that you may write in, with --kb or the variable FLIPDESK_KB.")
        return _lacks("folder", name, str(folder), advice)
    return _works("folder", name, str(folder))


def _place(folder: Path) -> Finding:
    name, place = _("Kind of folder"), folder_place(folder)
    if place.is_safe:
        return _works("place", name, _("on this computer, not synced"))
    detail = place.service or _("network drive")
    return _lacks("place", name, detail, place.sentence())


def _room(folder: Path) -> Finding:
    name = _("Room on the disk")
    free = shutil.disk_usage(_existing(folder)).free
    hours = free // RECORDING_BYTES_PER_HOUR
    detail = ngettext("{n} hour of recording", "{n} hours of recording", hours).format(n=hours)
    if hours < LEAST_HOURS:
        advice = _("Make room on the disk before the next recording.")
        return _lacks("room", name, detail, advice)
    return _works("room", name, detail)


def _pages() -> Finding:
    name = _("LibreOffice")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        advice = _("Install LibreOffice or Word to read the minutes on this machine.")
        return _spares("libreoffice", name, _("not installed"), advice)
    return _works("libreoffice", name, program)


def _works(key: str, name: str, detail: str) -> Finding:
    return Finding(key, name, ok=True, detail=detail)


def _lacks(key: str, name: str, detail: str, advice: str) -> Finding:
    return Finding(key, name, ok=False, detail=detail, advice=advice)


def _spares(key: str, name: str, detail: str, advice: str = "") -> Finding:
    return Finding(key, name, ok=None, detail=detail, advice=advice)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
