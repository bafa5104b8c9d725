"""The names that upper floors know, for the check of scenarios."""

from realm.content.names import Names


def known() -> Names:
    """Gather the strategies and indicators that a scenario may name."""
    from realm.rules.indicators import INDICATORS
    from realm.strategies import registry

    return Names(
        strategies=frozenset(registry.names()),
        tuned=registry.complaint,
        indicators=frozenset(INDICATORS),
        country_indicators=frozenset(n for n, i in INDICATORS.items() if "country" in i.actors),
        firm_indicators=frozenset(n for n, i in INDICATORS.items() if "firm" in i.actors),
    )
