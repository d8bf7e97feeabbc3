"""Folders that sync or lie on a network are known by their names and drives."""

from pathlib import Path

import pytest

from flipdesk.services.folder_place import FolderPlace, folder_place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//fil01/felles /mnt/felles\\040drev cifs rw 0 0
nas:/hjem /mnt/hjem nfs4 rw 0 0
/dev/sdb1 /mnt/hjem/lokal ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("part", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Nordby Kommune", "OneDrive"),
        ("Dropbox (Privat)", "Dropbox"),
        ("GoogleDrive-mh@nordby.example", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("nextcloud", "Nextcloud"),
    ],
)
def test_synced_folders_are_known_by_name(part: str, service: str) -> None:
    place = folder_place(Path("/home/mh") / part / "flip.flipkb", environment={}, mounts="")
    assert place == FolderPlace(service=service)
    assert service in place.sentence()
    assert not place.is_safe


@pytest.mark.parametrize("part", ["Dokumenter", "Boxe", "Mine dropboxe", "OneDriver", "sync"])
def test_other_names_are_left_in_peace(part: str) -> None:
    place = folder_place(Path("/home/mh") / part, environment={}, mounts=MOUNTS)
    assert place.is_safe
    assert place.sentence() == ""


def test_system_says_where_onedrive_is(tmp_path: Path) -> None:
    place = folder_place(
        tmp_path / "Arbejde" / "flip.flipkb", environment={"OneDrive": str(tmp_path)}, mounts=""
    )
    assert place.service == "OneDrive"


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "OneDrive" / "viden"
    real.mkdir(parents=True)
    link = tmp_path / "viden"
    link.symlink_to(real)
    assert folder_place(link, environment={}, mounts="").service == "OneDrive"


@pytest.mark.parametrize(
    ("folder", "is_network"),
    [
        ("/mnt/felles drev/flip", True),
        ("/mnt/hjem/flip", True),
        ("/mnt/hjem/lokal/flip", False),
        ("/mnt/hjemme/flip", False),
        ("/home/mh/flip", False),
    ],
)
def test_network_drives_are_known_by_their_kind(folder: str, is_network: bool) -> None:
    assert folder_place(Path(folder), environment={}, mounts=MOUNTS).is_network is is_network
