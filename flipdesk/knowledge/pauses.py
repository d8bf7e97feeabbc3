"""Store of pauses."""

from flipdesk.domain.pause import Pause
from flipdesk.knowledge.mapping import Mapping, moment, plain
from flipdesk.knowledge.parts import PartStore


class PauseStore(PartStore[Pause]):
    mapping = Mapping(
        "pause", Pause, *plain("session_id", "position"), moment("started"), moment("ended")
    )
