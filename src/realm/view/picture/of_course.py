"""Make the page of a price: its course, what moved it, what the seat pays and what others do."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from realm.play.causes import causes
from realm.play.match import Match
from realm.play.paid import LEAST, Paid, paid
from realm.play.past import Past, outside
from realm.play.sight import Sight
from realm.rules.event import dollars, short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_causes import parts_text
from realm.view.picture.of_goods import good_text
from realm.view.picture.of_links import signed
from realm.view.picture.of_seat import both_told, monthly, own_price, turn_before
from realm.view.picture.of_stances import home_of
from realm.view.picture.of_terms import name_of
from realm.view.picture.table import Kpi
from realm.view.picture.trade import ends_of, lately, welcome
from realm.view.picture.words import amount, good, moved_part
from realm.view.picture.world import Bar

TURNS_TOLD = 4
"""Turns of which it is told what moved the price; the newest first."""
AXIS = 0.05
"""Least range of the axis of its course, as a part of the price."""
PARTS = ("asked", "permits", "duties", "freight")
"""Parts of a price at a buyer's door that all may know."""
MOST = 8
"""Countries that are told on each side of trade: the seat's own, and those that trade most."""


def price_page(match: Match, sight: Sight, past: Past, messages: Messages, chosen: str) -> p.Page:
    """Show how a price went and why, and beside it what is asked and paid for the good, and where.

    Args:
        match: the match.
        sight: what the seat sees.
        past: what it may remember.
        messages: texts.
        chosen: the commodity.
    """
    scenario = match.model.network.scenario
    name = chosen if chosen in scenario.commodities else next(iter(scenario.commodities))
    return p.Page(
        name="price",
        title=messages.say("price.title"),
        note=messages.say("price.note"),
        columns=(
            p.Column(blocks=tuple(_goods(match, past, name, messages)), share=0.7),
            p.Column(blocks=tuple(_course(match, sight, past, name, messages)), share=1.15),
            p.Column(blocks=tuple(_paid(match, sight, name, messages)), share=1.15),
        ),
        foot=(p.Press(id="close", label=messages.say("game.close"), primary=True),),
        back="close",
    )


def _goods(match: Match, past: Past, chosen: str, messages: Messages) -> Iterable[p.Block]:
    """List all goods with their prices, to turn to another."""
    yield p.Heading(text=messages.say("price.goods"), note="$/kg")
    for name, noun in match.model.network.scenario.commodities.items():
        yield p.Item(
            id=f"good:{name}", title=good(noun.name), right=amount(past.prices[name][-1]),
            chosen=name == chosen,
        )  # fmt: skip


def _course(
    match: Match, sight: Sight, past: Past, name: str, messages: Messages
) -> Iterable[p.Block]:
    """Show how the price went, and turn by turn what moved it."""
    say, scenario = messages.say, match.model.network.scenario
    home = short(scenario.countries[scenario.reference_exporter].name)
    where = say("turn.outside" if outside(match, name) else "turn.inside",
                good=short(scenario.commodities[name].name), home=home)  # fmt: skip
    series, early = past.prices[name], past.early_prices.get(name, ())
    now = series[-1]
    before = turn_before(series, early, scenario.months_per_turn)
    yield p.Heading(text=say("price.course"), note=say("over.since_start"))
    yield p.Charts(kpis=(
        Kpi(
            id=f"price:{name}", label=where, value=amount(now), unit="$/kg",
            change=moved_part(before, now, better=welcome(sight, name)),
            series=monthly(series, early, scenario.months_per_turn), span=AXIS * abs(now),
        ),
    ))  # fmt: skip
    both = both_told(match, name, messages)
    if both:
        yield p.Text(text="\n".join(both), role="note")
    yield p.Heading(text=say("price.why"), note=say("price.turn_by_turn"))
    yield from _moves(match, past, name, messages)
    yield p.Heading(text=say("price.what"))
    yield p.Text(text=good_text(scenario, name, messages), role="note")


def _moves(match: Match, past: Past, name: str, messages: Messages) -> Iterable[p.Block]:
    """Tell by how much the price moved in the last turns, and what moved it."""
    series, early, many = past.prices[name], past.early_prices.get(name, ()), False
    months, none_told = match.model.network.months_per_turn, True
    for turn in range(match.turn, max(-1, match.turn - TURNS_TOLD), -1):
        before = turn_before(series[: turn + 1], early, months)
        if not math.isfinite(before):
            continue
        change, none_told = moved_part(before, series[turn]), False
        said: tuple[str, ...] = ()
        if change is not None:
            said = parts_text(causes(match, turn).get(name, ()), messages)
        many |= len(said) > 1
        sign = "" if change is None else f"{'+' if change.rises else '−'}{change.text}"
        yield p.Told(
            title=messages.say(
                "price.in_turn" if turn else "price.before_turns",
                turn=turn, months=months, price=amount(series[turn]),
            ),
            lines=said or (messages.say("price.steady"),), right=sign,
        )  # fmt: skip
    if none_told:
        yield p.Text(text=messages.say("price.no_turn"), role="note")
    if many:
        yield p.Text(text=messages.say("turn.multiply"), role="note", ink="low")


def _paid(match: Match, sight: Sight, name: str, messages: Messages) -> Iterable[p.Block]:
    """Say what the seat got or paid, what exporters ask, and what importers pay at their door."""
    say, scenario = messages.say, match.model.network.scenario
    here = home_of(sight)
    home = short(scenario.countries[scenario.reference_exporter].name)
    asked, at_door = _abroad(match, name)
    told = [*own_price(match, sight, name, home, messages)]
    if here in at_door:
        told.insert(0, _at_door(match, here, at_door[here], messages))
    yield p.Heading(text=say("price.you"))
    yield p.Text(text="\n".join(told) or say("price.you_none"), role="note")
    for key, found in (("asked", asked), ("door", at_door)):
        if not found:
            continue
        most = sorted(found, key=lambda who: (who != here, -found[who].tonnes))[:MOST]
        each = {who: found[who].asked if key == "asked" else found[who].paid for who in most}
        yield p.Heading(text=say(f"price.{key}"), note="$/kg")
        yield p.Text(text=say(f"price.is_{key}"), role="note", ink="low")
        yield p.Bars(bars=tuple(
            Bar(
                label=say("price.here", who=name_of(scenario, who)) if who == here
                else name_of(scenario, who),
                share=price / max(each.values()), text=amount(price),
            )
            for who, price in sorted(each.items(), key=lambda one: -one[1])
        ))  # fmt: skip


@dataclass
class Mean:
    """Prices on the mean of what a country sells abroad, or takes in, $/kg."""

    tonnes: float = 0.0
    kusd: dict[str, float] = field(default_factory=dict)
    """What each part of the price comes to."""

    def add(self, one: Paid, tonnes: float) -> None:
        """Add what goes over a link."""
        self.tonnes += tonnes
        for part in PARTS:
            self.kusd[part] = self.kusd.get(part, 0.0) + tonnes * float(getattr(one, part))

    @property
    def parts(self) -> dict[str, float]:
        """Parts of the price at the buyers' doors."""
        return {part: kusd / self.tonnes for part, kusd in self.kusd.items()}

    @property
    def asked(self) -> float:
        """What sellers ask at theirs."""
        return self.parts["asked"]

    @property
    def paid(self) -> float:
        """What it costs at the buyers' doors."""
        return math.fsum(self.parts.values())


def _at_door(match: Match, home: str, mean: Mean, messages: Messages) -> str:
    """Say what importers at home pay, and what that is made of."""
    parts = {part: price for part, price in mean.parts.items() if abs(price) >= LEAST * mean.paid}
    told = " ".join(
        messages.say(f"known.price_{part}", price=signed(price, part))
        for part, price in parts.items()
    )
    who = messages.say("price.buyers", where=name_of(match.model.network.scenario, home))
    return messages.say("price.at_door", who=who, price=dollars(mean.paid), parts=told)


def _abroad(match: Match, name: str) -> tuple[dict[str, Mean], dict[str, Mean]]:
    """Return by country what its exporters ask and what its importers pay.

    Means go by what customs published of each link. What is paid is reckoned without contracts,
    whose prices are for those to know who signed them.
    """
    network = match.model.network
    made, tonnes = paid(match, match.turn), lately(match)
    links = network.links[network.abroad]
    sold: dict[str, Mean] = {}
    bought: dict[str, Mean] = {}
    rows = zip(links, *ends_of(network), tonnes, strict=True)
    for link, seller, buyer, commodity, weight in rows:
        if commodity == name and weight > 0.0 and link in made:
            sold.setdefault(seller, Mean()).add(made[link], float(weight))
            bought.setdefault(buyer, Mean()).add(made[link], float(weight))
    return sold, bought
