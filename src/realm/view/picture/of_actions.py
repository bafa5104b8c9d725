"""Sort what a seat may order by what it is about, and say each of it in a word or two."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from realm.core import actions as kinds
from realm.core.action import Action, title
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.play.sight import Option, Sight
from realm.rules.event import percent, short
from realm.rules.event_terms import SHARE_FAMILIES, size_text
from realm.strategies.judge import Cost
from realm.strategies.refusal import Refusal
from realm.view.messages import Messages
from realm.view.picture.of_terms import name_of
from realm.view.picture.words import amount, capital, dollars


@dataclass(frozen=True)
class Group:
    """All that can be ordered about one thing."""

    id: str
    """`axis:name`."""
    title: str
    options: tuple[Option, ...]


def groups(sight: Sight) -> tuple[Group, ...]:
    """Sort what may be ordered by what it is about, in the order of the menu."""
    scenario = sight.observation.network.scenario
    found: dict[str, list[Option]] = {}
    for option in sight.options:
        found.setdefault(key_of(option.action), []).append(option)
    titles = {key: label(scenario, *key.split(":", 1)) for key in found}
    numbered = _numbered(titles)
    return tuple(Group(key, capital(numbered[key]), tuple(found[key])) for key in found)


def _numbered(titles: dict[str, str]) -> dict[str, str]:
    """Number the titles that are alike within their kind, so that each can be told apart."""
    kinds_of = {key: (key.partition(":")[0], text) for key, text in titles.items()}
    many, met = Counter(kinds_of.values()), Counter[tuple[str, str]]()
    found = {}
    for key, kind in kinds_of.items():
        met[kind] += 1
        found[key] = kind[1] if many[kind] == 1 else f"{kind[1]} ({met[kind]} / {many[kind]})"
    return found


def label(scenario: Scenario, axis: str, name: str) -> str:
    """Say in few words what an action is about."""
    match axis:
        case "link" if name in scenario.links:
            link = scenario.links[name]
            good = short(scenario.commodities[link.commodity].name)
            ends = (node_name(scenario, one) for one in (link.seller, link.buyer))
            return f"{good}: {' – '.join(ends)}"
        case "project":
            plant, colon, what = scenario.projects[name].name.partition(":")
            return f"{plant.partition(' (')[0]}{colon}{what}"
        case "directive":
            return _directive(scenario, name)
        case "facility":
            return title(scenario, axis, name).partition(" (")[0]
        case "side":
            table, _, actor = name.partition(":")
            return name_of(scenario, next(s for s in scenario.tables[table].sides if s != actor))
        case "country" | "firm" | "stockpile" | "contract":
            return short(title(scenario, axis, name))
    return title(scenario, axis, name)


def _directive(scenario: Scenario, name: str) -> str:
    """Say what a firm is told to do, its name and the contract's in short."""
    told = title(scenario, "directive", name)
    for firm in scenario.firms.values():
        told = told.replace(firm.name, short(firm.name))
    return told.partition(" (")[0].replace(" The ", " the ")


def node_name(scenario: Scenario, name: str) -> str:
    """Name a plant by its owner and town, users by what they do."""
    noun = scenario.facilities.get(name) or scenario.sectors.get(name)
    if noun is None:
        return name
    return ",".join(re.sub(r" \([^()]*\)", "", noun.name).split(",")[:2])


def key_of(action: Action) -> str:
    """Name what an action is about."""
    return f"{action.axis}:{action.name}"


def clashes(network: Network, one: Action, other: Action) -> bool:
    """Say whether two actions set the same cell, so that the later replaces the earlier."""
    cells = [
        {(column, row) for column, rows in action.columns(network).items() for row, _ in rows}
        for action in (one, other)
    ]
    return bool(cells[0] & cells[1])


def setting(action: Action) -> object:
    """Name a setting: tightening and easing to one size are one, and what a store reads alike."""
    match action:
        case kinds.Stockpile(target_t=target, purchase_t_per_month=bought, release_t_per_month=out):
            if target is not None:
                return "aim", amount(target)
            return tuple("" if tonnes is None else amount(tonnes) for tonnes in (bought, out))
    size = getattr(action, "size", None)
    return ("size", size) if size is not None and not isinstance(action, kinds.Announce) else action


def undoes(action: Action) -> bool:
    """Say whether an action only ends what another began."""
    match action:
        case kinds.Stockpile(target_t=target, purchase_t_per_month=bought, release_t_per_month=out):
            return target is None and not bought and not out
        case kinds.Lift():
            return True
    return bool(getattr(action, "undo", False))


def stands(option: Option) -> bool:
    """Say whether an option is how things are already."""
    return option.refusal == Refusal.NO_CHANGE.value


def word(action: Action, scenario: Scenario, messages: Messages) -> str:
    """Say an action in a word or two, beside others about the same thing."""
    match action:
        case kinds.Tighten(measure=name, size=size) if size is not None:
            return size_word(scenario, name, size)
        case kinds.SetTariff(share=share):
            return _part(share)
        case kinds.Stockpile(target_t=target, purchase_t_per_month=bought, release_t_per_month=out):
            if out is not None:
                key = "game.word_release" if out else "game.no_release"
                return messages.say(key, tonnes=amount(out))
            if target is None:
                return messages.say("game.word_hold" if not bought else "game.word_buy")
            return tonnes_word(target)
        case kinds.CallContract(t_per_month=tonnes):
            return tonnes_word(12.0 * tonnes)
        case kinds.Deliver(share=share) | kinds.Absorb(share=share):
            return _part(share)
        case kinds.Hold(factor=factor):
            return f"× {factor:g}"
        case kinds.Answer(reply=reply):
            return messages.say(f"game.word_{reply}")
    undone = "_undo" if getattr(action, "undo", False) else ""
    return messages.say(f"game.word_{action.word()}{undone}")


def tonnes_word(tonnes: float) -> str:
    """Write tonnes in few letters."""
    return f"{tonnes / 1000.0:.3g} kt" if tonnes >= 10_000.0 else f"{amount(tonnes)} t"


def _part(share: float) -> str:
    return percent(share) if share else "0 %"


def size_word(scenario: Scenario, name: str, size: float) -> str:
    """Write the size of a measure in few letters."""
    measure = scenario.measures[name]
    if measure.family in SHARE_FAMILIES:
        return _part(size)
    if measure.family in ("quota", "production_quota"):
        return tonnes_word(size)
    return size_text(measure, size).replace(" a kg", "")


def cost_text(cost: Cost, messages: Messages) -> str:
    """Say what actions cost: political capital and money; empty where they are free."""
    said = []
    if cost.political_capital > 0.0:
        said.append(messages.say("game.capital", amount=f"{cost.political_capital:g}"))
    if cost.money_kusd > 0.0:
        said.append(dollars(cost.money_kusd))
    return " · ".join(said)


def price_text(option: Option, messages: Messages) -> str:
    """Say what a setting costs, and what money is for: paid each turn, in all, or to build."""
    told = cost_text(option.cost, messages)
    if option.cost.money_kusd <= 0.0:
        return told
    match option.action:
        case kinds.Stockpile():
            return messages.say("game.a_turn", cost=told)
        case kinds.Support():
            return messages.say("game.in_all", cost=told)
        case kinds.Start():
            return messages.say("game.to_build", cost=told)
    return told


def cost_of(options: Collection[Option], messages: Messages) -> str:
    """Say what setting a thing costs, at most where that differs; empty where it is free."""
    told = {price_text(o, messages): o.cost for o in options if not o.refusal or o.beside}
    told = told or {price_text(o, messages): o.cost for o in options}
    if not any(told):
        return ""
    dearest = max(told, key=lambda text: (told[text].political_capital, told[text].money_kusd))
    return dearest if len(told) == 1 else messages.say("game.at_most", cost=dearest)
