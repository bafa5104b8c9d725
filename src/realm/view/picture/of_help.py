"""Make the page of help: how the game goes, the keys, what words mean."""

from realm.core.scenario import Scenario
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_causes import label_of
from realm.view.picture.of_goods import glossary
from realm.view.picture.words import capital

NAMED = ("capital", "score", "odds", "likely", "transshipment", "source")
"""Words of the game that are explained beside where they stand as well."""
TERMS = ("volume", "price", "premium", "years", "technology", "tolling", "plant", "easing", "loan")
"""What talks can be about."""


def help_page(messages: Messages, scenario: Scenario | None = None) -> p.Page:
    """Show how the game goes, the keys, and what words mean; those of a scenario where one is.

    Args:
        messages: texts.
        scenario: what is played, if anything.
    """
    say = messages.say
    steps = tuple(
        p.Told(title=say(f"help.step{i}"), lines=(say(f"help.step{i}_text"),), ink="accent")
        for i in range(1, 6)
    )
    keys = tuple(
        p.Told(title=say(f"help.key{i}"), lines=(say(f"help.key{i}_text"),)) for i in range(1, 7)
    )
    words: list[p.Block] = [
        p.Told(
            title=label_of(name, messages),
            lines=(f"{capital(one.meaning)}.",),
            right=_unit(one.unit),
        )
        for name, one in INDICATORS.items()
    ]
    words += [
        p.Told(title=say(f"help.word{i}"), lines=(say(f"help.word{i}_text"),)) for i in range(1, 7)
    ]
    words += [_term(name, messages) for name in NAMED]
    words += [p.Heading(text=say("help.talked")), *(_term(name, messages) for name in TERMS)]
    goods = glossary(scenario, messages) if scenario is not None else []
    return p.Page(
        name="help",
        title=say("menu.help"),
        note=say("help.note"),
        columns=(
            p.Column(blocks=(p.Heading(text=say("help.turn")), *steps,
                             p.Heading(text=say("help.keys")), *keys)),
            p.Column(blocks=(p.Heading(text=say("help.words")), *words)),
            *([p.Column(blocks=tuple(goods))] if goods else ()),
        ),
        foot=(p.Press(id="back", label=say("menu.back")),),
        back="back",
    )  # fmt: skip


def _term(name: str, messages: Messages) -> p.Told:
    return p.Told(
        title=messages.say(f"help.term_{name}"), lines=(messages.say(f"help.term_{name}_text"),)
    )


def _unit(unit: str) -> str:
    return {"share": "%", "x world": "×", "-1..1": "−1 to 1", "M$": "$M"}.get(unit, unit)
