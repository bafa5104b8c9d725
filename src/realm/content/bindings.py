"""Check that measures, contracts, projects and events can mean something."""

from collections.abc import Iterator

from realm.content import agreements
from realm.content.flows import carries
from realm.content.nodes import Finding
from realm.core.scenario import Scenario
from realm.core.terms import SIZE_KEYS, Contract, Measure, Sizes

EXPORT_FAMILIES = frozenset(
    {
        "prohibition",
        "quota",
        "licence",
        "export_tax",
        "minimum_export_price",
        "vat_rebate_withdrawal",
        "domestic_market_obligation",
    }
)
"""Families that act on exports."""

QUIET_FAMILIES = frozenset(
    {
        "export_tax",
        "vat_rebate_withdrawal",
        "minimum_export_price",
        "import_tariff",
        "price_floor",
        "output_subsidy",
        "capital_subsidy",
    }
)
"""Families that may be in force at the quiet start: they move money, not tonnes."""

_BORDER_KEYS = ("severity", "enforcement", "queue_release_share")
_OWN_KEYS = {"licence": ("delay_working_days",), "export_tax": ("levy_usd_per_kg",)}
_DEFAULTED = frozenset({"prohibition"})
_SIZES = tuple(Sizes.__dataclass_fields__)


def measure_findings(scenario: Scenario) -> Iterator[Finding]:
    """Name every measure whose keys do not belong together; looks at no other entry."""
    for key, measure in scenario.measures.items():
        path = ("measures", key)
        yield from _sizes(path, measure)
        yield from _quiet(path, measure, scenario.starts)
        start = measure.in_force
        if start is None:
            # Announced without a date is a threat: buyers know of it, its country decides when.
            if measure.until is not None:
                yield (*path, "until"), "a key 'in_force' beside it", "none"
            continue
        if measure.announced is not None and measure.announced > start:
            yield (*path, "announced"), f"a month up to {start}, when it binds", measure.announced
        if measure.until is not None and measure.until <= start:
            yield (*path, "until"), f"a month after {start}, when it binds", measure.until


def _quiet(path: tuple[str, ...], measure: Measure, starts: str) -> Iterator[Finding]:
    """Find what would trouble the quiet start."""
    binds = measure.in_force is not None and measure.in_force <= starts
    if binds and measure.family not in QUIET_FAMILIES:
        plain = measure.family.replace("_", " ")
        expected = f"a month after {starts}, for the quiet start knows no {plain}"
        yield (*path, "in_force"), expected, str(measure.in_force)
        return
    known = measure.announced or measure.in_force
    if known is not None and known <= starts and measure.severity:
        expected = f"a month after {starts}, for the quiet start knows no fear"
        yield (*path, "announced" if measure.announced else "in_force"), expected, known
    if binds and measure.enforcement:
        expected = "no smuggling, for the quiet start knows none; an event may allow it later"
        yield (*path, "enforcement"), expected, f"{measure.enforcement:g}"


def findings(scenario: Scenario) -> Iterator[Finding]:
    """Name every term that binds nobody or cannot bind; all names must be known to exist."""
    yield from _covered(scenario)
    yield from _contracts(scenario)
    yield from _event_sizes(scenario)
    yield from _pairs(scenario)
    yield from _projects(scenario)
    yield from agreements.findings(scenario)


def _allowed(family: str) -> set[str]:
    allowed = {SIZE_KEYS[family], *_OWN_KEYS.get(family, ())}
    return allowed | set(_BORDER_KEYS) if family in EXPORT_FAMILIES else allowed


def _sizes(path: tuple[str, ...], measure: Measure) -> Iterator[Finding]:
    family = measure.family
    main = SIZE_KEYS[family]
    needed = (main, *(key for key in _OWN_KEYS.get(family, ()) if key.startswith("levy")))
    if family not in _DEFAULTED and all(getattr(measure, key) is None for key in needed):
        yield path, f"the key '{main}', the size of a measure of family {family}", "none"
    yield from _foreign(path, family, measure)


def _foreign(path: tuple[str, ...], family: str, sizes: Sizes) -> Iterator[Finding]:
    allowed = _allowed(family)
    for key in _SIZES:
        if getattr(sizes, key) is not None and key not in allowed:
            known = ", ".join(name for name in _SIZES if name in allowed)
            yield (
                (*path, key),
                f"a size that a measure of family {family} has ({known})",
                f"'{key}'",
            )


def _event_sizes(scenario: Scenario) -> Iterator[Finding]:
    for key, event in scenario.events.items():
        for target, patch in event.measures.items():
            path = ("events", key, "measures", target)
            yield from _foreign(path, scenario.measures[target].family, patch)


def _pairs(scenario: Scenario) -> Iterator[Finding]:
    """Find relations and stockpiles that say the same thing twice."""
    ends: dict[tuple[str, str], str] = {}
    for key, relation in scenario.relations.items():
        if relation.of == relation.towards:
            yield ("relations", key, "towards"), "somebody else", f"'{relation.towards}' again"
        pair = (relation.of, relation.towards)
        if pair in ends:
            expected = f"one relation of {pair[0]} towards {pair[1]}"
            yield ("relations", key), expected, f"'{ends[pair]}' and '{key}'"
        ends.setdefault(pair, key)
    stores: dict[tuple[str, str], str] = {}
    for key, pile in scenario.stockpiles.items():
        pair = (pile.country, pile.commodity)
        if pair in stores:
            expected = f"one stockpile of {pair[1]} in {pair[0]}"
            yield ("stockpiles", key), expected, f"'{stores[pair]}' and '{key}'"
        stores.setdefault(pair, key)


def _projects(scenario: Scenario) -> Iterator[Finding]:
    for key, project in scenario.projects.items():
        path = ("projects", key, "opens")
        if project.opens is not None and project.status != "under_way":
            yield path, "no month, for only projects under way have one", project.opens
        elif project.opens is not None and project.opens <= scenario.starts:
            yield path, f"a month after {scenario.starts}, when the scenario starts", project.opens


def _covered(scenario: Scenario) -> Iterator[Finding]:
    groups: dict[str, set[str]] = {}
    for name, commodity in scenario.commodities.items():
        groups.setdefault(commodity.measure_group, set()).add(name)
    for key, measure in scenario.measures.items():
        if measure.country in measure.destinations:
            index = measure.destinations.index(measure.country)
            path = ("measures", key, "destinations", index)
            yield path, "a country abroad", f"'{measure.country}', its own"
        if measure.family in EXPORT_FAMILIES and measure.commodities:
            named = {scenario.commodities[name].measure_group for name in measure.commodities}
            for group in sorted(named):
                missing = sorted(groups[group] - set(measure.commodities))
                if missing:
                    expected = f"the whole measure group '{group}'"
                    found = f"it without {', '.join(missing)}"
                    yield ("measures", key, "commodities"), expected, found


def _contracts(scenario: Scenario) -> Iterator[Finding]:
    for key, contract in scenario.contracts.items():
        path = ("contracts", key)
        if not carries(scenario, contract.seller, contract.buyers, contract.commodity):
            expected = f"a link that carries '{contract.commodity}' from seller to buyer"
            yield path, expected, "none"
        yield from _price(path, contract)
        if contract.ends is not None and contract.ends <= (contract.starts or scenario.starts):
            first = contract.starts or scenario.starts
            yield (*path, "ends"), f"a month after {first}, when it begins", contract.ends


def _price(path: tuple[str, ...], contract: Contract) -> Iterator[Finding]:
    if contract.price_rule == "fixed" and contract.price_usd_per_kg is None:
        yield path, "the key 'price_usd_per_kg' beside a fixed price", "none"
    ceiling = contract.ceiling_usd_per_kg
    if ceiling is not None and ceiling < contract.floor_usd_per_kg:
        expected = f"at least the floor of {contract.floor_usd_per_kg:g}"
        yield (*path, "ceiling_usd_per_kg"), expected, f"{ceiling:g}"
