"""Store of what may stay in a text although it may tell who somebody is."""

from flipdesk.domain.kept_trace import KeepReason, KeptTrace
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.knowledge.mapping import Mapping, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore


class KeptTraceStore(PartStore[KeptTrace]):
    mapping = Mapping(
        "kept_trace",
        KeptTrace,
        *plain("session_id", "position", "text_sha256"),
        value_of("audience", Audience),
        value_of("kind", TraceKind),
        value_of("reason", KeepReason),
        moment("kept"),
    )
