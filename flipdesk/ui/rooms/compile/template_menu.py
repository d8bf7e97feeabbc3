"""The menu of Word templates, under the versions of the minutes."""

from PySide6.QtWidgets import QMenu

from flipdesk.domain.ids import WordTemplateId
from flipdesk.domain.word_template import WordTemplate
from flipdesk.i18n import _
from flipdesk.ui.rooms.compile.template_choice import TemplateChoice


def add_templates(menu: QMenu, choice: TemplateChoice) -> None:
    """Add a menu with every template, what each is used for, and what can be done with it."""
    for before in menu.findChildren(QMenu, "template_menu"):
        before.setObjectName("")
        before.deleteLater()
    own = menu.addMenu(_("Word template"))
    own.setObjectName("template_menu")
    own.setAccessibleName(_("Word template"))
    own.addAction(_plain(choice.now())).setEnabled(False)
    own.addSeparator()
    for template in choice.templates.all():
        _add_one(own, choice, template)
    ours = own.addMenu(_("FlipDesk's own look"))
    ours.setObjectName("template_own")
    ours.setAccessibleName(_("FlipDesk's own look"))
    _add_uses(ours, choice, None)
    own.addSeparator()
    add = own.addAction(_("Add a Word template…"))
    add.setObjectName("template_add")
    add.triggered.connect(lambda _checked=False: choice.ask(choice.add))
    if choice.on_laptop is not None:
        words = _("Take in {file} from this computer").format(file=choice.on_laptop.name)
        old = own.addAction(_plain(words))
        old.setObjectName("template_take_in")
        old.triggered.connect(lambda _checked=False: choice.take_in())


def _add_one(menu: QMenu, choice: TemplateChoice, template: WordTemplate) -> None:
    one = menu.addMenu(_plain(template.title))
    one.setObjectName(f"template_{template.id}")
    one.setAccessibleName(template.title)
    _add_uses(one, choice, template.id)
    one.addSeparator()
    for name, words, act in (
        ("template_lacks", _("What it lacks"), lambda: choice.look_at(template)),
        (
            "template_replace",
            _("Replace it by another file…"),
            lambda: choice.ask(lambda file: choice.replace(template, file)),
        ),
        ("template_save", _("Save a copy…"), lambda: choice.save_copy(template)),
        ("template_remove", _("Remove it"), lambda: choice.remove(template)),
    ):
        action = one.addAction(words)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False, act=act: act())


def _add_uses(menu: QMenu, choice: TemplateChoice, template_id: WordTemplateId | None) -> None:
    """Add what a template can be used for, checked where it is chosen."""
    uses = choice.templates.uses()
    for subject in choice.subjects():
        words = _("For {whose}").format(whose=choice.whose(subject))
        action = menu.addAction(_plain(words))
        action.setObjectName(f"template_for_{subject.scope}")
        action.setCheckable(True)
        is_chosen = subject in uses and uses[subject] == template_id
        action.setChecked(is_chosen)
        if is_chosen:
            action.triggered.connect(
                lambda _checked=False, subject=subject: choice.use_as_others(subject)
            )
        else:
            action.triggered.connect(
                lambda _checked=False, subject=subject: choice.use(subject, template_id)
            )


def _plain(words: str) -> str:
    """Return words in which no letter becomes a key."""
    return words.replace("&", "&&")
