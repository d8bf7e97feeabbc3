"""Whether a folder is where a knowledge base should not lie: synced to a cloud, or on a network.

A sync program copies a database and a recording while they are written, and puts older copies in
their place; a network drive loses its locks. Neither can be proved from outside: this goes by the
names such folders have and by what the system says of its drives.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from flipdesk.i18n import _

_SERVICES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("OneDrive", r"onedrive([ -].*)?|sharepoint([ -].*)?"),
        ("Dropbox", r"dropbox([ -].*)?( \(.*\))?"),
        ("Google Drive", r"google ?drive([ -].*)?|googledrive-.*"),
        ("iCloud", r"icloud ?drive|mobile documents|com~apple~clouddocs"),
        ("Nextcloud", r"nextcloud([ -].*)?"),
        ("ownCloud", r"owncloud([ -].*)?"),
        ("Box", r"box( sync)?|box-box"),
        ("pCloud", r"pcloud ?drive"),
        ("Synology Drive", r"synologydrive([ -].*)?"),
    )
)
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "davfs", "fuse.davfs", "9p"),
        *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse"),
    }
)
_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """`service` is the program that syncs the folder, "" for none."""

    service: str = ""
    is_network: bool = False

    @property
    def is_safe(self) -> bool:
        return not self.service and not self.is_network

    def sentence(self) -> str:
        """Return what to tell the user, "" for a folder that is fine."""
        if self.service:
            return _(
                "The knowledge base lies in a folder that {service} syncs. Sound and notes can be"
                " damaged there, and they leave the laptop. Move it to another folder."
            ).format(service=self.service)
        if self.is_network:
            return _(
                "The knowledge base lies on a network drive. A recording is lost when the network"
                " is. Move it to the laptop's own disk."
            )
        return ""


def folder_place(
    folder: Path, *, environment: Mapping[str, str] | None = None, mounts: str | None = None
) -> FolderPlace:
    """Return what kind of place a folder is; links are followed, and nothing is opened."""
    real = folder.resolve()
    known = os.environ if environment is None else environment
    synced = _synced_by(real, known)
    if synced:
        return FolderPlace(service=synced)
    return FolderPlace(is_network=_is_network(real, _read_mounts() if mounts is None else mounts))


def _synced_by(folder: Path, environment: Mapping[str, str]) -> str:
    for name in _VARIABLES:
        place = environment.get(name, "")
        if place and folder.is_relative_to(Path(place)):
            return "OneDrive"
    for part in folder.parts:
        for service, pattern in _SERVICES:
            if pattern.fullmatch(part):
                return service
    return ""


def _is_network(folder: Path, mounts: str) -> bool:
    if sys.platform == "win32":
        return folder.drive.startswith("\\\\")
    kinds = {}
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            kinds[PurePath(_unescaped(fields[1]))] = fields[2]
    holding = [place for place in kinds if folder.is_relative_to(place)]
    return bool(holding) and kinds[max(holding, key=lambda place: len(place.parts))] in _NETWORK


def _unescaped(field: str) -> str:
    """Return a field of the mounts table, where a blank is written as a backslash and 040."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)


def _read_mounts() -> str:
    try:
        return _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return ""
