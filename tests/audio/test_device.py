import subprocess
import sys
from types import ModuleType

import pytest

from flipdesk.audio.child_process import child_command, child_environment
from flipdesk.audio.device import AudioDevice, devices_answer, devices_now, list_devices
from flipdesk.audio.failure import AudioError, FailureKind, kind_of, sentence
from flipdesk.errors import KnownError
from flipdesk.i18n import speaking


class FakeLibrary(ModuleType):
    """What FlipDesk asks of sounddevice."""

    class PortAudioError(Exception):
        pass

    class _Default:
        device = (2, 0)

    default = _Default()

    def query_hostapis(self) -> tuple[dict[str, object], ...]:
        return ({"name": "ALSA"},)

    def query_devices(self) -> list[dict[str, object]]:
        names = ["Højttaler", "Bordmikrofon", "default"]
        return [
            {"name": name, "hostapi": 0, "index": index, "max_input_channels": index}
            for index, name in enumerate(names)
        ]


def test_inputs_are_listed_and_the_default_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", FakeLibrary("sounddevice"))
    assert list_devices() == (
        AudioDevice("Bordmikrofon", "ALSA", 1, 1, is_default=False),
        AudioDevice("default", "ALSA", 2, 2, is_default=True),
    )


def test_answer_of_the_child_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", FakeLibrary("sounddevice"))
    answer = devices_answer()

    def run(*_args: object, **_options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 0, answer.encode())

    monkeypatch.setattr(subprocess, "run", run)
    assert devices_now() == list_devices()


def test_missing_portaudio_names_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As sounddevice does it: the import itself raises OSError."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    with pytest.raises(KnownError, match="libportaudio2"):
        list_devices()
    assert devices_answer() == '{"error": "no_portaudio"}'
    monkeypatch.setenv("PYTHONPATH", str(folder))
    assert child_environment()["PYTHONPATH"].endswith(str(folder))
    with pytest.raises(AudioError) as caught:
        devices_now()
    assert caught.value.kind is FailureKind.NO_PORTAUDIO


def test_frozen_application_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "recorder-child"]


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_failure_has_a_sentence_in_both_languages(kind: FailureKind) -> None:
    danish = sentence(kind, "Bordmikrofon")
    with speaking("en"):
        english = sentence(kind, "Bordmikrofon")
        assert str(AudioError(kind, "Bordmikrofon")) == english
    assert danish != english
    for said in (danish, english):
        assert said.endswith(".")
        assert "{" not in said


@pytest.mark.parametrize(
    ("errno", "kind"),
    [
        (28, FailureKind.DISK_FULL),
        (27, FailureKind.DISK_FULL),
        (13, FailureKind.FOLDER_REFUSED),
        (30, FailureKind.FOLDER_REFUSED),
        (5, FailureKind.WRITE_FAILED),
    ],
)
def test_errors_of_the_disk_are_told_apart(errno: int, kind: FailureKind) -> None:
    assert kind_of(OSError(errno, "")) is kind
