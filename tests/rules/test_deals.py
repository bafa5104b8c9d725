"""Stories of deals in the small world: signed, kept, broken, remembered."""

from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import LUCKLESS
from realm.core.chance import Luck
from realm.core.ledger import BREACHES, TRUST_DRIVERS, Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.core.terms import Measure
from realm.rules import turn
from realm.rules.building import opening_months
from realm.rules.events import events
from realm.rules.indicators import INDICATORS
from realm.rules.reading import Turn
from realm.rules.start import first_state

LUCK = Luck(seed=1, worlds=np.array([0]))
STATE, SUPPLY = "aland_cland", "south_ore"
NOTHING = {"volume": "none", "tolling": "no", "plant": "no"}
TERMS = {
    STATE: {**NOTHING, "premium": "market", "years": "2", "technology": "no", "easing": "none"},
    SUPPLY: {**NOTHING, "price": "index", "years": "1", "loan": "no"},
}


@cache
def world() -> tuple[Network, Params]:
    scenario = load("small-world")
    ban = Measure(
        name="Ban on ore",
        country="bland",
        family="prohibition",
        commodities=("ore",),
        source="assumption: a test",
    )
    measures = {**scenario.measures, "bland_ban": ban}
    return compile_scenario(replace(scenario, luck=LUCKLESS, events={}, measures=measures))


@dataclass
class Game:
    """One world, turn by turn."""

    state: State
    ledger: Ledger = field(default_factory=lambda: Ledger(()))

    @property
    def network(self) -> Network:
        return world()[0]

    def row(self, axis: str, name: str) -> int:
        return int(getattr(self.network, axis).index(name))

    def get(self, field: str, axis: str, name: str) -> float:
        return float(getattr(self.state, field)[self.row(axis, name), 0])

    def put(self, field: str, axis: str, name: str, value: float) -> None:
        values = getattr(self.state, field).copy()
        values[self.row(axis, name)] = value
        self.state = self.state.replace(**{field: values})

    def sign(self, table: str, **terms: str) -> "Game":
        """Play a turn in which a table signs; what is not said is none or no."""
        row = self.row("tables", table)
        agenda = self.network.bargains.agenda(row)
        outcome = agenda.outcome(**{**TERMS[table], **terms})
        return self.turn(signed={table: float(outcome)})

    def turn(self, **columns: dict[str, float]) -> "Game":
        """Play a turn with these orders: column -> row -> number."""
        axes = {"signed": "tables", "revoke": "sides", "project_start": "projects"}
        orders = Orders.none(self.state)
        for column, rows in columns.items():
            values = getattr(orders, column).copy()
            for name, value in rows.items():
                values[self.row(axes.get(column, "measures"), name)] = value
            orders = replace(orders, **{column: values})
        self.before = self.state
        self.state, self.ledger = turn.step(*world(), self.state, orders, LUCK)
        return self

    def broken(self, table: str) -> str:
        """Say why a deal was found broken in the last turn."""
        assert self.ledger.accord is not None
        why = int(self.ledger.accord.why[self.row("tables", table), 0])
        return BREACHES[why - 1] if why else ""

    def told(self) -> dict[str, str]:
        """What the last turn's readers say: kind -> text and driver."""
        found = events(*world(), self.before, self.ledger, self.state)
        return {event.kind: f"{event.text}: {event.driver}" for event in found}


@pytest.fixture
def game() -> Game:
    return Game(first_state(*world(), 1))


def test_a_fixed_price_stays_while_the_ask_moves(game: Game) -> None:
    game.sign(SUPPLY, volume="half", price="fixed", years="1")
    game.put("ask", "offers", "south_mine:ore", 5.0)
    game.turn()

    slot = f"{SUPPLY}#1"
    assert game.get("contract_price", "contracts", slot) == 2.0
    assert game.get("contract_volume", "contracts", slot) == 15.0
    assert game.get("contract_fixed", "contracts", slot) == 1.0
    assert "15 t" not in game.told()
    premium = game.ledger.months[0].paid[game.row("accounts", "south_mining"), 0]
    sold = game.ledger.months[0].shipped[game.row("links", "south_ore"), 0]
    # 20 t of the contract of 2024 and 15 t of the deal at 2 $/kg, the rest at 5; a tonne costs 1.
    made = game.ledger.months[0].throughput[game.row("nodes", "south_mine"), 0]
    assert premium == pytest.approx(35.0 * 2.0 + (sold - 35.0) * 5.0 - made)


def test_an_index_begins_at_the_ask_of_the_day(game: Game) -> None:
    game.put("ask", "offers", "south_mine:ore", 3.0)
    game.sign(SUPPLY, volume="half", price="index")

    slot = f"{SUPPLY}#1"
    assert game.get("contract_index", "contracts", slot) == pytest.approx(1.5)


def test_a_premium_comes_on_top_of_the_ask_and_goes_with_the_index(game: Game) -> None:
    plain = replace(game)
    plain.sign(STATE, volume="half")
    game.sign(STATE, volume="half", premium="+20%")

    slot = f"{STATE}#1"
    for name in ("contract_price", "contract_index", "contract_penalty"):
        without, with_it = (one.get(name, "contracts", slot) for one in (plain, game))
        assert with_it == pytest.approx(1.2 * without)
    seller = game.row("accounts", "aland_metals")
    assert game.ledger.months[0].paid[seller, 0] > plain.ledger.months[0].paid[seller, 0]


def test_a_premium_needs_goods(game: Game) -> None:
    game.sign(STATE, technology="yes", premium="+40%")
    assert game.get("deal", "tables", STATE) == -1.0


def test_a_deal_ends_when_its_years_are_over(game: Game) -> None:
    game.sign(SUPPLY, volume="half", years="1")
    for _ in range(3):
        game.turn()
    assert game.get("deal", "tables", SUPPLY) == -1.0

    game.turn()
    assert game.get("contract_volume", "contracts", f"{SUPPLY}#1") == 0.0


def test_two_contracts_fill_a_table_and_a_third_signature_does_nothing(game: Game) -> None:
    game.sign(SUPPLY, volume="half", years="5").sign(SUPPLY, volume="full", years="3")
    kept = game.state.contract_volume
    game.sign(SUPPLY, volume="full", years="5")

    assert game.ledger.accord is not None
    assert game.ledger.accord.signed[game.row("tables", SUPPLY), 0] == -1.0
    assert np.array_equal(game.state.contract_volume, kept)
    assert game.get("contract_volume", "contracts", f"{SUPPLY}#1") == 15.0
    assert game.get("contract_volume", "contracts", f"{SUPPLY}#2") == 30.0


def test_governments_approve_a_joint_plant_and_share_its_cost(game: Game) -> None:
    game.sign(STATE, plant="yes")

    paid = game.ledger.months[0].paid
    assert paid[game.row("accounts", "aland"), 0] == pytest.approx(-5000.0)
    assert game.get("project_opens", "projects", "cland_smelter_2") == 12.0
    assert "a joint plant" in game.told()["deal"]


def test_a_plant_of_firms_waits_for_its_approval(game: Game) -> None:
    game.sign(SUPPLY, plant="yes", years="5")
    assert game.get("project_opens", "projects", "cland_smelter_2") == np.inf

    game.put("project_approved", "projects", "cland_smelter_2", 1.0)
    game.turn()
    assert game.get("project_opens", "projects", "cland_smelter_2") == 3.0 + 12.0


def test_a_plant_that_its_owner_begins_in_the_turn_it_was_promised_is_the_deals(game: Game) -> None:
    game.put("project_approved", "projects", "cland_smelter_2", 1.0)
    row = game.row("tables", SUPPLY)
    outcome = game.network.bargains.agenda(row).outcome(
        **{**TERMS[SUPPLY], "volume": "full", "plant": "yes", "years": "5"}
    )

    game.turn(signed={SUPPLY: float(outcome)}, project_start={"cland_smelter_2": 1.0})

    assert game.get("deal", "tables", SUPPLY) == outcome
    assert game.get("project_opens", "projects", "cland_smelter_2") == 12.0
    assert game.get("project_partner", "projects", "cland_smelter_2") >= 0.0
    game.turn(signed={SUPPLY: float(outcome)})
    assert game.get("project_opens", "projects", "cland_smelter_2") == 12.0


def test_technology_makes_the_next_plant_quicker(game: Game) -> None:
    game.sign(STATE, technology="yes")
    assert game.get("know_how", "countries", "aland") == 0.5
    assert game.get("know_how", "countries", "cland") == 0.0

    wise = game.state.replace(know_how=np.ones_like(game.state.know_how))
    (opens,) = opening_months(*world(), wise, np.array([0]), LUCK)
    assert opens[0] == 3.0 + np.ceil(0.7 * 12.0)


def test_an_eased_licence_lets_the_partner_through_and_nobody_else(game: Game) -> None:
    game.put("measure_delay", "measures", "aland_licence", 0.0)
    agenda = game.network.bargains.agenda(0)
    outcome = agenda.outcome(**{**TERMS[STATE], "easing": "full"})
    game.turn(signed={STATE: float(outcome)}, measure_on={"aland_licence": 1.0})

    month = game.ledger.months[0]
    first = game.network.abroad.start
    assert month.refused[game.row("links", "aland_metal_to_cland") - first, 0] == 0.0
    assert month.refused[game.row("links", "aland_metal_to_bland") - first, 0] == 5.0


def test_a_government_that_shuts_its_border_breaks_its_deal_once(game: Game) -> None:
    game.sign(STATE, volume="full", years="5")
    trust = game.get("trust", "relations", "cland_to_aland")
    money = {name: game.get("money", "accounts", name) for name in ("aland", "cland")}
    game.turn(measure_on={"aland_licence": 1.0}, measure_size={"aland_licence": 0.2})

    assert game.broken(STATE) == "border"
    assert game.get("breached", "tables", STATE) == 1.0
    assert game.get("trust", "relations", "cland_to_aland") < trust - 0.5
    # A quarter of a year of 5 t a month at 10 $/kg.
    assert game.ledger.accord is not None
    fine = game.ledger.accord.transfers[game.row("accounts", "cland"), 0]
    assert fine == pytest.approx(0.25 * 12.0 * 5.0 * 10.0)
    assert game.get("money", "accounts", "aland") == pytest.approx(money["aland"] - fine)
    assert (
        game.told()["breach"]
        == "Aland breaks its deal with Cland: the border lets too little through"
    )
    assert game.turn().broken(STATE) == ""


@pytest.mark.parametrize(("yearly", "broken"), [(120.0, ""), (60.0, "border")])
def test_a_quota_that_leaves_too_little_breaks_the_deal(
    game: Game, yearly: float, broken: str
) -> None:
    """Aland sends 180 t a year abroad; half of what was let through must go on."""
    game.sign(STATE, volume="full", years="5")
    game.turn(measure_on={"aland_quota": 1.0}, measure_size={"aland_quota": yearly})

    assert game.broken(STATE) == broken
    again = Game(first_state(*world(), 1))
    again.turn(measure_on={"aland_quota": 1.0}, measure_size={"aland_quota": yearly})
    again.sign(STATE, volume="full", years="5")
    assert again.broken(STATE) == "", "it stood when it was signed"


def test_a_quota_from_which_the_partner_is_eased_lets_all_of_its_deal_through(game: Game) -> None:
    game.turn(measure_on={"aland_quota": 1.0}, measure_size={"aland_quota": 60.0})
    eased = Game(game.state).sign(STATE, volume="full", years="5", easing="full")
    bound = Game(game.state).sign(STATE, volume="full", years="5")

    assert eased.get("deal_let", "tables", STATE) == 1.0
    assert bound.get("deal_let", "tables", STATE) == pytest.approx(60.0 / 180.0)


def test_a_curb_that_stood_when_it_was_signed_breaks_nothing(game: Game) -> None:
    game.turn(measure_on={"aland_licence": 1.0}, measure_size={"aland_licence": 0.2})
    game.sign(STATE, volume="full", years="5")

    assert game.broken(STATE) == game.turn().broken(STATE) == ""


def test_a_firm_that_cannot_ship_breaks_its_deal(game: Game) -> None:
    game.sign(SUPPLY, volume="full", years="5")
    game.put("capacity_factor", "nodes", "south_mine", 0.05)
    reasons, told = [], []
    for _ in range(2):
        reasons.append(game.turn().broken(SUPPLY))
        told.append(game.told().get("breach", ""))

    assert "delivery" in reasons
    assert reasons.count("delivery") == 1
    assert told[reasons.index("delivery")].endswith(
        "too little was shipped; it had too little to sell"
    )
    assert game.get("trust", "relations", "cland_metals>south_mining") < -0.3
    assert game.get("trust", "relations", "south_mining>cland_metals") >= 0.0


def test_an_accident_breaks_no_deal_but_shutting_the_plant_does(game: Game) -> None:
    game.sign(SUPPLY, volume="full", years="5")
    game.put("capacity_factor", "nodes", "south_mine", 0.0)
    assert game.turn().broken(SUPPLY) == ""

    game.put("shut", "nodes", "south_mine", 1.0)
    assert game.turn().broken(SUPPLY) == "delivery"


def test_a_loan_comes_back_in_even_instalments(game: Game) -> None:
    game.sign(SUPPLY, loan="yes", years="1")
    left = [game.get("loan_left", "tables", SUPPLY)]
    left += [game.turn().get("loan_left", "tables", SUPPLY) for _ in range(3)]

    assert left == pytest.approx([3750.0, 2500.0, 1250.0, 0.0])


def test_a_loan_bears_interest_on_what_is_left(game: Game) -> None:
    game.sign(SUPPLY, loan="yes", years="1")
    left = game.get("loan_left", "tables", SUPPLY)
    game.turn()

    assert game.ledger.accord is not None
    got = game.ledger.accord.transfers[game.row("accounts", "cland_metals"), 0]
    assert got == pytest.approx(1250.0 + left * 0.025 / 4.0)


def test_interest_is_profit_and_the_loan_is_not(game: Game) -> None:
    def profit(firm: str) -> float:
        read = Turn.of(*world(), game.ledger, game.state)
        return float(INDICATORS["profit"].function(read)[read.groups.actors.index(firm), 0])

    game.turn()
    before = {firm: profit(firm) for firm in ("cland_metals", "south_mining")}
    game.sign(SUPPLY, loan="yes", years="5")
    lent = game.get("loan_left", "tables", SUPPLY) / 0.95

    interest = 0.025 / 4.0 * lent / 1000.0
    assert profit("cland_metals") - before["cland_metals"] == pytest.approx(interest, abs=1e-9)
    assert profit("south_mining") - before["south_mining"] == pytest.approx(-interest, abs=1e-9)


def test_who_cannot_pay_its_loan_back_breaks_the_deal(game: Game) -> None:
    game.sign(SUPPLY, loan="yes", years="5")
    left = game.get("loan_left", "tables", SUPPLY)
    game.put("money", "accounts", "south_mining", -1e6)
    game.turn()

    assert game.broken(SUPPLY) == "loan"
    assert game.get("loan_left", "tables", SUPPLY) == 0.0
    assert game.ledger.accord is not None
    assert left > 0.0
    assert game.ledger.accord.transfers[game.row("accounts", "cland_metals"), 0] == 0.0


def test_who_revokes_pays_and_may_sign_again(game: Game) -> None:
    game.sign(SUPPLY, volume="full", years="5")
    game.turn(revoke={f"{SUPPLY}:cland_metals": 1.0})

    assert game.broken(SUPPLY) == "revoked"
    assert game.get("breached", "tables", SUPPLY) == 2.0
    assert game.ledger.accord is not None
    assert game.ledger.accord.transfers[game.row("accounts", "south_mining"), 0] > 0.0

    game.sign(SUPPLY, volume="half")
    assert game.get("breached", "tables", SUPPLY) == 0.0
    assert game.get("contract_volume", "contracts", f"{SUPPLY}#1") == 15.0


def test_buyers_leave_a_country_they_have_learnt_to_distrust(game: Game) -> None:
    shares = []
    for trust in (-0.4, -1.0):
        one = Game(game.state)
        one.put("trust", "relations", "cland_to_aland", trust)
        one.turn()
        shares.append(one.get("share", "links", "aland_metal_to_cland"))

    assert shares[1] < shares[0]


def test_trust_falls_under_a_curb_and_comes_back(game: Game) -> None:
    for _ in range(4):
        game.turn(measure_on={"aland_licence": 1.0}, measure_size={"aland_licence": 0.2})
    low = game.get("trust", "relations", "bland_to_aland")
    assert low < 0.2 - 0.2
    assert "Bland trusts Aland less" in game.told()["trust"]

    for _ in range(24):
        game.turn(measure_on={"aland_licence": 0.0})
    assert game.get("trust", "relations", "bland_to_aland") == pytest.approx(0.2, abs=0.06)


def test_who_signs_and_shuts_the_border_in_one_turn_breaks_its_word(game: Game) -> None:
    agenda = game.network.bargains.agenda(game.row("tables", STATE))
    outcome = agenda.outcome(**{**TERMS[STATE], "volume": "full", "years": "5"})
    trust = game.get("trust", "relations", "cland_to_aland")
    game.turn(
        signed={STATE: float(outcome)},
        measure_on={"aland_licence": 1.0},
        measure_size={"aland_licence": 0.2},
    )

    assert game.broken(STATE) == "border"
    assert game.get("trust", "relations", "cland_to_aland") < trust - 0.5


def test_a_buyer_does_not_forgive_a_curb_because_it_orders_no_more(game: Game) -> None:
    falls = []
    for _ in range(8):
        game.turn(measure_on={"aland_licence": 1.0}, measure_size={"aland_licence": 0.0})
        assert game.ledger.accord is not None
        row = TRUST_DRIVERS.index("curbs"), game.row("relations", "bland_to_aland"), 0
        falls.append(float(game.ledger.accord.trust[row]))

    assert min(falls) < 0.0
    assert max(falls) <= 0.9 * min(falls), "Bland has long ceased to order"


def test_trust_falls_by_how_much_of_the_supply_is_curbed(game: Game) -> None:
    found = []
    for let_through in (0.8, 0.5, 0.0):
        one = Game(game.state)
        one.turn(measure_on={"aland_licence": 1.0}, measure_size={"aland_licence": let_through})
        assert one.ledger.accord is not None
        curbs = one.ledger.accord.trust[TRUST_DRIVERS.index("curbs"), :, 0]
        found.append([curbs[one.row("relations", f"{c}_to_aland")] for c in ("bland", "cland")])
    bland, cland = np.array(found).T

    assert (np.diff(bland) < 0.0).all()
    assert (np.diff(cland) < 0.0).all()
    assert (bland < cland).all(), "Bland gets all of its metal from Aland, Cland a sixth"


def test_a_new_deal_is_delivered_whatever_was_kept_back_of_the_last(game: Game) -> None:
    game.put("contract_deliver", "contracts", f"{SUPPLY}#1", 0.25)
    game.sign(SUPPLY, volume="full", years="5")

    assert game.get("contract_deliver", "contracts", f"{SUPPLY}#1") == 1.0
    assert game.broken(SUPPLY) == game.turn().broken(SUPPLY) == ""


def test_a_government_that_bars_a_deal_of_its_firm_pays_for_it_once(game: Game) -> None:
    game.sign(SUPPLY, volume="full", years="5")
    firm = game.get("trust", "relations", "cland_metals>south_mining")
    falls = []
    for _ in range(3):
        game.turn(measure_on={"bland_ban": 1.0}, measure_size={"bland_ban": 0.0})
        assert game.ledger.accord is not None
        row = TRUST_DRIVERS.index("breach"), game.row("relations", "cland_metals>bland"), 0
        falls.append(float(game.ledger.accord.trust[row]))
        assert game.broken(SUPPLY) == ""

    assert falls == [pytest.approx(-0.6), 0.0, 0.0]
    assert game.get("trust", "relations", "cland_metals>south_mining") >= firm
