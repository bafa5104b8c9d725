"""Sort everything a seat may order into cards: one thing, one control, what there is to know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.play.sight import Option, Sight
from realm.rules.event import short
from realm.rules.event_terms import size_text
from realm.rules.politics import SUPPORTS
from realm.view.messages import Messages
from realm.view.picture.of_actions import groups, label, setting, stands, word
from realm.view.picture.of_agreed import agreed_text
from realm.view.picture.of_ahead import short_told
from realm.view.picture.of_dated import dated_note
from realm.view.picture.of_directives import directive_how
from realm.view.picture.of_easing import eased_note
from realm.view.picture.of_goods import Sourced, source_of
from realm.view.picture.of_promised import promised_note
from realm.view.picture.of_standing import by_size, note_of, now_text, order_of, standing
from realm.view.picture.words import amount, capital, dollars, sentence

SECTIONS = (
    "export", "output", "import", "project", "support", "stockpile", "country", "directive",
    "contract", "facility", "firm", "side", "dispute", "link",
)  # fmt: skip
"""What orders are about, in the order of the list of all of them, for every seat and turn: what is
ordered most first, complaints after it, and the hundreds of links last."""
NAMED = frozenset({"project", "directive", "country", "link", "side"})
"""What is ordered of these is said by a word before their name."""


@dataclass(frozen=True)
class Card:
    """One thing that can be ordered in one of some ways, or be left as it is."""

    id: str
    """`axis:name`, and of what kind where one thing can be ordered in several ways at once."""
    section: str
    title: str
    options: tuple[Option, ...]
    standing: str = ""
    """What it is left at where nothing is ordered, in a word or two."""
    order: tuple[int, ...] = ()
    """How it stands, 0, and its options from left to right, where they are sizes."""
    unit: str = ""
    """What its settings count."""
    now: str = ""
    """How it stands, where that is short to say."""
    kind: str = ""
    """What kind of measure it is, as the table calls it; empty for all else."""
    how: str = ""
    """How it works, in a sentence, where other ways lead to much the same."""
    about: tuple[str, ...] = ()
    """What it is, in sentences."""
    source: str = ""
    """Where its numbers come from."""

    def asked(self, sight: Sight) -> int:
        """Return the place of what the seat asked for, -1 for nothing."""
        pending = {one.action for one in sight.pending}
        return next((i for i, o in enumerate(self.options) if o.action in pending), -1)

    @property
    def refusal(self) -> str:
        """Why nothing of it can be ordered; empty where something can."""
        if any(not option.refusal or option.beside for option in self.options):
            return ""
        return sentence(self.options[0].refusal)


def cards(sight: Sight, messages: Messages) -> tuple[Card, ...]:
    """Make a card of each thing that may ever be ordered, in the order of the sections."""
    scenario = sight.observation.network.scenario
    asked = {one.action for one in sight.pending}
    found: list[Card] = []
    for group in groups(sight):
        axis, name = group.id.split(":", 1)
        ways: dict[str, dict[object, Option]] = {}
        for option in group.options:
            way = way_of(option.action)
            key = setting(option.action)
            there = ways.setdefault(way, {})
            if key not in there or there[key].refusal:
                there[key] = option
        for way, options in ways.items():
            section = way if way in SECTIONS else _section(scenario, axis, name)
            extra = way if way not in SECTIONS else ""
            whole = (
                by_size(tuple(options.values())) if axis == "measure" else tuple(options.values())
            )
            kept = _open(whole, asked)
            found.append(
                Card(
                    id=f"{group.id}|{way}",
                    section=section,
                    title=messages.say(f"game.card_{extra}", name=group.title)
                    if extra else _title(group.title, section, messages),
                    options=kept,
                    order=order_of(sight, group.id, whole, kept),
                    standing=standing(sight, group.id, whole, messages),
                    unit=note_of(sight, group.id, kept, messages)
                    if axis in ("measure", "project") else "",
                    now=now_text(sight, group.id, messages)
                    if axis in ("measure", "stockpile") else "",
                    kind=_kind(scenario, section, name, messages) if axis == "measure" else "",
                    how=_how(scenario, section, name, messages),
                    about=(
                        *about(scenario, axis, name, messages),
                        *(short_told(sight, name, messages) if axis == "project" else ()),
                        *(agreed_text(sight, name, messages) if axis == "project" else ()),
                        *(dated_note(sight, name, messages) if axis == "measure" else ()),
                        *(eased_note(sight, name, messages) if axis == "measure" else ()),
                        *(promised_note(sight, name, messages) if axis == "measure" else ()),
                    ),
                    source=_source(scenario, axis, name, messages),
                )
            )  # fmt: skip
    return tuple(
        sorted(found, key=lambda card: (SECTIONS.index(card.section), _wait(scenario, card)))
    )


def _wait(scenario: Scenario, card: Card) -> float:
    """Return after how many months a plant gives its first output: the soonest comes first."""
    name = card.id.partition(":")[2].partition("|")[0]
    return scenario.projects[name].lead_months if card.section == "project" else 0.0


def _section(scenario: Scenario, axis: str, name: str) -> str:
    """Say in which section a thing stands: a measure by what it touches."""
    if axis != "measure":
        return axis
    family = scenario.measures[name].family
    if family in SUPPORTS:
        return "support"
    return {"import_tariff": "import", "production_quota": "output"}.get(family, "export")


def _kind(scenario: Scenario, section: str, measure: str, messages: Messages) -> str:
    """Name the kind of a measure of the seat's own as the table does."""
    family = scenario.measures[measure].family
    return "" if section == "dispute" else messages.say(f"game.row_{family}")


def _how(scenario: Scenario, section: str, name: str, messages: Messages) -> str:
    """Say how a curb works, as there are several, and who pays a duty; empty for all else."""
    what = ""
    if section in ("export", "output", "import"):
        what = scenario.measures[name].family
    elif section == "directive":
        return directive_how(scenario, name, messages)
    elif section == "side":
        what = section
    return messages.say(f"game.how_{what}") if what else ""


def _open(options: tuple[Option, ...], asked: Collection[Action]) -> tuple[Option, ...]:
    """Leave out what stands already, unless it was asked for or there is nothing else."""
    found = tuple(one for one in options if one.action in asked or not stands(one))
    return found or options


def way_of(action: Action) -> str:
    """Say in which of several ways a thing is ordered; ways of one thing stand side by side."""
    match action:
        case kinds.Dispute():
            return "dispute"
        case kinds.Stockpile(release_t_per_month=out):
            return "fill" if out is None else "release"
        case kinds.Hold():
            return "hold"
        case kinds.Absorb():
            return "absorb"
        case kinds.CallContract():
            return "call"
        case kinds.Deliver():
            return "deliver"
    return ""


def about(scenario: Scenario, axis: str, name: str, messages: Messages) -> tuple[str, ...]:
    """Say what a thing is, in the scenario's words."""
    say = messages.say
    match axis:
        case "measure":
            measure = scenario.measures[name]
            goods = ", ".join(short(scenario.commodities[g].name) for g in measure.commodities)
            places = ", ".join(place_of(scenario, one) for one in measure.destinations)
            key = "game.touches_towards" if places else "game.touches"
            told = say(key, goods=goods or say("game.all_goods"), places=places)
            return (told, *((measure.text,) if measure.text else ()))
        case "project":
            project = scenario.projects[name]
            told = say(
                "game.project", tonnes=amount(project.capacity_t_per_year),
                cost=dollars(1000.0 * project.cost_musd), months=f"{project.lead_months:g}",
            )  # fmt: skip
            return (told, *((project.text,) if project.text else ()))
        case "contract" if name in scenario.contracts and scenario.contracts[name].text:
            return (scenario.contracts[name].text,)
    key = f"game.about_{axis}"
    return (messages.texts[key],) if key in messages.texts else ()


def _title(name: str, section: str, messages: Messages) -> str:
    """Say what a card is about by itself, where the name alone would not tell."""
    return messages.texts.get(f"game.title_{section}", "{name}").format(name=name)


def _source(scenario: Scenario, axis: str, name: str, messages: Messages) -> str:
    """Name the source of what an order is about; empty where the scenario has no such thing."""
    nouns: dict[str, Mapping[str, Sourced]] = {
        "measure": scenario.measures, "project": scenario.projects, "contract": scenario.contracts,
        "facility": scenario.facilities, "firm": scenario.firms, "stockpile": scenario.stockpiles,
        "link": scenario.links,
    }  # fmt: skip
    noun = nouns.get(axis, {}).get(name)
    return source_of(noun, messages) if noun is not None else ""


def place_of(scenario: Scenario, name: str) -> str:
    """Name a country, or a group of countries, that a measure is about."""
    country = scenario.countries.get(name)
    return short(country.name) if country is not None else name.upper()


def said(action: Action, scenario: Scenario, messages: Messages) -> str:
    """Say an action as people would: what it is about, and what becomes of that."""
    if action.axis == "measure" and action.name in scenario.measures:
        measure = scenario.measures[action.name]
        size = getattr(action, "share", getattr(action, "size", None))
        if size is not None:
            return f"{measure.name}: {size_text(measure, size)}"
        return f"{word(action, scenario, messages)}: {measure.name}"
    if isinstance(action, kinds.Stockpile):
        return _said_of_store(action, scenario, messages)
    if isinstance(action, kinds.CallContract):
        named = label(scenario, "contract", action.contract)
        return messages.say("game.calls", tonnes=amount(12.0 * action.t_per_month), name=named)
    if action.axis in NAMED:
        about = _title(label(scenario, action.axis, action.name), action.axis, messages)
        return f"{word(action, scenario, messages)}: {about}"
    return capital(action.text(scenario))


def _said_of_store(action: kinds.Stockpile, scenario: Scenario, messages: Messages) -> str:
    """Say an order to a store: what it shall hold, buy and sell."""
    say, told = messages.say, []
    for way, tonnes in (
        ("hold", action.target_t), ("buy", action.purchase_t_per_month),
        ("sell", action.release_t_per_month),
    ):  # fmt: skip
        if tonnes:
            told.append(say(f"game.stocks_{way}", tonnes=amount(tonnes)))
        elif tonnes is not None:
            told.append(say(f"game.stops_{way}"))
    named = messages.say("game.panel_stockpile", name=label(scenario, "stockpile", action.name))
    return f"{named}: {', '.join(told)}"
