"""Store of the rounds of Lån et øre."""

from flipdesk.domain.ear_round import EarRound, EarStep
from flipdesk.knowledge.mapping import Mapping, plain, value_of
from flipdesk.knowledge.parts import PartStore


class EarRoundStore(PartStore[EarRound]):
    mapping = Mapping(
        "ear_round",
        EarRound,
        *plain("session_id", "position", "agenda_item_id", "colleague_id", "question"),
        *plain("passage_id", "turn_id"),
        value_of("step", EarStep),
    )
