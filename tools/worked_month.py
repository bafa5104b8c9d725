"""Write the worked month in src/realm/rules/README.md from a month that is really played.

python -m tools.worked_month           # rewrite it
python -m tools.worked_month --check   # exit 1 where it is out of date

A line `name = arithmetic = number` shows the model's number; tests/rules/test_worked_month.py does
the arithmetic again by hand.
"""

import dataclasses
import re
import sys
from pathlib import Path

import numpy as np

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.chance import Luck
from realm.core.coefficients import Chances
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.state import State
from realm.rules import decisions, start, turn

README = Path(__file__).parent.parent / "src" / "realm" / "rules" / "README.md"
BEGIN, END = "<!-- worked month: begin -->", "<!-- worked month: end -->"
NO_LUCK = Chances(demand_noise=0.0, outages_per_year=0.0, project_delay=0.0, approval_noise=0.0)


@dataclasses.dataclass(frozen=True)
class Story:
    """Two months of the small world under a licence, without luck."""

    network: Network
    before: State
    """At the end of June: quiet."""
    july: Month
    between: State
    august: Month
    after: State

    def look(self, holder: State | Month, name: str, row: str) -> float:
        """Read one number by the name of its row."""
        field = next(f for f in dataclasses.fields(type(holder)) if f.name == name)
        axis = field.metadata["axes"][-1]
        names: tuple[str, ...] = {
            "abroad": self.network.links[self.network.abroad],
            "account": self.network.accounts,
            "facility": tuple(self.network.scenario.facilities),
            "facility offer": self.network.offers,
            "intake": self.network.intakes,
            "lane": self.network.lanes,
            "link": self.network.links,
            "offer": self.network.offers,
            "sector": tuple(self.network.scenario.sectors),
        }[axis]
        return float(getattr(holder, name)[names.index(row)][0])


def play() -> Story:
    """Play the half year that stays quiet, decide, and play July and August."""
    scenario = dataclasses.replace(load("small-world"), luck=NO_LUCK)
    network, params = compile_scenario(scenario)
    luck = Luck(seed=0, worlds=np.arange(1))
    quiet, _ = turn.play(
        network, params, start.first_state(network, params, 1), luck, network.first_turn_month
    )
    orders = Orders.none(quiet)
    licence = network.measures.index("aland_licence")
    orders.measure_on[licence] = 1.0
    orders.measure_delay[licence] = 0.0
    decided = decisions.apply(network, params, quiet, orders, luck)
    between, july = turn.month(network, params, decided, luck)
    after, august = turn.month(network, params, between, luck)
    return Story(network, quiet, july, between, august, after)


def text() -> str:
    """Tell July in arithmetic and August in short."""
    filled = TEMPLATE.format(**numbers(play()))
    parts = filled.split("```\n")
    parts[1::2] = [_in_columns(sums) for sums in parts[1::2]]
    return "```\n".join(parts)


def _in_columns(sums: str) -> str:
    """Align the equals signs of lines `name = arithmetic = number`."""
    rows = [re.split(r" += ", line) for line in sums.splitlines()]
    widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
    return "".join(f"{a:{widths[0]}} = {b:{widths[1]}} = {c}\n" for a, b, c in rows)


def numbers(story: Story) -> dict[str, str]:
    """Name every number the text shows, as it shows it."""
    look, before, july = story.look, story.before, story.july
    between, august, after = story.between, story.august, story.after
    rules = story.network.scenario.coefficients
    smelter, rival = "aland_smelter:metal", "cland_smelter:metal"
    bland, cland = "bland_use:metal", "cland_use:metal"
    to_bland, to_cland = "aland_metal_to_bland", "aland_metal_to_cland"
    found = {
        "order_b": look(july, "orders", to_bland),
        "order_c": look(july, "orders", to_cland),
        "through_b": look(july, "offered", to_bland),
        "through_c": look(july, "offered", to_cland),
        "stock": look(before, "stock_out", smelter),
        "made": look(july, "produced", smelter),
        "home": look(july, "shipped", "aland_metal_home"),
        "left": look(between, "stock_out", smelter),
        "again": look(july, "offered", "cland_metal_home")
        - look(july, "orders", "cland_metal_home"),
        "rival_sold": look(july, "shipped", "cland_metal_home"),
        "rival_order": look(july, "orders", "cland_metal_home"),
        "ask": look(july, "ask", smelter),
        "ask_new": look(july, "ask_after", smelter),
        "rival_ask_new": look(july, "ask_after", rival),
        "sales": look(between, "expected_sales", smelter),
        "rent": look(between, "rent", "aland>bland:metal"),
        "risk_b": look(between, "risk", bland),
        "risk_c": look(between, "risk", cland),
        "share_c": look(between, "share", to_cland),
        "fill": look(between, "fill", to_bland),
        "money": look(july, "paid", "aland_metals"),
        "quote": look(august, "quote", to_bland),
        "door": look(august, "delivered", to_bland),
        "price_0": look(before, "price", bland),
        "smooth": look(after, "price_smooth", bland),
        "trend": look(after, "price_trend", bland),
        "plan": look(august, "desired", "bland_use"),
        "expected": look(after, "expected_use", bland),
        "stock_b": look(before, "stock_in", bland)
        - look(july, "used", bland)
        + look(july, "arrived", bland),
        "arrived": look(august, "arrived", bland),
        "used": look(august, "used", bland),
        "stock_after": look(after, "stock_in", bland),
        "order_2": look(august, "orders", to_bland),
        "through_2": look(august, "offered", to_bland),
        "rent_2": look(after, "rent", "aland>bland:metal"),
        "rent_2c": look(after, "rent", "aland>cland:metal"),
        "ask_2": look(august, "ask_after", smelter),
        "rival_ask_2": look(august, "ask_after", rival),
        "kappa": rules.price_pressure_per_month,
        "xd": rules.price_fall_limit,
        "dead": rules.price_dead_band,
        "klam": rules.rent_pressure_per_month,
        "rent_dead": rules.rent_dead_band,
        "eta": rules.precaution,
        "mu": rules.speculation_months,
        "es": rules.elasticity_short,
        "taus": rules.stock_adjust_months,
        "memory": rules.price_memory_months,
        "rise": rules.risk_rise_months,
        "convex": rules.demand_convexity,
    }
    return {name: f"{value:.6g}" for name, value in found.items()}


TEMPLATE = """\
`scenarios/small-world.yaml` without luck. Aland's smelter sells 10 t of metal a month at home, 10 t
to Bland and 5 t to Cland, whose own smelter sells the other 25 t there. Half a year passes and
nothing moves. In July 2025 the government of Aland puts its licence in force: half of the orders
are let through (it also orders that approved ones need not wait, `measure_delay` 0; with the file's
42 working days nothing at all would leave before September).

**July.** Prices, use and production know nothing of it yet. Orders are those of any month.

```
Bland orders = 10 * 1 = {order_b} t
Cland orders = 30 * {share_c} = {order_c} t
let through to Bland = 0.5 * {order_b} = {through_b} t
let through to Cland = 0.5 * {order_c} = {through_c} t
smelter's stock left = {stock} + {made} - {home} - {through_b} - {through_c} = {left} t
```

Bland knows no other seller. Cland is {through_c} t short and asks its own smelter for half of that,
then for half of what is still missing:

```
sent on to its own = 0.5 * 2.5 + 0.5 * (2.5 - 1.25) = {again} t
Cland's smelter sells = {rival_order} + {again} = {rival_sold} t
```

Aland's smelter sees fewer orders than it makes, Cland's sees more. A fall counts up to {xd} only.

```
Aland's ask = {ask} * exp({kappa} * max(-(ln({made} / 17.5) - {dead}), -{xd})) = {ask_new} $/kg
Cland's ask = {ask} * exp({kappa} * (ln({rival_sold} / {rival_order}) - {dead})) = {rival_ask_new} $/kg
expected sales = {made} + (17.5 - {made}) / {memory} = {sales} t/month
```

What is needed is twice what is licensed, so a permit gains a price, the same in $/kg towards both:

```
rent of the lane = (10 + 0) * exp({klam} * (ln({order_b} / {through_b}) - {rent_dead})) - 10 = {rent} $/kg
```

Buyers take fright at what they did not get and at the announcement (severity 0.5):

```
Bland's risk = 0 + (min(1, 1 - {through_b} / {order_b} + 0.5) - 0) / {rise} = {risk_b}
Cland's risk = 0 + (1 - ({rival_sold} + {through_c}) / 30 + 0.5 * {share_c} - 0) / {rise} = {risk_c}
fill of the link = 1 + (0.5 - 1) / 4 = {fill}
```

The smelter's month in money: it sells 17.5 t, buys 50 t of ore at 2.1 delivered, and has its own
cost of 2 $/kg.

```
change of its cash = 17.5 * {ask} - 50 * 2.1 - 25 * 2 = {money} k$
```

**August.** Bland pays the rent of July, uses a little less, and hoards: it orders more than it
uses, gets half, and the rent climbs.

```
quoted to Bland = {ask_new} + {rent} = {quote} $/kg
delivered to Bland = {quote} + 0.1 = {door} $/kg
smoothed = {price_0} + ({door} - {price_0}) / {memory} = {smooth} $/kg
trend = 0 + (min(ln({door} / {price_0}), 0.3) - 0) / {memory} = {trend} a month
use in Bland = 10 * exp(-{es} * (ln({smooth} / {price_0}) + {convex} * ln({smooth} / {price_0})**2)) = {plan} t
expected use = 10 + ({plan} - 10) / {memory} = {expected} t/month
stock left = {stock_b} + {arrived} - {used} = {stock_after} t
Bland orders = {expected} + (2 * exp({eta} * {risk_b} + {mu} * {trend}) * {expected} - {stock_after}) / {taus} = {order_2} t
let through to Bland = 0.5 * {order_2} = {through_2} t
```

The {arrived} t that left in July have come in; nothing else is under way. At the end of August a
permit is worth {rent_2} $/kg towards Bland and {rent_2c} towards Cland; Aland's smelter asks
{ask_2} $/kg, Cland's {rival_ask_2}.
"""  # noqa: E501 - sums stand on one line


def renewed(whole: str) -> str:
    """Return the README with the worked month written anew."""
    before, rest = whole.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{text()}\n{END}{after}"


def main() -> int:
    """Rewrite the README, or check it."""
    whole = README.read_text(encoding="utf-8")
    fresh = renewed(whole)
    if "--check" in sys.argv[1:]:
        if whole != fresh:
            print("src/realm/rules/README.md: stale; run `python -m tools.worked_month`")
        return int(whole != fresh)
    README.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
