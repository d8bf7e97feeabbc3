"""Disks of a test's own: small ones that fill up, and one whose power is cut."""

import fcntl
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# FS_IOC_SHUTDOWN of Linux with the flag for "as if the power were cut": nothing more is written.
_SHUTDOWN = 0x8004587D
_NO_LOG_FLUSH = 2
_LET_GO_S = 30.0


def lacking() -> str:
    """Return why this machine cannot mount disks for tests, "" when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "disks can only be mounted as root"
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else "this machine mounts no disks"


def lacking_loop(folder: Path) -> str:
    """Return why a file cannot be mounted as a disk here, "" when it can."""
    if lacking():
        return lacking()
    image = folder / "probe.img"
    mount_point = folder / "probe"
    mount_point.mkdir()
    try:
        _make_image(image, megabytes=8)
        _run("mount", "-o", "loop", str(image), str(mount_point))
        _run("umount", str(mount_point))
    except (subprocess.CalledProcessError, FileNotFoundError):
        return "this machine mounts no files as disks"
    return ""


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A disk in memory of this size."""
    place = folder / "small"
    place.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}M", "tmpfs", str(place))
    try:
        yield place
    finally:
        _run("umount", "--lazy", str(place))


def fill(disk: Path, *, leave_bytes: int) -> Path:
    """Fill a disk but for so much, while others write on it; return the file to remove again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while (room := _free(disk) - leave_bytes) > 0 or not leave_bytes:
            file.write(bytes(max(4_096, min(room, 1 << 20))))
    return filler


def _free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


class PowerDisk:
    """An ext4 in a file whose power can be cut; `place` is where it is mounted."""

    def __init__(self, folder: Path, *, megabytes: int = 128) -> None:
        self._image = folder / "power.img"
        self.place = folder / "power"
        self.place.mkdir()
        _make_image(self._image, megabytes)
        self._mount("loop,commit=300")

    def cut(self) -> None:
        """Cut the power: what is not on the disk by now never will be."""
        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def come_back(self) -> None:
        """Mount what survived, once every process of before has let go.

        While one still holds a file, mounting again would give back the disk that is cut: its
        files answer with input/output errors, or with what never reached it.
        """
        deadline = time.monotonic() + _LET_GO_S
        command = ("umount", str(self.place))
        while subprocess.run(command, check=False, capture_output=True).returncode:
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.place} is still in use")
            time.sleep(0.01)  # nothing tells when a killed process has let go of its files
        self._mount("loop")

    def close(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.place)], check=False, capture_output=True)
        self._image.unlink()

    def _mount(self, options: str) -> None:
        _run("mount", "-o", options, str(self._image), str(self.place))


def _make_image(image: Path, megabytes: int) -> None:
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    _run("mkfs.ext4", "-q", str(image))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
