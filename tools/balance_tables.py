"""Write a balanced network in the columns of the scenario format (realm.core.actors, .terms)."""

import math
import re
from collections import defaultdict

import balance_rules as rules
from balance_rows import FLOW, OUTPUT, Row, Tables, number

DAYS = 365.0

_MARK = re.compile(r"\[[^\]]*\]")


def scenario_tables(network: Tables) -> Tables:
    """Return the tables of a scenario, by name of the section."""
    return {
        "countries": [_country(row) for row in network["countries"]],
        "firms": [_firm(row, network) for row in network["firms"]],
        "facilities": [_facility(row) for row in network["facilities"]],
        "sectors": [_sector(row) for row in network["sectors"]],
        "stockpiles": _stockpiles(network),
        "links": _links(network),
        "projects": [_project(row, network) for row in network["projects"]],
        "relations": [_relation(row) for row in network["relations"]],
    }


def sourced(text: str, mark: str = "", *, note: str = "") -> str:
    """Return a source in the scenario's form: an assumption says so first, marks stay."""
    text = text.strip()
    if text.startswith("[A]"):
        text = f"assumption: {text.removeprefix('[A]').strip(' ;')}".removesuffix(": ")
    elif set(_MARK.findall(mark)) == {"[A]"} and not text.startswith("assumption:"):
        text = f"assumption: {text}"
    if text in {"assumption", "assumption:"}:
        text = "assumption: size and split"
    absent = [found for found in _MARK.findall(mark) if found not in text and found != "[A]"]
    marked = " ".join([text, *absent])
    return f"{marked}; {note}" if note else marked


def _country(row: Row) -> Row:
    return {
        "id": row["id"],
        "name": row["name"],
        "iso3": row["iso3"] if row["iso3"] not in {"EUX", "ROW"} else "",
        "bloc": row["bloc"] if row["bloc"] != row["id"] else "",
        "treasury_musd": row["treasury_musd"],
        "source": row["treasury_source"],
    }


def _firm(row: Row, network: Tables) -> Row:
    cash, source = row["cash_musd"], row["cash_source"]
    if not cash:
        plants = [plant for plant in network["facilities"] if plant["firm"] == row["id"]]
        revenue = sum(number(p, OUTPUT) * number(p, "base_price_usd_per_kg") for p in plants)
        cash = f"{max(round(revenue / 4000.0), 5)}"
        source = "assumption: a quarter of the base year's revenue, at least $5M"
    return {
        "id": row["id"],
        "name": row["name"],
        "country": row["home_country"],
        "kind": row["kind"],
        "licensed": "false" if row["id"] == "unlicensed" else "true",
        "cash_musd": cash,
        "source": f"{sourced(row['source'], row['mark'])}; cash: {source}",
    }


def _stage(recipe: str) -> str:
    if recipe.startswith("sep_"):
        return "separation"
    return "magnet" if recipe.startswith("magnet_") else recipe


def usable(row: Row) -> float:
    """Return the capacity a plant has at the start (rule usable)."""
    output = number(row, OUTPUT)
    least = math.ceil(output * rules.SPARE * 10.0) / 10.0
    if not output or row["id"] in rules.USABLE:
        return least
    return max(number(row, "capacity_t_per_year"), least)


def _facility(row: Row) -> Row:
    capacity, recipe = usable(row), row["recipe"]
    grows = capacity > 0 and row["firm"] not in rules.NO_GROWTH_FIRMS
    illegal = row["firm"] == "unlicensed"
    recycles = recipe == "recycle_swarf"
    note = f"output of 2024 {number(row, OUTPUT):,.0f} t"
    if row["id"] in rules.USABLE:
        note += (
            f"; nameplate {number(row, 'capacity_t_per_year'):,.0f} t, but it ramps: capacity is"
            " 1.03 x output (rule usable)"
        )
    elif not capacity:
        note = "not built at the start; a project adds its capacity"
    return {
        "id": row["id"],
        "name": row["name"],
        "firm": row["firm"],
        "country": row["country"],
        "place": row["place"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "recipe": recipe,
        "capacity_t_per_year": f"{capacity:.10g}",
        "price_usd_per_kg": row["base_price_usd_per_kg"],
        "cost_usd_per_kg": row["unit_conversion_cost_usd_per_kg"],
        "cover_in_months": row["cover_inputs_months"] if number(row, "cover_inputs_months") else "",
        "cover_out_months": row["cover_outputs_months"],
        "margin_slope": "4.5" if illegal or recycles else "6",
        "growth_per_year": f"{rules.GROWTH.get(_stage(recipe), 0.0) if grows else 0.0:g}",
        "expansion_months": row["expansion_lead_months"],
        "capacity_follows": "magnet" if recycles else "",
        "source": sourced(row["source"], row["mark"], note=note),
    }


def _sector(row: Row) -> Row:
    return {
        "id": row["id"],
        "name": row["name"],
        "country": row["country"],
        "use": row["use"],
        "commodity": row["commodity"],
        "demand_t_per_year": row["demand_t_per_year"],
        "growth_per_year": row["growth_per_year"],
        "cover_months": row["cover_months"],
        "lost_output_musd_per_t": row["lost_output_musd_per_t"],
        "source": sourced(row["source"], row["mark"], note=row["parameter_source"]),
    }


def _stockpiles(network: Tables) -> list[Row]:
    """Turn days of home use into tonnes; NdPr oxide counts the oxide in metal used at home."""
    country = {row["id"]: row["country"] for row in [*network["facilities"], *network["sectors"]]}
    users = {row["id"] for row in network["sectors"]}
    used: dict[tuple[str, str], float] = defaultdict(float)
    for row in network["links"]:
        home, commodity, flow = country[row["buyer"]], row["commodity"], number(row, FLOW)
        if commodity == "ndpr_metal":
            used[home, "ndpr_oxide"] += 1.2 * flow
        elif commodity != "ndpr_oxide" or row["buyer"] in users:
            used[home, commodity] += flow
    found = []
    for row in network["countries"]:
        for commodity in ("ndpr_oxide", "dytb_oxide", "magnet"):
            days = number(row, f"stockpile_{commodity}_days")
            if days and used[row["id"], commodity]:
                stock = f"{used[row['id'], commodity] * days / DAYS:.1f}"
                found.append(
                    {
                        "id": f"{row['id']}_{commodity}",
                        "country": row["id"],
                        "commodity": commodity,
                        "stock_t": stock,
                        "target_t": stock,
                        "source": f"{days:g} days of home use: {row['stockpile_source']}",
                    }
                )
    return found


def _links(network: Tables) -> list[Row]:
    running = {row["id"] for row in network["facilities"] if number(row, OUTPUT) > 0}
    users = {row["id"] for row in network["sectors"]}
    found = [
        _link(row, opens="now") | {"base_flow_t_per_year": row[FLOW]} for row in network["links"]
    ]
    for row in network["options"]:
        both = row["seller"] in running and (row["buyer"] in running or row["buyer"] in users)
        found.append(_link(row, opens="on_request" if both else "with_plant"))
    return found


def _link(row: Row, *, opens: str) -> Row:
    return {
        "id": f"{row['seller']}_to_{row['buyer']}",
        "seller": row["seller"],
        "buyer": row["buyer"],
        "commodity": row["commodity"],
        "base_flow_t_per_year": "",
        "transit_months": row["transit_months"],
        "freight_usd_per_kg": row["freight_usd_per_kg"],
        "contract_share": row["contract_share"],
        "opens": opens,
        "weight_when_open": row.get("weight_when_open", ""),
        "qualification_months": row.get("qualification_months", ""),
        "source": sourced(row["source"], row["mark"]),
    }


def _project(row: Row, network: Tables) -> Row:
    capacity = number(row, "capacity_added_t_per_year")
    note = f"{row['state_mid_2025']} in mid-2025"
    if row["id"] in rules.TARGETS:
        plant = next(p for p in network["facilities"] if p["id"] == row["facility"])
        capacity = rules.TARGETS[row["id"]] - usable(plant)
        note += f"; brings the plant to {rules.TARGETS[row['id']]:,.0f} t (rule usable)"
    plant_name = next(p["name"] for p in network["facilities"] if p["id"] == row["facility"])
    text = []
    if row["permit_needed"]:
        text.append(f"Permits: {row['permit_needed']}.")
    if row["needs"]:
        text.append(f"Needs: {row['needs']}.")
    return {
        "id": row["id"],
        "name": f"{plant_name}: {row['kind']}{_apart(row, network, capacity)}",
        "firm": row["firm"],
        "facility": row["facility"],
        "capacity_t_per_year": f"{capacity:.10g}",
        "cost_musd": row["cost_musd"],
        "lead_months": row["lead_time_months"],
        "ramp_months": row["ramp_up_months"],
        "status": row["status"],
        "opens": row["opens"],
        "text": " ".join(text),
        "source": sourced(row["source"], row["mark"], note=note),
    }


def _apart(row: Row, network: Tables, capacity: float) -> str:
    """Tell a project from others of its kind at the same plant: by its site, else by its size.

    Sites that have no name but a number are counted.
    """
    alike = [
        other
        for other in network["projects"]
        if (other["facility"], other["kind"]) == (row["facility"], row["kind"])
    ]
    if len(alike) == 1:
        return ""
    if len({other["site"] for other in alike}) == len(alike):
        if row["site"][-1].isdigit():
            return f" {alike.index(row) + 1} of {len(alike)}"
        return f", {row['site'].rpartition(', ')[2]}"
    return f" by {capacity:,.0f} t"


def _relation(row: Row) -> Row:
    return {
        "id": f"{row['from']}_to_{row['to']}",
        "of": row["from"],
        "towards": row["to"],
        "trust": row["base_value"],
        "reason": row["reason"],
        "source": sourced("assumption: judgement", row["mark"]),
    }
