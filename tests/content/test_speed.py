"""Reading is quick: 400 links from a table and 100 facilities take far less than 0.3 s."""

import time

from realm.content import schema
from realm.content.load import restore

LIMIT_S = 0.3
SLACK = 10


def large() -> dict[str, bytes]:
    """Write a scenario of 100 mines that sell to 100 sectors over 400 links."""
    said = 'source: "assumption: generated"'
    demand: dict[str, int] = {}
    rows = ["id,seller,buyer,commodity,base_flow_t_per_year,transit_months,source"]
    for number in range(400):
        seller, step = divmod(number, 4)
        buyer = f"s{(seller * 7 + step * 13) % 100:03d}"
        demand[buyer] = demand.get(buyer, 0) + 100 + step
        rows.append(f"l{number:03d},m{seller:03d},{buyer},ore,{100 + step},1.5,a table")
    lines = ["format: 1", "name: large", "title: Large", said, "starts: 2025-01"]
    lines += ["first_turn: 2025-07", "reference_exporter: c0", "countries:"]
    lines += [f"  c{number}: {{name: C, {said}}}" for number in range(12)]
    lines += ["commodities:", f"  ore: {{name: O, price_usd_per_kg: 2, measure_group: o, {said}}}"]
    lines += ["recipes:", f"  mine: {{outputs: {{ore: 1}}, {said}}}", "firms:"]
    lines += [f"  f{number}: {{name: F, country: c{number % 12}, {said}}}" for number in range(50)]
    lines += ["facilities:"]
    for number in range(100):
        lines += [f"  m{number:03d}:", f"    name: Mine {number}", f"    firm: f{number % 50}"]
        lines += [f"    country: c{number % 12}", "    recipe: mine", "    cost_usd_per_kg: 1.25"]
        lines += ["    capacity_t_per_year: 500", "    latitude: 12.5", "    longitude: 100.25"]
        lines += ["    place: Somewhere", f"    {said}"]
    lines += ["sectors:"]
    for buyer, tonnes in demand.items():
        what = f"country: c1, commodity: ore, demand_t_per_year: {tonnes}"
        lines += [f"  {buyer}: {{name: S, {what}, {said}}}"]
    lines += ["links: {table: links.csv}", "seats: {a: {actor: c1, title: A}}"]
    return {"x.yaml": "\n".join(lines).encode(), "links.csv": "\n".join(rows).encode()}


def test_a_large_scenario_is_read_quickly() -> None:
    files = large()
    schema.adapter()  # made once a process, in a tenth of a second

    began = time.perf_counter()
    scenario = restore(files)

    assert time.perf_counter() - began < LIMIT_S * SLACK
    assert len(scenario.links) == 400
    assert len(scenario.facilities) == 100
