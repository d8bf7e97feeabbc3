"""Messages in their place."""

import pytest
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.inline_message import LOOKS, InlineMessage, MessageKind
from flipdesk.ui.widgets.label import Label
from tests.ui.theme.dressed import painted


@pytest.mark.parametrize("kind", LOOKS)
def test_a_message_has_tint_bar_and_words(theme: Theme, qtbot: QtBot, kind: MessageKind) -> None:
    message = InlineMessage(theme, kind, "Disken er fuld om 9 min.", "Vælg et andet sted")
    qtbot.addWidget(message)
    message.resize(392, message.minimumHeight())
    look = LOOKS[kind]
    assert {theme.colour(look.tint).name(), theme.colour(look.bar).name()} <= painted(message)
    assert message.height() == 44


def test_the_action_is_a_wish_and_the_message_stays(theme: Theme, qtbot: QtBot) -> None:
    message = InlineMessage(theme, "warning", "Samtykket er ukendt.", "Ret")
    qtbot.addWidget(message)
    with qtbot.waitSignal(message.acted), qtbot.assertNotEmitted(message.closed):
        message.action_button.click()


def test_it_can_be_put_aside_when_allowed(theme: Theme, qtbot: QtBot) -> None:
    message = InlineMessage(theme, "info", "Vi fandt en optagelse.", closable=True)
    qtbot.addWidget(message)
    with qtbot.waitSignal(message.closed):
        message.close_button.click()
    assert message.isHidden()


def test_long_words_wrap_and_push_the_rest_down(theme: Theme, qtbot: QtBot) -> None:
    message = InlineMessage(theme, "info", "De sidste to sekunder mangler. " * 6, "Lyt")
    qtbot.addWidget(message)
    assert message.heightForWidth(392) > 100


def test_it_says_something_else_in_the_same_place(theme: Theme, qtbot: QtBot) -> None:
    message = InlineMessage(theme, "info", "Alt er gemt.")
    qtbot.addWidget(message)
    message.say("danger", "Disken er fuld.", "Vælg et andet sted")
    assert message.text == message.accessibleName() == "Disken er fuld."
    assert message.action_button.accessibleName() == "Vælg et andet sted"
    message.hide()


def test_choices_stand_under_the_words_with_the_way_to_close_last(
    theme: Theme, qtbot: QtBot
) -> None:
    message = InlineMessage(theme, "warning", "Samtykket er trukket tilbage. " * 5, closable=True)
    qtbot.addWidget(message)
    words = ["Stop optagelsen", "Markér stederne", "Gør stederne tavse"]
    buttons = [*map(message.add_choice, words), message.close_button]
    message.resize(640, message.heightForWidth(640))
    message.show()
    places = [one.mapTo(message, one.rect().topLeft()).x() for one in buttons]
    assert places == sorted(places)
    assert len({one.y() for one in buttons}) == 1
    label = message.findChild(Label)
    assert label is not None
    assert label.geometry().bottom() < buttons[0].y()
    assert buttons[-1].geometry().right() < 640
