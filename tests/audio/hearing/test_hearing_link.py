"""The process that recognises speech: what it says, and every way in which it can fail."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flipdesk.audio.cancelled import Cancelled
from flipdesk.audio.hearing.hearing_link import HearingLink
from flipdesk.audio.hearing.speech_model import check_installed, is_installed, speech_model
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.said import Said
from flipdesk.errors import KnownError
from tests.audio.sounds import Feed, noise
from tests.helpers.hearing import install, make_model


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)


@pytest.fixture(params=[(48_000, 1), (16_000, 1), (48_000, 2)], ids=str)
def recording(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return recorded(tmp_path / "optagelse", AudioSpec(*request.param))


def recorded(folder: Path, spec: AudioSpec) -> Path:
    """Record 25 s."""
    feed = Feed(folder, spec=spec)
    feed.begin()
    feed.hear(0, noise(25 * spec.rate_hz * spec.channels), step_ms=1_000)
    feed.writer.close()
    return folder


@pytest.fixture
def link(tmp_path: Path) -> Iterator[HearingLink]:
    with closing(linked(tmp_path / "model", say="Vi griber det")) as made:
        yield made


def linked(folder: Path, **plan: object) -> HearingLink:
    return HearingLink(speech_model(make_model(folder, **plan)), "da", 1)


def test_words_at_their_places_and_what_is_none_left_out(
    link: HearingLink, recording: Path
) -> None:
    told: list[float] = []
    said = link.hear(recording, (3_000, 25_000), told.append)
    assert said == (
        Said(3_000, 5_500, "Vi griber det 0"),
        Said(13_000, 15_500, "Vi griber det 10"),
        Said(23_000, 25_000, "Vi griber det 20"),
    )
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert link.hear(recording, (0, 9_000)) == (Said(0, 2_500, "Vi griber det 0"),)


def test_cancelled_at_once_and_begun_anew(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "optagelse", AudioSpec(16_000, 1))
    with closing(linked(tmp_path / "model", hang=True)) as link:
        asked = iter(range(1_000))
        with pytest.raises(Cancelled):
            link.hear(recording, (0, 9_000), cancelled=lambda: next(asked) > 3)
        make_model(tmp_path / "model", say="Igen")
        assert link.hear(recording, (0, 9_000)) == (Said(0, 2_500, "Igen 0"),)


def test_process_that_ends_in_the_middle_is_told(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "optagelse", AudioSpec(16_000, 1))
    link = linked(tmp_path / "model", end=True)
    with pytest.raises(KnownError, match="Talegenkendelsen er standset"):
        link.hear(recording, (0, 9_000))


def test_model_that_is_broken_says_what_the_library_says(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "optagelse", AudioSpec(16_000, 1))
    link = linked(tmp_path / "model", broken=True)
    with pytest.raises(KnownError, match=r"Unable to open file 'model\.bin'"):
        link.hear(recording, (0, 9_000))


def test_recording_that_is_gone_is_told(tmp_path: Path, link: HearingLink) -> None:
    with pytest.raises(KnownError, match="Talegenkendelsen er standset"):
        link.hear(tmp_path / "væk", (0, 9_000))


def test_process_goes_with_the_link(tmp_path: Path, link: HearingLink) -> None:
    recording = recorded(tmp_path / "optagelse", AudioSpec(16_000, 1))
    link.hear(recording, (0, 9_000))
    child = link._child
    assert child is not None
    link.close()
    assert child.poll() is not None
    deadline = time.monotonic() + 10
    while any(one.name == str(child.pid) for one in Path("/proc").glob("[0-9]*")):
        assert time.monotonic() < deadline


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_folder_without_a_model_names_what_is_missing(tmp_path: Path, name: str) -> None:
    folder = make_model(tmp_path / "hvisk")
    (folder / name).unlink()
    with pytest.raises(KnownError, match=r"hvisk") as refused:
        speech_model(folder)
    assert name.partition(".")[0] in str(refused.value)


def test_folder_that_is_gone_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="er der ikke"):
        speech_model(tmp_path / "væk")
    folder = make_model(tmp_path / "hvisk")
    for text in ("{", json.dumps([1]), "\0"):
        (folder / "config.json").write_text(text)
        with pytest.raises(KnownError, match="er beskadiget"):
            speech_model(folder)


def test_extra_that_is_not_installed_says_how_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_installed()
    monkeypatch.setattr("flipdesk.audio.hearing.speech_model._MODULE", "not_a_module_of_ours")
    with pytest.raises(KnownError, match=r"pip install flipdesk\[transcribe\]"):
        check_installed()


def test_real_model_hears_danish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = os.environ.get("FLIPDESK_WHISPER_MODEL")
    if not folder:
        pytest.skip("FLIPDESK_WHISPER_MODEL names no model folder")
    monkeypatch.undo()
    if not is_installed():
        pytest.skip("faster-whisper is not installed")
    from tests.audio.hearing.spoken import spoken_recording

    recording, length_ms = spoken_recording(tmp_path, "Det er godt for min familie.")
    with closing(HearingLink(speech_model(Path(folder)), "da", 1)) as link:
        said = link.hear(recording, (0, length_ms))
    assert "familie" in " ".join(one.text for one in said).lower()
