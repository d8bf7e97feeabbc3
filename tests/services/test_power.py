"""Power supplies as the kernel shows them, laid out in a folder."""

from pathlib import Path

import pytest

from flipdesk.services.power import LinuxPower, Power

Supplies = dict[str, dict[str, str]]
MAINS = {"type": "Mains", "online": "1"}
OFF = {"type": "Mains", "online": "0"}
FULL = {"type": "Battery", "status": "Full", "capacity": "100"}
DRAINING = {"type": "Battery", "status": "Discharging", "capacity": "37"}
MOUSE = {"type": "Battery", "status": "Discharging", "capacity": "5", "scope": "Device"}


@pytest.mark.parametrize(
    ("supplies", "power"),
    [
        ({}, None),
        ({"AC": MAINS}, Power(on_mains=True)),
        ({"AC": OFF}, None),
        ({"AC": MAINS, "BAT0": FULL}, Power(on_mains=True, percent=100)),
        ({"AC": OFF, "BAT0": DRAINING}, Power(on_mains=False, percent=37)),
        ({"BAT0": DRAINING, "BAT1": FULL}, Power(on_mains=False, percent=37)),
        ({"AC": MAINS, "mouse": MOUSE}, Power(on_mains=True)),
        ({"mouse": MOUSE}, None),
        ({"BAT0": {"type": "Battery", "status": "Charging"}}, Power(on_mains=True)),
        ({"BAT0": {"type": "Battery", "status": "Discharging", "capacity": "?"}},
         Power(on_mains=False)),
    ],
)  # fmt: skip
def test_power_is_read(tmp_path: Path, supplies: Supplies, power: Power | None) -> None:
    for name, files in supplies.items():
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(f"{text}\n", "ascii")
    assert LinuxPower(tmp_path).read() == power


def test_no_folder_is_no_answer(tmp_path: Path) -> None:
    assert LinuxPower(tmp_path / "nowhere").read() is None
