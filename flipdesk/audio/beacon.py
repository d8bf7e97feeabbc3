"""The file by which a recorder that goes on alone is found again, and what it says."""

import contextlib
import json
import os
import signal
import stat
import sys
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from flipdesk.audio.durable import create_new, write_all
from flipdesk.audio.process_life import born, has_ended, machine

BEACON_NAME = "recorder.json"
# The system allows 104 to 108 bytes for the address of a socket, its folder and name included.
_MOST_BYTES = 68
_MOST_BEACON_BYTES = 16_384
_SOCKET_NAME = "recorder"
_PIPES = r"\\.\pipe" + "\\"


@dataclass(frozen=True, slots=True)
class Beacon:
    """Which process records into a folder, and how its owner reaches it.

    `born` tells two processes of the same number apart, "" where the system does not say; `machine`
    is the space in which the numbers mean something; `window` is the process that started this one,
    0 since another has found it; `key` is hexadecimal.
    """

    pid: int
    born: str
    window: int
    window_born: str
    machine: str
    folder: str
    address: str
    key: str

    @property
    def is_from_here(self) -> bool:
        """Whether the process is one of those that can be seen from here."""
        return self.machine == machine()

    @property
    def is_gone(self) -> bool:
        """Whether the process has verifiably ended; False when that cannot be known."""
        return self.is_from_here and has_ended(self.pid, self.born)

    @property
    def is_orphan(self) -> bool:
        """Whether the window that it belongs to has verifiably ended."""
        known = self.is_from_here and self.window != 0 and self.window_born != ""
        return known and has_ended(self.window, self.window_born)

    def kill(self) -> None:
        """End the process; nothing when it is not certain that it is the very one."""
        if self.is_from_here and self.born and born(self.pid) == self.born:
            # Windows knows no SIGKILL, and ends a process at once by any signal.
            number = getattr(signal, "SIGKILL", signal.SIGTERM)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


def write_beacon(beacon: Beacon) -> None:
    """Put a beacon into its folder, whole or not at all, for its owner alone.

    Raises:
        OSError: the folder cannot be written.
    """
    path = Path(beacon.folder) / BEACON_NAME
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = create_new(unfinished)
    try:
        write_all(descriptor, json.dumps(asdict(beacon)).encode("ascii"))
    finally:
        os.close(descriptor)
    unfinished.replace(path)


def read_beacon(folder: Path) -> Beacon | None:
    """Return the beacon of a folder, None when there is none of ours that belongs here.

    A copy of a folder holds the beacon of the first one, and anybody may have written the file: so
    only an address that nobody else can have made is believed.
    """
    try:
        with (folder / BEACON_NAME).open("rb") as file:
            values = json.loads(file.read(_MOST_BEACON_BYTES))
        beacon = Beacon(**values)
        typed = all(type(getattr(beacon, one.name)) is one.type for one in fields(beacon))
        if not typed or not bytes.fromhex(beacon.key):
            return None
        belongs = Path(beacon.folder).samefile(folder)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return beacon if belongs and _is_private(beacon.address) else None


def remove_beacon(beacon: Beacon) -> None:
    """Take a beacon out of its folder; another one's stays."""
    folder = Path(beacon.folder)
    if read_beacon(folder) == beacon:
        with contextlib.suppress(OSError):
            (folder / BEACON_NAME).unlink()


def remove_socket(address: str) -> None:
    """Take away a socket and the folder that was made for it, and nothing else."""
    path = Path(address)
    with contextlib.suppress(OSError):
        if stat.S_ISSOCK(path.lstat().st_mode):
            path.unlink()
            path.parent.rmdir()


def new_address() -> str:
    """Return an address for a listener that only this user can reach.

    Raises:
        OSError: there is no folder for it.
    """
    if sys.platform == "win32":
        return f"{_PIPES}flipdesk-{os.getpid()}-{os.urandom(16).hex()}"
    for place in _places():
        with contextlib.suppress(OSError):
            made = tempfile.mkdtemp(prefix=_prefix(os.getpid()), dir=place)
            return str(Path(made) / _SOCKET_NAME)
    raise OSError(f"no folder for a socket in {_places()}")


def remove_sockets_of(pid: int) -> None:
    """Take away what a process that was killed has left of its addresses."""
    if sys.platform == "win32":
        return
    for place in _places():
        for folder in Path(place).glob(f"{_prefix(pid)}*"):
            remove_socket(str(folder / _SOCKET_NAME))


def _places() -> list[str]:
    places = [os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), "/tmp"]  # noqa: S108
    return [one for one in places if one and len(os.fsencode(one)) <= _MOST_BYTES]


def _prefix(pid: int) -> str:
    return f"flipdesk-{pid}-"


def _is_private(address: str) -> bool:
    if sys.platform == "win32":
        # Any other path could be a pipe of another computer.
        return address.startswith(_PIPES)
    try:
        folder = Path(address).parent.lstat()
    except OSError:
        # The folder for temporary files was cleaned: nobody can be reached, and nobody is harmed.
        return Path(address).is_absolute()
    mode = stat.S_IMODE(folder.st_mode)
    return stat.S_ISDIR(folder.st_mode) and folder.st_uid == os.getuid() and mode == stat.S_IRWXU
