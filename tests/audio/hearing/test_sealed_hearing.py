"""Speech is recognised in sealed sound, whose key goes through the pipe."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flipdesk.audio.hearing import hearing_child
from flipdesk.audio.hearing.hearing_link import HearingLink
from flipdesk.audio.hearing.pieces import pieces
from flipdesk.audio.hearing.speech_model import speech_model
from flipdesk.audio.session_sound import open_sound
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.said import Said
from tests.audio.sounds import Feed, noise
from tests.helpers.hearing import install, make_model

KEY = bytes(range(32))


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HearingLink]:
    install(monkeypatch)
    model = speech_model(make_model(tmp_path / "model", say="Vi griber det"))
    with closing(HearingLink(model, "da", 1)) as made:
        yield made


def recorded(folder: Path, key: bytes | None) -> Path:
    feed = Feed(folder, spec=AudioSpec(16_000, 1), key=key)
    feed.begin()
    feed.hear(0, noise(10 * 16_000), step_ms=1_000)
    feed.writer.close()
    return folder


def test_the_engine_gets_the_same_samples(tmp_path: Path) -> None:
    clear, sealed = recorded(tmp_path / "a", None), recorded(tmp_path / "b", KEY)
    wanted = hearing_child._samples(clear, 1_000, 9_000, None)
    assert abs(wanted).max() > 0.1
    assert (hearing_child._samples(sealed, 1_000, 9_000, KEY) == wanted).all()
    assert not hearing_child._samples(sealed, 1_000, 9_000, None).any()


def test_words_come_and_the_key_stands_in_no_command_line(
    link: HearingLink, tmp_path: Path
) -> None:
    folder = recorded(tmp_path / "b", KEY)
    assert link.hear(folder, (0, 9_000), key=KEY) == (Said(0, 2_500, "Vi griber det 0"),)
    child = link._child
    assert child is not None
    for told in ("cmdline", "environ"):
        data = Path(f"/proc/{child.pid}/{told}").read_bytes()
        assert KEY not in data
        assert KEY.hex().encode() not in data


def test_nothing_is_heard_where_the_key_is_gone(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "b", KEY)
    with_key, without = open_sound(folder, KEY), open_sound(folder, None)
    assert pieces(with_key)
    assert pieces(without) == ()
    with_key.close()
    without.close()
