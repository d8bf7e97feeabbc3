"""Reading a session file: all of it or nothing, with every problem named."""

from collections.abc import Mapping

from flipdesk.domain.codebook import Codebook
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange.json_text import check_values, decode_json
from flipdesk.exchange.refusal import Problems, refused, shown
from flipdesk.exchange.session_checks import Object, check_references
from flipdesk.exchange.session_codings import check_codings
from flipdesk.exchange.session_consent_notes import check_consent_notes
from flipdesk.exchange.session_consents import check_consents
from flipdesk.exchange.session_ear_rounds import check_ear_rounds
from flipdesk.exchange.session_file_build import build_record
from flipdesk.exchange.session_passages import check_clips
from flipdesk.exchange.session_pauses import check_pauses
from flipdesk.exchange.session_schema import check_schema
from flipdesk.exchange.session_sorting import check_sorting
from flipdesk.exchange.session_timetable import read_timetable
from flipdesk.exchange.session_transcripts import check_transcripts
from flipdesk.i18n import _

FORMAT = "flipdesk.session"
VERSION = 1


def read_session(data: bytes, codebooks: Mapping[str, Codebook], source: str) -> SessionRecord:
    """Return the session in the bytes of a session file; `source` is its name for people.

    Raises:
        SessionFileRefused: something is wrong; `problems` has all of it.
    """
    value = decode_json(data, source)
    content = _recognised(value, source)
    problems = Problems()
    if not check_values(content, problems):
        raise problems.refusal(source)
    check_schema(content, problems)
    check_references(content, codebooks, problems)
    check_consents(content, problems)
    check_ear_rounds(content, problems)
    check_clips(content, problems)
    check_transcripts(content, problems)
    check_sorting(content, problems)
    check_codings(content, codebooks, problems)
    timetable = read_timetable(content, problems)
    if timetable is not None:
        check_pauses(content, timetable, problems)
        check_consent_notes(content, problems)
    if problems or timetable is None:
        raise problems.refusal(source)
    return build_record(content, timetable, codebooks[content["codebook"]])


def _recognised(value: object, source: str) -> Object:
    """Return the object of a session file in a version that can be read."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        sentence = _(
            "{source} is not a session file, and nothing was stored;"
            " choose a file that FlipDesk has written."
        )
        message = _("an object with “format”: “{format}” was expected").format(format=FORMAT)
        raise refused(sentence.format(source=source), message)
    version = value.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        sentence = _(
            "{source} comes from a newer FlipDesk, and nothing was stored; update FlipDesk first."
        )
        message = _("version {found} was found, this FlipDesk reads version {known}")
        raise refused(
            sentence.format(source=source), message.format(found=shown(version), known=VERSION)
        )
    return value
