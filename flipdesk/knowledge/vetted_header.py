"""The header of a database file, which tells whether FlipDesk may open it."""

from pathlib import Path

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.disk_trouble import has_traces, missing, unexpectedly_plain
from flipdesk.knowledge.file_header import FileHeader, is_plain, read_header
from flipdesk.knowledge.loose_log import log_of
from flipdesk.knowledge.migrations import APPLICATION_ID
from flipdesk.knowledge.refusals import refuse_newer, refuse_read_only
from flipdesk.knowledge.unusable import DamagedError


def vetted_header(path: Path, key: bytes | None) -> FileHeader:
    """Return the header of a file that may be opened, which is looked at before SQLite sees it.

    Raises:
        KnownError: it is missing, no knowledge base, from a newer FlipDesk, damaged or read-only.
    """
    try:
        header = read_header(path, encrypted=key is not None)
    except FileNotFoundError as error:
        if has_traces(path.parent):
            raise missing(path) from error
        raise KnownError(
            _(
                "There is no knowledge base in {place}. Choose another folder or make a new one."
            ).format(place=path.parent)
        ) from error
    except OSError as error:
        raise KnownError(
            _("{file} cannot be read. Ask whoever looks after the computer for access.").format(
                file=path
            )
        ) from error
    if key is not None and is_plain(path):
        raise unexpectedly_plain(path)
    # A file that is open may end within a page after a power cut: its log has the whole page.
    if not header.is_database or (header.is_cut and header.closed_cleanly):
        raise DamagedError(
            _("{file} is not a knowledge base, or it is damaged. Open a backup instead.").format(
                file=path
            )
        )
    # After a power cut the newest header may still be in the write-ahead log.
    if (
        key is None
        and header.application_id != APPLICATION_ID
        and (header.application_id or not log_of(path).exists())
    ):
        raise KnownError(
            _(
                "{file} belongs to another program. Choose a knowledge base made by FlipDesk."
            ).format(file=path)
        )
    refuse_newer(header.user_version, path)
    refuse_read_only(path)
    return header
