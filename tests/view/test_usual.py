"""What is told of a scenario before it is played: usual trade, who holds what over whom."""

import pytest

from realm.content.sides import home_of
from realm.core.scenario import Scenario
from realm.view.game import shelf
from realm.view.messages import load_messages
from realm.view.picture import of_briefing, of_scenarios
from realm.view.picture import page as p
from realm.view.picture.usual import holds, usual

MESSAGES = load_messages()


@pytest.fixture(scope="module", params=["june-2025", "small-world"])
def noun(request: pytest.FixtureRequest) -> Scenario:
    return shelf.scenario(request.param)


def test_usual_trade_is_all_that_links_carry(noun: Scenario) -> None:
    carried = sum(link.base_flow_t_per_year for link in noun.links.values())

    assert sum(usual(noun).values()) == pytest.approx(carried)


def test_trade_of_a_country_is_that_in_which_it_is_an_end(noun: Scenario) -> None:
    every = usual(noun)
    for actor in {home_of(noun, seat.actor) for seat in noun.seats.values()}:
        assert usual(noun, actor) == {key: t for key, t in every.items() if actor in key[:2]}


def test_a_firm_trades_no_more_than_its_country(noun: Scenario) -> None:
    for firm in noun.firms:
        whole = usual(noun)
        own = usual(noun, firm)
        assert all(tonnes <= whole[key] * (1 + 1e-9) for key, tonnes in own.items())


def test_parts_of_a_need_add_up_to_one_at_most(noun: Scenario) -> None:
    for seat in noun.seats.values():
        over, under = holds(noun, seat.actor)
        needs: dict[str, float] = {}
        for hold in under:
            needs[hold.good] = needs.get(hold.good, 0.0) + hold.share
        assert all(share <= 1.0 + 1e-9 for share in needs.values())
        assert all(0.0 < hold.share <= 1.0 + 1e-9 for hold in over)
        assert [h.worth for h in over] == sorted((h.worth for h in over), reverse=True)


def test_a_country_holds_over_another_what_that_one_is_held_by(noun: Scenario) -> None:
    own = {
        (home, h.other, h.good): h.share for home in noun.countries for h in holds(noun, home)[0]
    }
    held = {
        (h.other, home, h.good): h.share for home in noun.countries for h in holds(noun, home)[1]
    }

    assert own
    assert own == pytest.approx(held)


def test_every_briefing_says_who_holds_whom_and_shows_the_trade(noun: Scenario) -> None:
    for name, seat in noun.seats.items():
        page = of_briefing.seats_page(MESSAGES, noun, name, ())
        blocks = [block for column in page.columns for block in column.blocks]
        over, under = holds(noun, seat.actor)
        told = sum(len(block.bars) for block in blocks if isinstance(block, p.Bars))
        assert told > len(seat.objectives) or not (over or under)
        pairs = {key[:2] for key in usual(noun, seat.actor)}
        ordered = [one.name for one in noun.measures.values() if one.country == seat.actor]
        meant = {block.title: block.lines for block in blocks if isinstance(block, p.Told)}
        assert all(meant[order] and all(meant[order]) for order in ordered)
        for ground in (block for block in blocks if isinstance(block, p.Ground)):
            assert {(flow.seller, flow.buyer) for flow in ground.worlds[0].flows} <= pairs


def test_the_map_of_a_scenario_explains_all_its_colours(noun: Scenario) -> None:
    page = of_scenarios.scenarios_page(MESSAGES, [("one", noun)], "one")
    blocks = [block for column in page.columns for block in column.blocks]
    keys = next(block for block in blocks if isinstance(block, p.Keys))
    world = next(block for block in blocks if isinstance(block, p.Ground)).worlds[0]

    assert {flow.kind for flow in world.flows} <= set(range(len(keys.names)))
    assert keys.hues == tuple(world.hue(kind) for kind in range(len(keys.names)))
