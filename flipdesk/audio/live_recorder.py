"""Whether somebody is recording into a folder at this moment."""

import os
import sys
from pathlib import Path

from flipdesk.audio.beacon import Beacon, read_beacon
from flipdesk.audio.child_process import CHILD_ARGUMENT, CHILD_MODULE
from flipdesk.audio.manifest import ManifestLine, Opened, Stopped, read_manifest
from flipdesk.audio.process_life import has_ended


def is_recorded_into(folder: Path, lines: tuple[ManifestLine, ...] | None = None) -> bool:
    """Return whether a recorder that is alive has this folder, by its beacon or its manifest.

    `lines` are those of the manifest where they have been read already, without chunks.
    """
    beacon = read_beacon(folder)
    if beacon is not None and beacon.is_from_here and not beacon.is_gone:
        return True
    if lines is None:
        lines = read_manifest(folder, chunks=False).lines
    ends = [line for line in lines if isinstance(line, Opened | Stopped)]
    last = ends[-1] if ends else None
    return isinstance(last, Opened) and _is_at_work(last, beacon)


def _is_at_work(opened: Opened, beacon: Beacon | None) -> bool:
    """Return whether the process that began last lives and, where that can be seen, records.

    Numbers are given out again, after a restart soon.
    """
    if beacon is not None and beacon.is_gone and beacon.pid == opened.pid:
        return False
    # Recorders are children: a line with our own number was written in a life before.
    if opened.pid == os.getpid() or has_ended(opened.pid, opened.born):
        return False
    if not sys.platform.startswith("linux"):
        return True
    try:
        words = Path(f"/proc/{opened.pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return not {CHILD_ARGUMENT.encode(), CHILD_MODULE.encode()}.isdisjoint(words)
