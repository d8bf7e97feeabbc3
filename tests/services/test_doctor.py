"""The findings of `flipdesk doctor`, with microphones and screens made up."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.i18n import use_language
from flipdesk.services import doctor
from flipdesk.services.doctor import Finding, diagnose
from flipdesk.services.window_check import WindowCheck, check_window, read_answer

MICROPHONE = AudioDevice("Bordmikrofon", "ALSA", index=0, channels=1, is_default=True)
WINDOW = WindowCheck(version="6.11.3", platform="xcb", screens=("1280 × 800",))


def findings(
    folder: Path,
    microphones: Callable[[], tuple[AudioDevice, ...]] = lambda: (MICROPHONE,),
    window: WindowCheck = WINDOW,
) -> dict[str, Finding]:
    found = diagnose(folder, microphones=microphones, window=lambda: window)
    return {finding.key: finding for finding in found}


def failing(kind: FailureKind) -> Callable[[], tuple[AudioDevice, ...]]:
    def microphones() -> tuple[AudioDevice, ...]:
        raise AudioError(kind)

    return microphones


def test_everything_there_needs_no_advice(tmp_path: Path) -> None:
    found = findings(tmp_path)
    assert [key for key, finding in found.items() if finding.ok is False] == []
    assert found["microphones"].detail == "Bordmikrofon"
    assert found["screen"].detail == "1280 × 800"
    assert found["engine"].detail.startswith("SQLite 3.")
    assert "SQLCipher" in found["engine"].detail
    assert all(finding.advice == "" for finding in found.values() if finding.ok)


def test_folder_that_syncs_is_advised_against(tmp_path: Path) -> None:
    found = findings(tmp_path / "Dropbox" / "flip.flipkb")
    assert (found["place"].ok, found["place"].detail) == (False, "Dropbox")
    assert "Dropbox synkroniserer" in found["place"].advice


def test_missing_portaudio_names_the_package(tmp_path: Path) -> None:
    found = findings(tmp_path, failing(FailureKind.NO_PORTAUDIO))
    assert found["sound"].ok is False
    assert "libportaudio2" in found["sound"].advice
    assert found["microphones"].ok is None


def test_no_microphone_is_told_but_not_a_fault(tmp_path: Path) -> None:
    found = findings(tmp_path, lambda: ())
    assert found["sound"].ok
    assert found["microphones"].ok is None
    assert found["microphones"].advice == "Sæt en mikrofon til, før du optager."


def test_portaudio_that_hangs_is_a_fault(tmp_path: Path) -> None:
    found = findings(tmp_path, failing(FailureKind.NO_DEVICE))
    assert (found["sound"].ok, found["sound"].detail) == (False, "svarer ikke")


def test_no_screen_is_told_but_not_a_fault(tmp_path: Path) -> None:
    found = findings(tmp_path, window=WindowCheck(version="6.11.3"))
    assert found["qt"].ok
    assert found["screen"].ok is None


def test_qt_that_dies_on_a_screen_names_the_packages(tmp_path: Path) -> None:
    found = findings(tmp_path, window=WindowCheck(version="6.11.3", died=True))
    assert found["screen"].ok is False
    assert "libxcb-cursor0" in found["screen"].advice


def test_missing_library_of_qt_names_its_package(tmp_path: Path) -> None:
    problem = "libEGL.so.1: cannot open shared object file: No such file or directory"
    found = findings(tmp_path, window=WindowCheck(problem=problem))
    assert found["qt"].ok is False
    assert found["qt"].advice == "Installer pakken libegl1."


def test_the_version_of_qt_that_kills_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    found = findings(tmp_path, window=WindowCheck(version="6.12.0"))
    assert found["qt"].ok is False
    assert "6.11.3" in found["qt"].advice


def test_folder_that_is_not_there_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    assert findings(tmp_path / "ny" / "mappe")["folder"].ok
    assert not (tmp_path / "ny").exists()


def test_folder_that_refuses_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_options: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    found = findings(tmp_path)
    assert found["folder"].ok is False
    assert "--kb" in found["folder"].advice


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "RECORDING_BYTES_PER_HOUR", 10**18)
    found = findings(tmp_path)
    assert found["room"].ok is False
    assert found["room"].detail == "0 timers optagelse"


def test_every_finding_speaks_both_languages(tmp_path: Path) -> None:
    broken = WindowCheck(version="6.11.3", died=True)
    danish = findings(tmp_path, failing(FailureKind.NO_PORTAUDIO), broken)
    use_language("en")
    english = findings(tmp_path, failing(FailureKind.NO_PORTAUDIO), broken)
    assert danish["screen"].advice.startswith("Installer")
    assert english["screen"].advice.startswith("Install the")
    assert danish["screen"].name == "Skærm"


def test_window_is_asked_in_a_process_of_its_own() -> None:
    found = check_window()
    assert (found.platform, found.died) == ("offscreen", False)
    assert found.version.startswith("6.")


def test_process_that_died_halfway_still_told_the_version() -> None:
    found = read_answer('{"version": "6.11.3"}\nqt.qpa.plugin: could not connect\n', -6)
    assert (found.version, found.died) == ("6.11.3", True)
