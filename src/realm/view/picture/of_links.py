"""Say from whom a firm buys and to whom it sells, as far as a seat may know."""

from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.words import amount

MOST = 12
"""Partners that are shown each way."""


def trades(sight: Sight, firm: str, messages: Messages) -> list[p.Block]:
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
            found.append(p.Told(title=title, lines=(told,), ink="accent"))
    return found


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
