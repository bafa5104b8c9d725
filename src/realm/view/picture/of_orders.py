"""Make the page of everything a seat may order: grouped, searched, with cost and effect."""

from realm.core.scenario import Scenario
from realm.play.foresight import Foresight
from realm.play.sight import Option, Sight
from realm.rules.event import short
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_actions import budget, cost_text, deed, groups, now_text
from realm.view.picture.table import Kpi
from realm.view.picture.words import capital, figure, moved, sentence


def orders_page(
    sight: Sight,
    messages: Messages,
    find: str,
    chosen: int,
    foreseen: Foresight | None = None,
) -> p.Page:
    """Show all actions at the left, what one of them does, and what is queued.

    Args:
        sight: what the seat sees.
        messages: texts.
        find: what is searched.
        chosen: place of the action that is looked at, in `Sight.options`; -1 for none.
        foreseen: what is expected of it; None while that is not known.
    """
    say = messages.say
    return p.Page(
        name="actions",
        title=say("game.actions"),
        note=budget(sight, messages),
        columns=(
            p.Column(blocks=tuple(_listed(sight, messages, find, chosen)), share=1.2),
            p.Column(blocks=tuple(_about(sight, messages, chosen, foreseen)), share=1.0),
            p.Column(blocks=tuple(_queued(sight, messages)), share=0.9),
        ),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
    )


def _listed(sight: Sight, messages: Messages, find: str, chosen: int) -> list[p.Block]:
    scenario = sight.observation.network.scenario
    number = {id(option): i for i, option in enumerate(sight.options)}
    asked = {one.action for one in sight.pending}
    found: list[p.Block] = [p.Field(id="find", text=find, blank=messages.say("game.find"))]
    words = find.casefold().split()
    for group in groups(sight):
        shown = [
            option
            for option in group.options
            if all(w in f"{group.title} {option.action.text(scenario)}".casefold() for w in words)
        ]
        if not shown:
            continue
        found.append(p.Heading(text=group.title, note=now_text(sight, group.id, messages)))
        found += [
            p.Item(
                id=f"look:{number[id(option)]}",
                title=deed(option.action, scenario),
                right=messages.say("game.queued_already") if option.action in asked
                else cost_text(option.cost, messages),
                chosen=number[id(option)] == chosen,
                lines=(sentence(option.refusal),)
                if option.refusal and option.action not in asked else (),
            )
            for option in shown
        ]  # fmt: skip
    if len(found) == 1:
        found.append(p.Text(text=messages.say("game.nothing_found"), role="note"))
    return found


def _title(option: Option, scenario: Scenario) -> str:
    return capital(option.action.text(scenario))


def _about(
    sight: Sight, messages: Messages, chosen: int, foreseen: Foresight | None
) -> list[p.Block]:
    say = messages.say
    if not 0 <= chosen < len(sight.options):
        return [p.Text(text=say("game.choose_first"))]
    option = sight.options[chosen]
    asked = {one.action: one.number for one in sight.pending}
    scenario = sight.observation.network.scenario
    cost = cost_text(option.cost, messages)
    found: list[p.Block] = [
        p.Text(text=_title(option, scenario), role="h1", ink="high"),
        p.Text(text=say("game.cost", cost=cost) if cost else say("game.free"), ink="high"),
        *_noun(sight, option, messages),
    ]
    if option.action in asked:
        press = p.Press(id=f"unqueue:{asked[option.action]}", label=say("game.undo"))
    else:
        why = sentence(option.refusal) if option.refusal else ""
        press = p.Press(id=f"queue:{chosen}", label=say("game.queue_it"), primary=True, refusal=why)
        if why:
            found.append(p.Text(text=why, ink="bad"))
    found.append(p.Buttons(buttons=(press,)))
    found.append(p.Heading(text=say("game.foreseen")))
    if foreseen is None:
        found.append(p.Text(text=say("game.foreseeing"), role="note"))
    else:
        found += _foreseen(sight, messages, foreseen)
    return found


def _foreseen(sight: Sight, messages: Messages, foreseen: Foresight) -> list[p.Block]:
    """Show how the seat's numbers are expected to differ from what they were without the action."""
    weights = sight.observation.network.scenario.seats[sight.seat].objectives
    kpis = []
    if foreseen.score is not None:
        change = moved(foreseen.score[0], foreseen.score[1], "", 1.0)
        if change is not None:
            kpis.append(Kpi(id="score", label=messages.say("game.foreseen_score"),
                            value=f"{foreseen.score[1]:.1f}", change=change))  # fmt: skip
    for name, (without, after) in foreseen.indicators.items():
        indicator = INDICATORS[name]
        common = {"higher": 1.0, "lower": -1.0}.get(indicator.better, 0.0)
        change = moved(without, after, indicator.unit, weights.get(name, common))
        if change is not None:
            value, unit = figure(after, indicator.unit)
            kpis.append(
                Kpi(id=name, label=capital(indicator.label), value=value, unit=unit, change=change)
            )
    told: p.Block = p.Figures(kpis=tuple(kpis))
    if not kpis:
        told = p.Text(text=messages.say("game.foreseen_same"))
    how = messages.say("game.foreseen_text", copies=foreseen.copies, turns=foreseen.turns)
    return [told, p.Text(text=how, role="note", ink="low")]


def _noun(sight: Sight, option: Option, messages: Messages) -> list[p.Block]:
    """Say what an action is about, in the scenario's words."""
    scenario = sight.observation.network.scenario
    action = option.action
    text = ""
    if action.axis == "project":
        text = scenario.projects[action.name].text
    elif action.axis == "contract" and action.name in scenario.contracts:
        text = scenario.contracts[action.name].text
    found: list[p.Block] = []
    if action.axis == "measure":
        measure = scenario.measures[action.name]
        goods = [short(scenario.commodities[name].name) for name in measure.commodities]
        places = [_place(scenario, name) for name in measure.destinations]
        key = "game.touches_towards" if places else "game.touches"
        touched = ", ".join(goods) or messages.say("game.all_goods")
        found.append(
            p.Text(text=messages.say(key, goods=touched, places=", ".join(places)), role="note")
        )
        text = measure.text
    if text:
        found.append(p.Text(text=text, role="note"))
    return found


def _place(scenario: Scenario, name: str) -> str:
    country = scenario.countries.get(name)
    return short(country.name) if country is not None else name.upper()


def _queued(sight: Sight, messages: Messages) -> list[p.Block]:
    say = messages.say
    scenario = sight.observation.network.scenario
    cost = cost_text(sight.spent, messages)
    found: list[p.Block] = [p.Heading(text=say("game.asked"), note=cost)]
    if not sight.pending:
        return [*found, p.Text(text=say("game.none_asked"), role="note")]
    for one in sight.pending:
        found.append(p.Told(title=capital(one.action.text(scenario)), ink="accent"))
        found.append(p.Buttons(buttons=(p.Press(id=f"undo:{one.number}", label=say("game.undo")),)))
    return found
