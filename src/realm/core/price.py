"""What a kilogram costs at the border and at the buyer's door."""

from realm.core.arrays import Array


def quoted(ask: Array, duty: Array, fixed: Array) -> Array:
    """Price a foreign buyer is quoted, $/kg: ask, export duty, and levy and rent together."""
    return ask + ask * duty + fixed


def at_border(ask: Array, quote: Array, leak: Array) -> Array:
    """Mean price paid at the border, $/kg.

    Smugglers take half of the wedge between quote and ask (model.md step 2), so a link pays
    the wedge on `1 - leak / 2` of its goods.
    """
    return quote - 0.5 * leak * (quote - ask)


def customs(quote: Array, tariff: Array, freight: Array) -> Array:
    """Tariff, $/kg, which is taken on quote and freight."""
    return tariff * (quote + freight)
