"""Merge makers and small users of the full network and close its thin lanes, by named rules.

Rows keep the columns of the source tables; `balance_rules.py` says what the rules are.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import balance_rules as rules
from balance_rows import (
    FLOW,
    OUTPUT,
    Row,
    Tables,
    grouped,
    largest,
    mean,
    note,
    number,
    renamed,
    slots,
)


def merged(tables: Tables) -> Tables:
    """Return the tables of the small size, not balanced yet."""
    facility_of = renamed(rules.PLANTS)
    firm_of = renamed(rules.FIRMS)
    facilities = _facilities(tables["facilities"], facility_of, firm_of)
    sectors, sector_of = _sectors(tables["sectors"])
    node_of = facility_of | sector_of
    nodes = {row["id"] for row in facilities} | {row["id"] for row in sectors}
    links = _links(tables["links"], node_of, nodes)
    links = _thinned(links, facilities, sectors)
    sectors = _rescaled(sectors, links)
    projects = [
        row | {"facility": facility_of.get(row["facility"], row["facility"])}
        for row in tables["projects"]
    ]
    projects = [
        row | {"firm": firm_of.get(row["firm"], row["firm"])}
        for row in projects
        if row["facility"] in nodes
    ]
    owners = {row["firm"] for row in facilities}
    firms = [row for row in _firms(tables["firms"], firm_of) if row["id"] in owners]
    where = {row["country"] for row in [*facilities, *sectors]} | {r["home_country"] for r in firms}
    actors = where | owners
    return tables | {
        "countries": [row for row in tables["countries"] if row["id"] in where],
        "firms": firms,
        "facilities": facilities,
        "sectors": sectors,
        "links": links,
        "options": _options(tables["options"], node_of, links, facilities, sectors),
        "projects": projects,
        "relations": [
            row for row in tables["relations"] if row["from"] in actors and row["to"] in actors
        ],
    }


def kept_shares(tables: Tables, links: Iterable[Row]) -> dict[str, float]:
    """Return the share of each commodity's tonnes in the source that runs on lanes still open."""
    _, sector_of = _sectors(tables["sectors"])
    node_of = renamed(rules.PLANTS) | sector_of
    still = {(row["seller"], row["buyer"], row["commodity"]) for row in links}
    flows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in tables["links"]:
        seller, buyer = (node_of.get(row[end], row[end]) for end in ("seller", "buyer"))
        flow = number(row, FLOW)
        stays = flow if (seller, buyer, row["commodity"]) in still else 0.0
        flows[row["commodity"]].append((stays, flow))
    return {
        commodity: math.fsum(part for part, _ in pairs) / math.fsum(whole for _, whole in pairs)
        for commodity, pairs in flows.items()
    }


def _facilities(
    rows: Iterable[Row], facility_of: Mapping[str, str], firm_of: Mapping[str, str]
) -> list[Row]:
    found: list[Row] = []
    stay = [row for row in rows if row["id"] not in rules.BEYOND]
    for new, parts in grouped(stay, lambda row: facility_of.get(row["id"], row["id"])).items():
        row = dict(largest(parts, OUTPUT))
        row["firm"] = firm_of.get(row["firm"], row["firm"])
        if new in rules.PLANTS:
            group = rules.PLANTS[new]
            row |= {"id": new, "name": group.name, "place": group.place, "firm": group.owner}
            for column in ("capacity_t_per_year", OUTPUT):
                row[column] = f"{math.fsum(number(part, column) for part in parts):.10g}"
            for column in (
                "unit_conversion_cost_usd_per_kg",
                "base_price_usd_per_kg",
                "cover_inputs_months",
                "cover_outputs_months",
                "expansion_lead_months",
            ):
                row[column] = mean(parts, column, OUTPUT)
            row["source"] = note(
                "plants", (part["id"] for part in parts), (part["source"] for part in parts)
            )
        found.append(row)
    return found


def _sectors(rows: Iterable[Row]) -> tuple[list[Row], dict[str, str]]:
    sector_of: dict[str, str] = {}

    def target(row: Row) -> str:
        if row["id"] in rules.KEPT_SECTORS:
            return row["id"]
        country = rules.SECTOR_COUNTRIES.get(row["country"], row["country"])
        uses = rules.USES if country in rules.LARGE_COUNTRIES else rules.SMALL_USES
        tail = row["id"].removeprefix(row["country"] + "_")
        if row["commodity"] == "magnet":
            one = country in rules.ONE_USE
            tail = "magnet_users" if one else uses.get(row["use"], tail)
        return f"{country}_{tail}"

    found: list[Row] = []
    for new, parts in grouped(rows, target).items():
        sector_of |= {part["id"]: new for part in parts}
        row = dict(largest(parts, "demand_t_per_year"))
        if [part["id"] for part in parts] != [new]:
            country = rules.SECTOR_COUNTRIES.get(row["country"], row["country"])
            use = new.removeprefix(country + "_")
            label = rules.USE_NAMES.get(use, row["name"].partition(": ")[2])
            home = next((p for p in parts if p["country"] == country), row)["name"]
            row |= {
                "id": new,
                "country": country,
                "use": use if row["commodity"] == "magnet" else row["use"],
                "name": f"{home.partition(': ')[0]}: {label}",
            }
            for column in ("growth_per_year", "lost_output_musd_per_t", "cover_months"):
                row[column] = mean(parts, column, "demand_t_per_year")
            row["demand_t_per_year"] = repr(
                math.fsum(number(part, "demand_t_per_year") for part in parts)
            )
            row["source"] = note("uses", (part["id"] for part in parts), ["[A] split by use"])
        found.append(row)
    return found, sector_of


def _firms(rows: Iterable[Row], firm_of: Mapping[str, str]) -> list[Row]:
    found: list[Row] = []
    for new, parts in grouped(rows, lambda row: firm_of.get(row["id"], row["id"])).items():
        row = dict(next((part for part in parts if part["id"] == new), parts[0]))
        if new in rules.FIRMS:
            group = rules.FIRMS[new]
            first = next(part for part in parts if part["id"] == group.parts[0])
            row |= {
                "id": new,
                "name": group.name,
                "kind": group.kind,
                "home_country": first["home_country"],
                "source": note("firms", group.parts, (part["source"] for part in parts)),
            }
        found.append(row)
    return found


def _links(
    rows: Iterable[Row], node_of: Mapping[str, str], nodes: frozenset[str] | set[str]
) -> list[Row]:
    def ends(row: Row) -> str:
        seller, buyer = (node_of.get(row[end], row[end]) for end in ("seller", "buyer"))
        return f"{seller} {buyer} {row['commodity']}"

    found: list[Row] = []
    for key, parts in grouped(rows, ends).items():
        seller, buyer, _ = key.split()
        if seller not in nodes or buyer not in nodes:
            continue
        row = dict(largest(parts, FLOW)) | {"seller": seller, "buyer": buyer}
        if len(parts) > 1:
            row[FLOW] = repr(math.fsum(number(part, FLOW) for part in parts))
            for column in ("transit_months", "freight_usd_per_kg", "contract_share"):
                row[column] = mean(parts, column, FLOW)
            row["source"] = note(
                "plants, uses",
                (f"{part['seller']} to {part['buyer']}" for part in parts),
                (part["source"] for part in parts),
            )
            row["mark"] = " ".join(dict.fromkeys(" ".join(p["mark"] for p in parts).split()))
        found.append(row)
    return found


def _thinned(links: list[Row], facilities: Sequence[Row], sectors: Sequence[Row]) -> list[Row]:
    """Close thin lanes; a buyer's other lanes of the commodity take over what they carried."""
    owner = {row["id"]: row["firm"] for row in facilities}
    country = {row["id"]: row["country"] for row in [*facilities, *sectors]}

    def kept(row: Row) -> bool:
        firms = {owner.get(row["seller"]), owner.get(row["buyer"])}
        half = 0.5 if country[row["buyer"]] in rules.SEAT_COUNTRIES else 1.0
        thick = number(row, FLOW) >= half * rules.THIN_T[row["commodity"]]
        return thick or bool(firms & rules.KEPT_FIRMS)

    small = {
        buyer
        for buyer, rows in grouped(links, lambda row: row["buyer"]).items()
        if buyer not in owner
        and rows[0]["commodity"] == "dytb_oxide"
        and sum(number(row, FLOW) for row in rows) < rules.HEAVY_USERS_T
    }
    links = [row for row in links if row["buyer"] not in small]
    stay: set[int] = {id(row) for row in links if kept(row)}
    # What a country sells to a user stays with that country: its largest lane carries the rest.
    by_origin = grouped(
        links, lambda row: f"{country[row['seller']]} {row['buyer']} {row['commodity']}"
    )
    origins = by_origin.values()
    for rows in origins:
        first = largest(rows, FLOW)
        whole = first | {FLOW: repr(_sum(rows))}
        if not any(id(row) in stay for row in rows) and kept(whole):
            stay.add(id(first))
    for end in ("seller", "buyer"):
        for rows in slots(links, end).values():
            enough = rules.ENOUGH * _sum(rows)
            carried = _sum(row for row in rows if id(row) in stay)
            for row in sorted(rows, key=lambda row: -number(row, FLOW)):
                if carried < enough and id(row) not in stay:
                    stay.add(id(row))
                    carried += number(row, FLOW)
    near = [rescaled for rows in origins for rescaled in _taken_over(rows, stay)]
    wholes = {key: _sum(rows) for key, rows in slots(links, "buyer").items()}
    return [
        row
        for key, rows in slots(near, "buyer").items()
        for row in _taken_over(rows, {id(row) for row in rows}, wholes[key])
    ]


def _sum(rows: Iterable[Row]) -> float:
    return math.fsum(number(row, FLOW) for row in rows)


def _taken_over(rows: list[Row], stay: set[int], whole: float | None = None) -> list[Row]:
    """Return the rows that stay, scaled to carry the whole."""
    open_rows = [row for row in rows if id(row) in stay]
    scale = (_sum(rows) if whole is None else whole) / _sum(open_rows) if open_rows else 1.0
    return [row | {FLOW: repr(number(row, FLOW) * scale)} for row in open_rows]


def _rescaled(sectors: Iterable[Row], links: Iterable[Row]) -> list[Row]:
    taken: dict[str, list[float]] = defaultdict(list)
    for row in links:
        taken[row["buyer"]].append(number(row, FLOW))
    return [
        row | {"demand_t_per_year": repr(math.fsum(taken[row["id"]]))}
        for row in sectors
        if row["id"] in taken
    ]


def _options(
    rows: Iterable[Row],
    node_of: Mapping[str, str],
    links: Iterable[Row],
    facilities: Sequence[Row],
    sectors: Sequence[Row],
) -> list[Row]:
    """Keep the closed links that matter to the seats, the heaviest if they are too many."""
    country = {row["id"]: row["country"] for row in [*facilities, *sectors]}
    owner = {row["id"]: row["firm"] for row in facilities}
    unbuilt = {row["id"] for row in facilities if not number(row, OUTPUT)}
    taken = {(row["seller"], row["buyer"], row["commodity"]) for row in links}
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        seller, buyer = (node_of.get(row[end], row[end]) for end in ("seller", "buyer"))
        key = (seller, buyer, row["commodity"])
        if seller not in country or buyer not in country or key in taken:
            continue
        if key in found:
            found[key]["weight_when_open"] = str(
                max(number(found[key], "weight_when_open"), number(row, "weight_when_open"))
            )
        else:
            found[key] = row | {"seller": seller, "buyer": buyer}

    def rank(row: Row) -> tuple[int, float]:
        ends = (row["seller"], row["buyer"])
        firms = {owner.get(end) for end in ends}
        seat = bool(firms & rules.KEPT_FIRMS) or bool(
            {country[end] for end in ends} & rules.SEAT_COUNTRIES
        )
        return (0 if set(ends) & unbuilt else 1 if seat else 2, -number(row, "weight_when_open"))

    ranked = [row for row in found.values() if rank(row)[0] < 2]
    return sorted(ranked, key=rank)[: rules.OPTIONS_AT_MOST]
