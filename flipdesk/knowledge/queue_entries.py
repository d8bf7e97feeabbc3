"""Store of the speakers' list."""

from flipdesk.domain.queue_entry import QueueEntry
from flipdesk.domain.vocabulary import QueueKind
from flipdesk.knowledge.mapping import Mapping, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore


class QueueStore(PartStore[QueueEntry]):
    mapping = Mapping(
        "queue_entry",
        QueueEntry,
        *plain("session_id", "position", "speaker_id", "agenda_item_id"),
        value_of("kind", QueueKind),
        moment("since"),
        moment("until"),
    )
