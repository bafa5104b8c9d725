"""The words of the game, for people who meet them first here."""

from realm.rules.indicators import INDICATORS

_WORDS = {
    "action": "one thing you ask for; it is carried out with everybody else's when the turn ends",
    "announce": "say that a measure is coming: buyers take fright and stock up",
    "capital": "political capital: what your government can still ask of its own; some comes "
    "back each turn",
    "contract": "tonnes, a price rule and an end; served before other orders; to deliver less "
    "breaks it",
    "cover": "days that stocks last at today's use",
    "deal": "what two sides sign in talks; it becomes contracts, measures and projects",
    "directive": "an order of a government to its state firm, which may comply, delay or contest",
    "DyTb": "dysprosium and terbium, heavy rare earths that let magnets stand heat",
    "inside, outside": "the price at home in the country whose exports rule the market, and "
    "everywhere else; far apart while permits are scarce",
    "lead-in": "the months before the first turn, played from dated events",
    "licence": "each export needs a permit: a part of the orders passes, after a wait",
    "magnet": "a sintered permanent magnet of neodymium, iron and boron: motors, turbines",
    "measure": "a restriction or support that a government puts in force",
    "minimum export price": "no export sells below it",
    "loan": "money that the buying side lends when a deal is signed; it comes back with interest "
    "while the deal runs",
    "NdPr": "neodymium and praseodymium, the light rare earths that magnets are made of",
    "objective": "an indicator that your score weighs",
    "offer": "terms that one side of a talk names; the other signs them or names its own, and "
    "there are only so many",
    "price rule": "what a deal's goods cost: index moves with the market, fixed stays as it was "
    "at the signing, floor moves with it but never below a part of it",
    "prohibition": "no export, or only the part that is let through",
    "quota": "tonnes a year that may leave",
    "rent": "what a scarce permit is worth; it opens the gap between inside and outside",
    "score": "0 to 100: the points that your numbers bring by their weights, as a mean over all "
    "turns so far",
    "seat": "a role that a person or a strategy plays",
    "state firm": "a firm that takes directives",
    "strategy": "a way to decide that plays a seat where nobody sits",
    "stockpile": "a government's store for bad days",
    "tolling": "one side sends material, the other sends back what it makes of it, for a fee",
    "trust": "-1 to 1; curbs and broken deals cost it, kept deals and gifts win it",
    "turn": "the months that pass after everybody has decided",
}

GLOSSARY = dict(
    sorted(
        (_WORDS | {one.label: one.meaning for one in INDICATORS.values()}).items(),
        key=lambda one: one[0].casefold(),
    )
)
"""Word -> what it means, indicators included."""
