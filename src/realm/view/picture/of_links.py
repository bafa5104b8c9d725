"""Say from whom a firm buys and to whom it sells, as far as a seat may know."""

import math

from realm.core.scenario import Scenario
from realm.play.match import Match
from realm.play.paid import Rule, paid
from realm.play.sight import Sight
from realm.rules.event import dollars, short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.words import MINUS, amount

MOST = 12
"""Partners that are shown each way."""
LEAST = 0.01
"""t a month below which nothing is told of a price."""


def trades(match: Match, sight: Sight, firm: str, messages: Messages) -> list[p.Block]:
    """Show a firm's trade by partner: its own as shipped last month, of others the usual."""
    say, scenario = messages.say, sight.observation.network.scenario
    own = firm == sight.actor
    buys, sells = _partners(sight, firm, own=own)
    note = say("known.last_month" if own else "known.usual")
    found: list[p.Block] = []
    for key, partners in (("known.sells_to", sells), ("known.buys_from", buys)):
        top = sorted(partners, key=lambda pair: -partners[pair])[:MOST]
        found.append(p.Heading(text=say(key), note=note))
        if not top:
            found.append(p.Text(text=say("known.nobody"), role="note"))
            continue
        for good in dict.fromkeys(good for _, good in top):
            told = " · ".join(
                f"{who} {amount(partners[who, what])} t" for who, what in top if what == good
            )
            title = short(scenario.commodities[good].name)
            prices = _prices(match, sight, good, messages) if own and partners is buys else ()
            found.append(p.Told(title=title, lines=(told, *prices), ink="accent"))
    return found


def _prices(match: Match, sight: Sight, good: str, messages: Messages) -> tuple[str, ...]:
    """Say what the prices at a firm's own door are made of, where that is more than the ask."""
    scenario, seen, told = sight.observation.network.scenario, sight.observation, []
    made = paid(match, match.turn)
    for row in seen.own("link"):
        name = seen.network.links[row]
        link, one = scenario.links.get(name), made.get(name)
        if link is None or one is None or link.commodity != good or not one.told:
            continue
        if not seen.shipped[row, 0] > LEAST or _owner(scenario, link.buyer) != sight.actor:
            continue
        parts = " ".join(
            messages.say(f"known.price_{part}", price=signed(value, part))
            for part, value in one.parts.items()
        )
        who = _called(scenario, link.seller)
        told.append(messages.say("known.price_of", who=who, price=dollars(one.whole), parts=parts))
        told += [_rule(scenario, rule, messages) for rule in one.rules]
    return tuple(dict.fromkeys(told))


def signed(value: float, part: str) -> str:
    """Write a part of a price with its sign, the first without."""
    sign = MINUS if value < 0.0 else "" if part == "asked" else "+"
    return f"{sign} {dollars(abs(value))}".strip()


def _rule(scenario: Scenario, rule: Rule, messages: Messages) -> str:
    """Say how a contract sets the price of what it calls."""
    home = short(scenario.countries[scenario.reference_exporter].name)
    key = "fixed" if math.isfinite(rule.fixed) else "index" if math.isfinite(rule.index) else "open"
    told = messages.say(
        f"known.rule_{key}", name=scenario.all_contracts[rule.contract].name,
        tonnes=amount(12.0 * rule.tonnes), price=dollars(rule.fixed), times=f"{rule.index:.2f}",
        where=home,
    )  # fmt: skip
    if rule.least > 0.0:
        told += messages.say("known.rule_least", price=dollars(rule.least))
    if math.isfinite(rule.most):
        told += messages.say("known.rule_most", price=dollars(rule.most))
    return told


def _partners(
    sight: Sight, firm: str, *, own: bool
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Add up tonnes a year by partner and good, bought and sold; what stays in the firm is none."""
    network = sight.observation.network
    scenario = network.scenario
    buys: dict[tuple[str, str], float] = {}
    sells: dict[tuple[str, str], float] = {}
    for row, key in enumerate(network.links):
        if key not in scenario.links:
            continue
        link = scenario.links[key]
        seller, buyer = (_owner(scenario, node) for node in (link.seller, link.buyer))
        if (seller == firm) == (buyer == firm):
            continue
        tonnes = link.base_flow_t_per_year
        if own:
            tonnes = 12.0 * float(sight.observation.shipped[row, 0])
        if not tonnes > 0.0:
            continue
        found, other = (sells, link.buyer) if seller == firm else (buys, link.seller)
        pair = _called(scenario, other), link.commodity
        found[pair] = found.get(pair, 0.0) + tonnes
    return buys, sells


def _owner(scenario: Scenario, node: str) -> str:
    plant = scenario.facilities.get(node)
    return plant.firm if plant is not None else ""


def _called(scenario: Scenario, node: str) -> str:
    owner = _owner(scenario, node)
    return short(scenario.firms[owner].name if owner else scenario.sectors[node].name)
