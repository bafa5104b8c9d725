"""The names that upper floors know, for the check of scenarios."""

from realm.content.names import Names


def known() -> Names:
    """Gather the strategies and indicators that a scenario may name."""
    from realm.rules.indicators import INDICATORS
    from realm.strategies import registry

    return Names(strategies=frozenset(registry.names()), indicators=frozenset(INDICATORS))
