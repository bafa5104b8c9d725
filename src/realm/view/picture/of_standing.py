"""Say how a thing that can be ordered stands now: at which size, in which unit, or as it is."""

from collections.abc import Collection, Sequence

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.play.sight import Option, Sight
from realm.rules.event import short
from realm.rules.event_terms import SHARE_FAMILIES
from realm.view.messages import Messages
from realm.view.picture.of_actions import size_word, stands, tonnes_word, undoes, word
from realm.view.picture.of_easing import eased_text
from realm.view.picture.words import amount

AMOUNTS = ("size", "share", "target_t", "release_t_per_month", "t_per_month", "factor")
"""What actions that set an amount call it."""
ONCE = frozenset({"project", "directive"})
"""What is ordered once, and is not so before."""

SLIGHT = 0.05
"""Tonnes below which a store counts as empty."""


def size_of(action: Action) -> float | None:
    """Return how much of something an action sets; nothing where it sets no amount."""
    found = [value for name in AMOUNTS if (value := getattr(action, name, None)) is not None]
    return float(found[0]) if found else None


def by_size(options: Sequence[Option]) -> tuple[Option, ...]:
    """Put options that set an amount in the order in which the first of them stand."""
    sized = [i for i, option in enumerate(options) if size_of(option.action) is not None]
    if len(sized) < 2:
        return tuple(options)
    first, second = (size_of(options[i].action) or 0.0 for i in sized[:2])
    ranked = sorted(sized, key=lambda i: size_of(options[i].action) or 0.0, reverse=first > second)
    places = dict(zip(sized, ranked, strict=True))
    return tuple(options[places.get(i, i)] for i in range(len(options)))


def is_sized(options: Collection[Option]) -> bool:
    """Tell whether some of the options set an amount."""
    return any(size_of(option.action) is not None for option in options)


def order_of(
    sight: Sight, key: str, all_of_it: Collection[Option], options: Sequence[Option]
) -> tuple[int, ...]:
    """Put how a thing stands, option 0, where its size belongs among the others; else first.

    To lift it stands beside the size that holds back least.
    """
    now = _size_now(sight, key, all_of_it)
    sizes = [size_of(option.action) for option in options]
    known = [size for size in sizes if size is not None]
    if now is None or len(known) < 2 or len({_of_store(o.action) for o in options}) > 1:
        return ()
    falls = known[0] > known[-1]
    before = [
        i for i, size in enumerate(sizes) if size is not None and (size > now) == falls
    ]  # fmt: skip
    at = before[-1] + 1 if before else 0
    others = list(range(1, len(options) + 1))
    placed = [*others[:at], 0, *others[at:]]
    lifts = [i for i in placed if i and isinstance(options[i - 1].action, kinds.Lift)]
    rest = [i for i in placed if i not in lifts]
    more_is_free = key.startswith("measure:") and _more_is_free(sight, key.partition(":")[2])
    return (*rest, *lifts) if falls != more_is_free else (*lifts, *rest)


def _more_is_free(sight: Sight, measure: str) -> bool:
    """Say whether a measure holds back less the larger it is: a share let through, a quota."""
    family = sight.observation.network.scenario.measures[measure].family
    return family in SHARE_FAMILIES or "quota" in family


def _of_store(action: Action) -> str:
    """Say what an order to a store is about: what it holds or what it sells; else nothing."""
    if not isinstance(action, kinds.Stockpile):
        return ""
    return "holds" if action.release_t_per_month is None else "sells"


def _size_now(sight: Sight, key: str, options: Collection[Option]) -> float | None:
    """Return at which size a thing stands; nothing where it has none, or two at once."""
    axis, name = key.split(":", 1)
    if axis == "measure":
        row = sight.observation.network.measures.index(name)
        if not is_sized(options) or sight.observation.measure_on[row, 0] <= 0.0:
            return None
        return float(sight.observation.measure_size[row, 0])
    if axis == "stockpile":
        held = {_of_store(option.action) for option in options}
        fields = {"holds": "stock_target", "sells": "stock_release"}
        if len(held) > 1:
            return None
        row, way = sight.observation.network.stockpiles.index(name), held.pop()
        if way == "holds" and not sight.observation.stock_purchase[row, 0] > 0.0:
            return in_store(sight, name)  # an aim that nothing is bought for holds nothing
        return float(getattr(sight.observation, fields[way])[row, 0])
    found = [size_of(option.action) for option in options if stands(option)]
    return found[0] if len(found) == 1 else None


def standing(sight: Sight, key: str, options: Collection[Option], messages: Messages) -> str:
    """Say in a word or two how a thing stands if it is left alone: a size, off, or just as it is.

    Args:
        sight: what the seat sees.
        key: what it is about, `axis:name`.
        options: all that can be ordered about it.
        messages: texts.
    """
    axis, name = key.split(":", 1)
    network = sight.observation.network
    if axis == "measure" and is_sized(options):
        row = network.measures.index(name)
        if sight.observation.measure_on[row, 0] > 0.0:
            size = float(sight.observation.measure_size[row, 0])
            return _share_word(network.scenario, name, size, messages)
        lets_pass = network.scenario.measures[name].family in SHARE_FAMILIES
        return messages.say("game.word_all" if lets_pass else "game.off")
    ways = {_of_store(option.action) for option in options}
    if axis == "stockpile" and len(ways) == 1:
        return _store_word(sight, name, ways.pop(), messages)
    stand = [option.action for option in options if stands(option)]
    words = [_stood(one, network.scenario, messages) for one in stand if not undoes(one)]
    once = axis in ONCE or any(isinstance(o.action, kinds.Dispute) for o in options)
    if not words and (once or any(map(undoes, stand))):
        return messages.texts.get(f"game.stay_{axis}", messages.say("game.as_is"))
    return words[0] if len(words) == 1 else messages.say("game.as_is")


def _stood(action: Action, scenario: Scenario, messages: Messages) -> str:
    """Say in a word what was ordered before and holds."""
    done = messages.texts.get(f"game.stood_{action.word()}")
    return done or word(action, scenario, messages)


def setting_word(action: Action, sight: Sight, messages: Messages) -> str:
    """Say a setting in a word or two beside others: of a curb how much it lets through."""
    network = sight.observation.network
    scenario = network.scenario
    match action:
        case kinds.Lift(measure=name) if scenario.measures[name].family in SHARE_FAMILIES:
            on = sight.observation.measure_on[network.measures.index(name), 0] > 0.0
            return messages.say("game.word_all" if on else "game.word_withdraw")
        case kinds.Tighten(measure=name, size=size) | kinds.Ease(measure=name, size=size) if (
            size is not None
        ):
            return _share_word(scenario, name, size, messages)
    return word(action, scenario, messages)


def _share_word(scenario: Scenario, measure: str, size: float, messages: Messages) -> str:
    """Write the size of a measure, all and none of what it lets through in words."""
    family = scenario.measures[measure].family
    ends = {0.0: "game.word_none", 1.0: "game.word_all"} if family in SHARE_FAMILIES else {}
    return messages.say(ends[size]) if size in ends else size_word(scenario, measure, size)


def _store_word(sight: Sight, name: str, way: str, messages: Messages) -> str:
    """Say in a word what a store aims at, or sells a month."""
    row = sight.observation.network.stockpiles.index(name)
    seen = sight.observation
    if way == "holds":
        if not seen.stock_purchase[row, 0] > 0.0:
            return messages.say("game.buys_none")
        return tonnes_word(float(seen.stock_target[row, 0]))
    out = float(seen.stock_release[row, 0])
    return messages.say("game.word_release" if out > 0.0 else "game.no_release", tonnes=amount(out))


def _store_now(sight: Sight, name: str, messages: Messages) -> str:
    """Say what lies in a store of the seat's own."""
    held = in_store(sight, name)
    key = "game.store_now" if held >= SLIGHT else "game.store_empty"
    return messages.say(key, tonnes=amount(held))


def in_store(sight: Sight, name: str) -> float:
    """Return the tonnes in a store of the seat's own, what it has on offer among them."""
    network, seen = sight.observation.network, sight.observation
    row = network.stockpiles.index(name)
    came = seen.stock_in[network.stockpile_intakes][row, 0]
    return float(came + seen.stock_out[network.stockpile_offers][row, 0])


def note_of(sight: Sight, key: str, options: Collection[Option], messages: Messages) -> str:
    """Say in a few words what the settings of a thing count, or what ordering it brings."""
    scenario = sight.observation.network.scenario
    axis, name = key.split(":", 1)
    match axis:
        case "measure":
            return unit_of(scenario, key, messages) if is_sized(options) else ""
        case "project":
            project = scenario.projects[name]
            return messages.say(
                "game.note_project", tonnes=amount(project.capacity_t_per_year),
                months=f"{project.lead_months:g}",
            )  # fmt: skip
        case "directive" if sight.actor in scenario.firms:
            return ""
        case "directive":
            subject = name.partition(":")[0]
            return messages.say("game.note_directive", firm=firm_told(scenario, subject))
        case "contract" if any(isinstance(option.action, kinds.Deliver) for option in options):
            return messages.say("game.note_deliver")
    return messages.texts.get(f"game.note_{axis}", "")


def firm_told(scenario: Scenario, subject: str) -> str:
    """Name in short the firm that is told what to do, by the subject of a directive."""
    if subject not in scenario.firms:
        seller = scenario.all_contracts[subject].seller
        noun = scenario.facilities.get(seller)
        subject = noun.firm if noun is not None else seller
    return short(scenario.firms[subject].name)


def unit_of(scenario: Scenario, key: str, messages: Messages) -> str:
    """Say what the settings of a measure count; empty for anything else."""
    axis, name = key.split(":", 1)
    if axis != "measure":
        return ""
    return messages.texts.get(f"game.unit_{scenario.measures[name].family}", "")


def now_text(sight: Sight, key: str, messages: Messages) -> str:
    """Say how a thing stands, where that is short to say."""
    axis, name = key.split(":", 1)
    network = sight.observation.network
    if axis == "stockpile":
        return _store_now(sight, name, messages)
    if axis != "measure":
        return ""
    row = network.measures.index(name)
    if sight.observation.measure_on[row, 0] <= 0.0:
        known = sight.observation.measure_known[row, 0] > 0.0
        return messages.say("game.announced" if known else "game.not_in_force")
    size = float(sight.observation.measure_size[row, 0])
    key = "now_share" if network.scenario.measures[name].family in SHARE_FAMILIES else "now"
    now = messages.say(f"game.{key}", size=size_word(network.scenario, name, size))
    other = eased_text(sight, name, messages)
    return f"{now}; {other}" if other else now
