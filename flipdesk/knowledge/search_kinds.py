"""What can be searched: where its words are, which session it belongs to, and who said it."""

from dataclasses import dataclass

from flipdesk.domain.search import HitKind


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A table `x` with its index; `session` is the id of its session, `home` joins what that needs.

    `voice` is the participant whose words they are, `at_ms` the place in the recording, `live` what
    counts at all.
    """

    table: HitKind
    session: str = "x.session_id"
    home: str = ""
    voice: str = "null"
    at_ms: str = "x.at_ms"
    position: str = "x.seq"
    live: str = ""
    has_tags: bool = False

    @property
    def index(self) -> str:
        return f"{self.table}_fts"


KINDS: dict[HitKind, SearchKind] = {
    "reflection": SearchKind(
        "reflection", voice="x.speaker_id", live="x.merged_into is null", has_tags=True
    ),
    "outcome": SearchKind("outcome", voice="x.owner_id", has_tags=True),
    "transcript_segment": SearchKind(
        "transcript_segment",
        session="t.session_id",
        home=" join transcript as t on t.id = x.transcript_id",
        voice="x.speaker_id",
        at_ms="x.from_ms",
        # Who withdrew is not to be found by every word they said.
        live="not exists (select 1 from participation as gone where gone.id = x.speaker_id"
        " and gone.consent_recording = 'withdrawn')",
    ),
    # Of several versions for one audience the newest speaks for all.
    "minutes_text": SearchKind(
        "minutes_text",
        session="m.session_id",
        home=" join minutes as m on m.id = x.minutes_id",
        at_ms="null",
        live="not exists (select 1 from minutes as later where later.session_id = m.session_id"
        " and later.audience = m.audience and later.language = m.language"
        " and later.version > m.version)",
    ),
    "session_material": SearchKind("session_material", at_ms="null"),
}
INDEXED: dict[str, str] = dict.fromkeys(KINDS, "text")
"""The table of each kind and the column that is in its index."""
