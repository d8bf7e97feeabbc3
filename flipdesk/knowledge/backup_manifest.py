"""The manifest beside a backup, and the proof that the backup still is what it says.

`<name>.sqlite` has `<name>.manifest.json`: when and why it was made, its size, SHA-256 and schema,
and how many rows each table holds.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from flipdesk.domain.backup import Manifest
from flipdesk.knowledge.durable_file import write_durably
from flipdesk.knowledge.engine import Connection, connect

ENDING = ".manifest.json"
_LONGEST = 100_000
_FORMAT = 1


def manifest_path(backup: Path) -> Path:
    """Return where the manifest of a backup lies."""
    return backup.with_suffix(ENDING)


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Write the manifest of a backup, in place of the one before.

    Raises:
        OSError: it cannot be written.
    """
    words = {
        "format": _FORMAT,
        "made": manifest.made.isoformat(timespec="seconds"),
        "reason": manifest.reason,
        "bytes": manifest.bytes,
        "sha256": manifest.sha256,
        "schema": manifest.schema,
        "rows": dict(sorted(manifest.rows.items())),
    }
    write_durably(manifest_path(backup), (json.dumps(words, indent=1) + "\n").encode())


def read_manifest(backup: Path) -> Manifest | None:
    """Return the manifest of a backup, None when there is none that can be read."""
    try:
        with manifest_path(backup).open("rb") as file:
            words = json.loads(file.read(_LONGEST))
        # Half a character, which JSON can name, is none of ours and cannot be shown.
        json.dumps(words, ensure_ascii=False).encode()
        return Manifest(
            made=datetime.fromisoformat(words["made"]),
            reason=str(words["reason"]),
            bytes=int(words["bytes"]),
            sha256=str(words["sha256"]),
            schema=int(words["schema"]),
            rows={str(name): int(count) for name, count in words["rows"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def measured(backup: Path, made: datetime, reason: str, key: bytes | None) -> Manifest:
    """Open a finished copy, check all of it, count its rows and hash it.

    Raises:
        OSError, DatabaseError: it cannot be read, or does not pass its check.
    """
    connection = connect(str(backup), key)
    try:
        connection.execute("pragma query_only = on")
        refuse_unsound(connection, backup)
        rows = row_counts(connection)
        schema = int(connection.execute("pragma user_version").fetchone()[0])
    finally:
        connection.close()
    return Manifest(made, reason, backup.stat().st_size, sha256_of(backup), schema, rows)


def refuse_unsound(connection: Connection, path: Path) -> None:
    """Check every page, index and reference of a database.

    Raises:
        OSError, DatabaseError: something does not hold together.
    """
    for row in connection.execute("pragma integrity_check(1)"):
        if row[0] != "ok":
            raise OSError(f"{path} does not pass its check: {row[0]}")
    if connection.execute("pragma foreign_key_check").fetchone() is not None:
        raise OSError(f"{path} has rows that point nowhere")


def is_as_made(backup: Path, manifest: Manifest) -> bool:
    """Read all of a backup and tell whether it is what it was when it was checked."""
    try:
        return backup.stat().st_size == manifest.bytes and sha256_of(backup) == manifest.sha256
    except OSError:
        return False


def row_counts(connection: Connection) -> Mapping[str, int]:
    """Return how many rows each table holds; what the full-text indexes keep is not counted."""
    names = [
        str(row[0])
        for row in connection.execute(
            "select name from pragma_table_list where schema = 'main' and type = 'table'"
            " and name not like 'sqlite\\_%' escape '\\' order by name"
        )
    ]
    return {
        name: int(connection.execute(f'select count(*) from "{name}"').fetchone()[0])
        for name in names
    }


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
