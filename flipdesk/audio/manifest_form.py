"""Hiding the names in a manifest that was written in clear, and the other way round."""

import json
import os
from pathlib import Path
from typing import Any

from flipdesk.audio.durable import create_new, sync_data, sync_folder, write_all
from flipdesk.audio.manifest import MANIFEST_NAME, NAMES_IN
from flipdesk.audio.original_sound import converted_original
from flipdesk.audio.seal import Seal, is_hidden

_LOUDNESS = ("peak", "rms")


def hide_names(folder: Path, seal: Seal, *, to_plain: bool) -> None:
    """Write the manifest anew, with its names hidden or revealed; every other line is as it was.

    Hidden, it says no more how loud it was. What has been left out does not come back.

    Raises:
        OSError: the disk refused; the manifest is as it was.
    """
    path = folder / MANIFEST_NAME
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        return
    after = b"".join(
        _line(line, seal, to_plain=to_plain) for line in before.splitlines(keepends=True)
    )
    if after == before:
        return
    part = path.with_name(f"{MANIFEST_NAME}.part")
    part.unlink(missing_ok=True)
    descriptor = create_new(part)
    try:
        write_all(descriptor, after)
        sync_data(descriptor)
    finally:
        os.close(descriptor)
    part.replace(path)
    sync_folder(folder)


def _line(line: bytes, seal: Seal, *, to_plain: bool) -> bytes:
    try:
        values: dict[str, Any] = json.loads(line)
        changed = {name: values[name] for name in NAMES_IN & values.keys() if values[name]}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return line
    for name, words in changed.items():
        if to_plain:
            changed[name] = seal.reveal(words) or words
        elif not is_hidden(words):
            changed[name] = seal.hide(words)
    if values.get("line") == "chunk" and not to_plain:
        changed |= dict.fromkeys(_LOUDNESS, 0.0)
    if values.get("line") == "imported" and isinstance(values.get("original"), str):
        changed["original"] = converted_original(values["original"], to_plain=to_plain)
    if all(values.get(name) == value for name, value in changed.items()):
        return line
    return json.dumps(values | changed, separators=(",", ":")).encode() + b"\n"
