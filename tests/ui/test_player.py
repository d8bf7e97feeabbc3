"""The player where the loudspeaker goes away: nothing raises, and nothing silenced is heard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flipdesk.audio.session_sound import open_sound
from flipdesk.ui.player import Player
from tests.audio.sounds import Feed
from tests.helpers.fake_media import NO_OUTPUT, FakeMedia
from tests.ui.rooms.compile.listening_room import SOUND, loud

LENGTH_MS = 20_000


@pytest.fixture
def media() -> FakeMedia:
    return FakeMedia()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    feed = Feed(tmp_path, spec=SOUND, segment_s=3_000)
    feed.begin()
    feed.hear(0, loud(LENGTH_MS), step_ms=10_000)
    feed.writer.close()
    return tmp_path


@pytest.fixture
def player(qtbot: QtBot, folder: Path, media: FakeMedia) -> Iterator[Player]:
    player = Player(lambda: media)
    player.take(open_sound(folder))
    yield player
    player.let_go()


@pytest.fixture
def said(player: Player) -> list[str]:
    sentences: list[str] = []
    player.problem.connect(sentences.append)
    return sentences


CHANGES: dict[str, Callable[[Player], object]] = {
    "silence": lambda player: player.silence([(5_000, 6_000)]),
    "loop": lambda player: player.set_loop((1_000, 3_000)),
    "skip": lambda player: player.set_skips_silence(skips=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_while_the_headset_is_out_is_one_sentence(
    player: Player, media: FakeMedia, said: list[str], change: Callable[[Player], object]
) -> None:
    player.play()
    media.is_plugged_in = False
    change(player)
    assert said == [NO_OUTPUT]
    assert not player.is_playing
    assert media.stream is None


def test_other_files_while_the_headset_is_out(
    player: Player, media: FakeMedia, said: list[str], folder: Path
) -> None:
    player.play_from(4_000)
    media.is_plugged_in = False
    player.renew(open_sound(folder))
    assert said == [NO_OUTPUT]
    media.is_plugged_in = True
    player.play()
    assert media.sounds()
    assert media.at_ms == 4_000
    assert any(media.sounding(500))


def test_what_was_silenced_while_the_headset_was_out_is_not_heard_when_it_is_back(
    player: Player, media: FakeMedia, said: list[str]
) -> None:
    player.play_from(5_000)
    assert any(media.sounding(500))
    media.is_plugged_in = False
    player.silence([(5_000, 6_000)])
    media.is_plugged_in = True
    player.play()
    assert player.is_playing
    assert media.sounds()
    assert media.at_ms == 5_000
    assert not any(media.sounding(1_000))


def test_after_a_failure_play_loads_the_sound_anew(
    player: Player, media: FakeMedia, said: list[str]
) -> None:
    player.play_from(5_000)
    media.fail("Lyden kan ikke afspilles.")
    assert said == ["Lyden kan ikke afspilles."]
    assert player.is_playing is False
    player.toggle()
    assert media.sounds()
    assert media.at_ms == 5_000


def test_after_a_failure_the_files_are_let_go(player: Player, media: FakeMedia) -> None:
    player.play()
    media.fail("Lyden kan ikke afspilles.")
    player.let_go()
    assert media.stream is None
