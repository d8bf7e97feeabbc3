"""Store of what need not be seen to."""

from flipdesk.domain.set_aside import SetAside
from flipdesk.knowledge.mapping import Mapping, plain
from flipdesk.knowledge.parts import PartStore


class SetAsideStore(PartStore[SetAside]):
    mapping = Mapping(
        "set_aside",
        SetAside,
        *plain("session_id", "position", "lack", "subject_id", "reason"),
    )
