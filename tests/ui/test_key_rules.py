"""Which keys may be chosen, who clashes, and what is in force."""

import pytest

from flipdesk.ui.command_table import TABLE, Command
from flipdesk.ui.key_rules import clashing, parts, refusal, settled


@pytest.mark.parametrize(
    "keys",
    [
        *("Ctrl+Alt+2", "Ctrl+Alt+Shift+K", "AltGr+E", "Meta+K", "Alt+F4", "Ctrl+[", "Alt+@"),
        *("K", "Shift+K", "7", "+", "Return", "Esc", "Del", "Shift+Tab", "PgDown", "Ctrl+C"),
        *("Space", "{", "~", "Ctrl+^", "Ctrl+|", "Ctrl+\\", "Shift+Home", "Ctrl+$", "Ctrl+V"),
        *("Ctrl+Shift+&", "Ctrl+Shift+/", "Alt+Shift+7"),
    ],
)
def test_keys_that_write_or_belong_to_others_are_refused_with_a_reason(keys: str) -> None:
    assert refusal(keys, in_lists=False).endswith(".")


@pytest.mark.parametrize(
    "keys",
    [
        *("", "F5", "Shift+F12", "Ctrl+K", "Ctrl+Shift+N", "Ctrl++", "Ctrl+,", "Alt+Up", "Ctrl+1"),
        *("Ctrl+Return", "Ctrl+PgDown", "Ctrl+Space", "Ctrl+Æ", "Ctrl+Å"),
    ],
)
def test_other_keys_may_be_chosen(keys: str) -> None:
    assert refusal(keys, in_lists=False) == ""


def test_letters_alone_are_for_lists_and_digits_tag_there() -> None:
    assert refusal("R", in_lists=True) == ""
    assert refusal("Space", in_lists=True) == ""
    assert refusal("3", in_lists=True) != ""
    assert refusal("Up", in_lists=True) != ""


def test_the_key_itself_may_be_a_plus() -> None:
    assert parts("Ctrl++") == (frozenset({"Ctrl"}), "+")
    assert parts("+") == (frozenset(), "+")
    assert parts("Ctrl+Shift+N") == (frozenset({"Ctrl", "Shift"}), "N")


# A presenter's clicker sends these; they mean something only when somebody has armed it.
_CLICKER = ("audience.clicker_next", "audience.clicker_blank")


@pytest.mark.parametrize(
    "command", [one for one in TABLE if one.id not in _CLICKER], ids=lambda one: one.id
)
def test_no_default_would_be_refused_nor_clashes(command: Command) -> None:
    assert refusal(command.keys, in_lists=command.in_lists) == ""
    own = {one.id: one.keys for one in TABLE}
    assert clashing(TABLE, own, command) == ()


A = Command("a", "A", "Ctrl+E", "run")
B = Command("b", "B", "Ctrl+E", "compile")
C = Command("c", "C", "Ctrl+J")


def test_the_same_keys_may_mean_two_things_in_two_rooms() -> None:
    assert settled((A, B, C), {}) == {"a": "Ctrl+E", "b": "Ctrl+E", "c": "Ctrl+J"}


def test_chosen_keys_take_those_that_others_have_by_default() -> None:
    assert settled((A, B, C), {"c": "Ctrl+E"}) == {"a": "", "b": "", "c": "Ctrl+E"}


def test_what_was_kept_and_may_not_be_is_passed_over() -> None:
    assert settled((A, B, C), {"c": "Ctrl+Alt+2", "gone": "F9"})["c"] == "Ctrl+J"
    assert settled((A, B, C), {"a": "F9", "c": "F9"}) == {"a": "F9", "b": "Ctrl+E", "c": "Ctrl+J"}
