"""A database written again under another key, or under none, and proven before it takes its place.

Source: `sqlcipher_export`, https://www.zetetic.net/sqlcipher/sqlcipher-api/#sqlcipher_export
"""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.durable_file import reach_disk
from flipdesk.knowledge.engine import Connection, DatabaseError, connect, raw_key
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.pseudonym_key import FOLDER as KEYS

_NUMBERS = ("user_version", "application_id")


def converted_of(path: Path) -> Path:
    """Return the name under which a database is written again."""
    return path.with_name(f".{path.name}.converted")


def write_converted(source: Connection, path: Path, key: bytes | None) -> Path:
    """Write the open database again beside itself, prove the copy, and return where it lies.

    It holds row for row what the source holds, passes every check, and is on the disk.

    Raises:
        KnownError: it could not be written or is not the same; nothing but the copy was touched,
            and that is gone again.
    """
    copy = converted_of(path)
    try:
        copy.unlink(missing_ok=True)
        copy.touch(mode=0o600, exist_ok=False)
        _export(source, copy, key)
        wrong = _differences(source, copy, key)
        if wrong:
            raise OSError(f"{copy}: {', '.join(wrong)}")
        reach_disk(copy)
    except (OSError, DatabaseError) as error:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise KnownError(
            _(
                "{file} could not be written again. It is left as it is: make room on the disk and"
                " try again."
            ).format(file=path)
        ) from error
    return copy


def clear_unfinished(folder: Path) -> None:
    """Remove what a conversion that was killed left half written; nobody else may be at it.

    It never was anything's only copy, and on the way to a plain knowledge base it can be read. So
    with what was left of the rewriting of a backup, or of a rescue: no later erasure sees it.
    """
    for left in (*(folder / BACKUPS).glob(".erasing-*"), folder / ".rescue"):
        shutil.rmtree(left, ignore_errors=True)
    for place in (folder, folder / BACKUPS, folder / KEYS):
        for copy in place.glob(".*.sqlite.converted"):
            with suppress(OSError):
                copy.unlink()


def take_place(path: Path) -> None:
    """Put the proven copy in the place of the database, which nobody has open.

    Raises:
        KnownError: the disk refuses; the database is then as it was.
    """
    try:
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise OSError(f"{log} has not been folded in")
        converted_of(path).replace(path)
        reach_disk(path.parent)
    except OSError as error:
        raise KnownError(
            _("{file} could not be replaced. See that nobody has it open, and try again.").format(
                file=path
            )
        ) from error


def convert_closed(
    path: Path,
    old: bytes | None,
    new: bytes | None,
    proven: Callable[[Path], object] = lambda _copy: None,
) -> None:
    """Convert a database that nobody has open, such as a backup; one that is converted stays.

    `proven` is told of the copy before that takes its place.

    Raises:
        KnownError: it is damaged, or could not be written again; it is then as it was.
    """
    if is_plain(path) == (new is None):
        return
    source = connect(str(path), old)
    try:
        if source.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)
        proven(write_converted(source, path, new))
    except DatabaseError as error:
        raise _damaged(path) from error
    finally:
        source.close()
    take_place(path)


def _damaged(path: Path) -> KnownError:
    return KnownError(_("{file} is damaged. It is left as it is.").format(file=path))


def _export(source: Connection, target: Path, key: bytes | None) -> None:
    secret = "" if key is None else raw_key(key)
    source.execute("attach database ? as converted key ?", (str(target), secret))
    try:
        # The copy counts for nothing until it is whole and on the disk.
        source.execute("pragma converted.synchronous = off")
        source.execute("pragma converted.journal_mode = off")
        source.execute("select sqlcipher_export('converted')").fetchall()
        for name in _NUMBERS:
            value = source.execute(f"pragma main.{name}").fetchone()[0]
            source.execute(f"pragma converted.{name} = {value}")
    finally:
        source.execute("detach database converted")


def _differences(source: Connection, target: Path, key: bytes | None) -> list[str]:
    """Return what is wrong with a copy: how it is kept, what its checks say, where rows differ."""
    wrong = []
    if is_plain(target) != (key is None):
        wrong.append("kept otherwise than asked for")
    copy = connect(str(target), key)
    try:
        wrong += [row[0] for row in copy.execute("pragma integrity_check") if row[0] != "ok"]
        wrong += [f"{row[0]} → {row[2]}" for row in copy.execute("pragma foreign_key_check")]
        if key is not None:
            wrong += [row[0] for row in copy.execute("pragma cipher_integrity_check")]
        wrong += [
            name
            for name in _NUMBERS
            if copy.execute(f"pragma {name}").fetchone()[0]
            != source.execute(f"pragma main.{name}").fetchone()[0]
        ]
        here, there = contents(source), contents(copy)
        wrong += [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)]
    finally:
        copy.close()
    return wrong


def contents(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return how many rows each table has, with a digest of them; and one of the schema itself."""
    found = {}
    schema = "select type, name, tbl_name, sql from main.sqlite_schema order by type, name"
    found[""] = _digest(connection, schema)
    tables = connection.execute(
        "select name, wr from pragma_table_list where schema = 'main'"
        " and type in ('table', 'shadow') and name not like 'sqlite\\_schema' escape '\\'"
    ).fetchall()
    for name, has_no_rowid in tables:
        rows = "select *" if has_no_rowid else "select rowid, *"
        order = "" if has_no_rowid else " order by rowid"
        found[name] = _digest(connection, f'{rows} from main."{name}"{order}')
    return found


def _digest(connection: Connection, query: str) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for row in connection.execute(query):
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        count += 1
    return count, digest.hexdigest()
