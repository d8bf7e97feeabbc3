import pytest

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.device_match import match_device


def devices(*names: str, api: str = "ALSA", first: int = 0) -> list[AudioDevice]:
    return [
        AudioDevice(name, api, first + index, 1, is_default=first + index == 0)
        for index, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Jabra Speak 510: USB Audio (hw:1,0)", "Jabra Speak 510: USB Audio (hw:2,0)"),
        ("Mikrofon (2- Jabra Speak 510 USB)", "Mikrofon (Jabra Speak 510 USB)"),
        ("Mikrofon (Jabra Speak 510 USB)", "Mikrofon (3- Jabra Speak 510 USB)"),
        ("MacBook Pro-mikrofon", "Macbook Pro Mikrofon"),
        ("Jabra Speak 510", "Jabra Speak 510 USB"),
        ("Blåtand: Møderum Ærø", "blåtand:  møderum ærø"),
    ],
)
def test_microphone_is_known_again_after_replugging_and_renaming(wanted: str, found: str) -> None:
    there = devices("default", "HDA Intel PCH: ALC257 Analog (hw:0,0)", found)
    match = match_device(wanted, there)
    assert match is not None
    assert match.name == found


@pytest.mark.parametrize(
    "wanted", ["bordmik", "", "hw:1,0", "Jabra Speak 510", "Logitech Webcam", "2-"]
)
def test_another_microphone_is_not_taken_for_it(wanted: str) -> None:
    there = devices("default", "bordmikrofon", "Jabra Evolve 65", "HDA Intel PCH (hw:0,0)")
    assert match_device(wanted, there) is None


def test_very_name_comes_before_everything_alike() -> None:
    there = devices("USB Audio (hw:1,0)", "USB Audio (hw:2,0)", "USB AUDIO")
    match = match_device("USB Audio (hw:2,0)", there)
    assert match is not None
    assert match.index == 1


def test_one_of_two_that_are_much_alike_is_not_guessed() -> None:
    there = devices("default", "Jabra Speak 510 USB", "Jabra Speak 510 MS")
    assert match_device("Jabra Speak 510", there) is None


def test_sound_system_of_the_default_is_preferred() -> None:
    there = [
        *devices("Mikrofon (Jabra)", api="MME", first=5),
        *devices("Standard", "Mikrofon (Jabra)", api="Windows WASAPI"),
    ]
    match = match_device("Mikrofon (Jabra)", there)
    assert match is not None
    assert match.host_api == "Windows WASAPI"
    match = match_device("Mikrofon (Jabraa)", there)
    assert match is not None
    assert match.host_api == "Windows WASAPI"
