"""Make the picture of the panel of the table with what a seat may order."""

from realm.core.action import Action
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture.of_actions import (
    Group,
    cost_of,
    cost_text,
    groups,
    options_of,
    word,
)
from realm.view.picture.of_standing import note_of, order_of, standing
from realm.view.picture.table import Actions, Choice
from realm.view.picture.words import dollars


def panel(sight: Sight, messages: Messages) -> Actions:
    """Show a control for each thing that can be ordered now; what was asked for holds.

    Single links are left to the page of all actions: there are hundreds.
    """
    asked = {one.action: one.number for one in sight.pending}
    controls = [
        control
        for group in groups(sight)
        if not group.id.startswith("link:")
        and (control := _control(sight, group, asked, messages)) is not None
    ]
    countries = sight.observation.network.scenario.countries
    count = len(asked)
    key = "game.queued" if count else "game.queued_none"
    told = (messages.say(key, count=count), cost_text(sight.spent, messages))
    return Actions(
        budget=budget(sight, messages),
        budget_why=_capital_why(sight, messages) if sight.actor in countries else "",
        controls=tuple(_mixed(controls)),
        status=" · ".join(text for text in told if text),
        queue=messages.say("game.all_actions"),
    )


def _mixed(controls: list[Choice]) -> list[Choice]:
    """Put one control of each sort first, so that what is seen at once shows what there is."""
    firsts: dict[str, Choice] = {}
    for control in controls:
        firsts.setdefault(control.id.partition(":")[0], control)
    front = list(firsts.values())
    return front + [control for control in controls if control not in front]


def _control(
    sight: Sight, group: Group, asked: dict[Action, int], messages: Messages
) -> Choice | None:
    """Show what can be ordered about one thing; nothing where all of it is refused."""
    options = options_of(group, asked)
    chosen = next((i for i, o in enumerate(options) if o.action in asked), -1)
    if not any(not o.refusal or o.action in asked for o in options):
        return None
    scenario = sight.observation.network.scenario
    return Choice(
        id=group.id,
        label=_panel_label(group, messages),
        options=(
            standing(sight, group.id, group.options, messages),
            *(word(o.action, scenario, messages) for o in options),
        ),
        chosen=chosen + 1,
        order=order_of(sight, group.id, group.options, options),
        unit=note_of(sight, group.id, options, messages),
        cost=cost_of(options if chosen < 0 else options[chosen : chosen + 1], messages)
        or messages.say("game.free"),
        queued=chosen >= 0,
        refusals=("", *("" if o.action in asked else o.refusal for o in options)),
    )


def _panel_label(group: Group, messages: Messages) -> str:
    """Say what a control is about by itself, where the name alone would not tell."""
    axis = group.id.partition(":")[0]
    if axis in ("stockpile", "country", "firm", "contract"):
        return messages.say(f"game.panel_{axis}", name=group.title)
    return group.title


def _capital_why(sight: Sight, messages: Messages) -> str:
    """Say what political capital is, and how much of it comes back."""
    rules = sight.observation.network.scenario.coefficients
    back = messages.say(
        "game.capital_back", back=f"{rules.political_regrowth:g}",
        most=f"{rules.political_capital:g}",
    )  # fmt: skip
    return f"{messages.say('help.term_capital_text')}\n{back}"


def budget(sight: Sight, messages: Messages) -> str:
    """Say what can still be spent: of a government political capital, of a firm money."""
    network, spent = sight.observation.network, sight.spent
    if sight.actor in network.countries:
        row = network.countries.index(sight.actor)
        left = float(sight.observation.political_capital[row, 0]) - spent.political_capital
        if spent.political_capital > 0.0:
            of = f"{left + spent.political_capital:.3g}"
            return messages.say("game.capital_of", amount=f"{max(0.0, left):.3g}", of=of)
        return messages.say("game.capital_left", amount=f"{max(0.0, left):.3g}")
    row = network.accounts.index(sight.actor)
    left = float(sight.observation.money[row, 0]) - spent.money_kusd
    return messages.say("game.money_left", amount=dollars(max(0.0, left)))
