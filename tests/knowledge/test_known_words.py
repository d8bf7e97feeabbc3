"""Words in order: any part of any word is found, long ones to their last letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.knowledge.known_words import EDGE, Sheet

words = st.sets(st.text(alphabet="abæå", min_size=1, max_size=24), min_size=1, max_size=40)


@given(entries=words, part=st.text(alphabet="abæå", min_size=1, max_size=22), edge=st.booleans())
def test_sheet_finds_every_word_that_holds_a_part(entries: set[str], part: str, edge: bool) -> None:
    sheet = Sheet(dict.fromkeys(entries, 1))
    sought = f"{EDGE}{part}" if edge else part
    holding = {one for one in entries if sought in f"{EDGE}{one}{EDGE}"}
    assert set(sheet.holding(sought.encode(), 10_000)) == holding


@pytest.mark.parametrize("part", ["indsatsværktøj", "indsatsværktøjskassernes"])
def test_long_part_is_found_behind_many_that_begin_alike(part: str) -> None:
    alike = [
        f"indsats{first}{other}{last}" for first in "abcd" for other in "efgh" for last in "ij"
    ]
    sheet = Sheet(dict.fromkeys([*alike, part], 1))
    assert sheet.holding(part.encode(), 3) == [part]
