"""Explain the words of a scenario: its goods, the words in their names, and sources of numbers."""

import re
from collections.abc import Sequence
from typing import Protocol

from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.words import amount, capital, sentence

_ADDRESS = re.compile(r"[A-Z]+\d+\w*")
"""A mark that only points into a scenario's own list of addresses, as in [F93]."""
_RULE = re.compile(r"(merged )?\(rule [^)]*\)( from [^:]*(: |$))?")
"""A note of the tool that made the row: which rule, and of which rows."""


class Sourced(Protocol):
    """Something of a scenario that names its source."""

    @property
    def source(self) -> str:
        """Where its numbers come from."""


def source_of(noun: Sourced, messages: Messages) -> str:
    """Name where the numbers of a thing come from."""
    return source_text(noun.source, messages)


def source_text(told: str, messages: Messages) -> str:
    """Name a source to people: marks in brackets that the texts know are put in words.

    Marks that only number addresses are left out; the scenario's own notes have them.
    """
    plain = _RULE.sub("", told).replace("assumption: assumption:", "assumption:")
    plain = re.sub(r"\s*\[([^\]]*)\]", lambda mark: _mark(mark[1], plain, messages), plain)
    plain = re.sub(r"\s+([;,)]|\.(?!\d))", r"\1", plain).replace("()", "")
    plain = re.sub(r"([;,])(\s*[;,])+", r"\1", plain).strip(" ;,")
    plain = re.sub(r"^\(([^)]*)\) ?(?=\w)", r"\1: ", plain)
    plain = re.sub(r"^\(([^)]*)\)", r"\1", plain)
    return messages.say("help.from", text=plain)


def _mark(text: str, told: str, messages: Messages) -> str:
    """Put a mark in words: [A] is an assumption, [R: who; how sure] was not checked.

    What the source says itself is not said again.
    """
    if _ADDRESS.fullmatch(text):
        return ""
    head, _, rest = text.partition(":")
    letter = re.split(r"[; ]", head)[0]
    said = messages.texts.get(f"help.mark_{letter}", "")
    if said and (said in told or (letter == "A" and told.startswith("assumption"))):
        return ""
    if not said:
        return f" ({text})"
    whose = rest.partition(";")[0].strip()
    return f" ({whose}, {said})" if whose else f" ({said})"


def good_lines(scenario: Scenario, name: str, messages: Messages) -> tuple[str, ...]:
    """Say what a commodity is: of what it is made, what it goes into, who uses it."""
    say, noun = messages.say, scenario.commodities[name]
    recipes = scenario.recipes.values()
    made = [good for r in recipes if name in r.outputs for good in r.inputs if good != name]
    into = [good for r in recipes if name in r.inputs for good in r.outputs if good != name]
    uses = [
        short(one.name).rpartition(": ")[2]
        for one in scenario.sectors.values()
        if one.commodity == name
    ]
    found = [sentence(noun.name)]
    if made:
        found.append(say("help.made_of", goods=_names(scenario, made)))
    if into:
        found.append(say("help.goes_into", goods=_names(scenario, into)))
    elif uses:
        found.append(say("help.used_in", uses=", ".join(dict.fromkeys(uses[:3]))))
    return tuple(found)


def _names(scenario: Scenario, goods: list[str]) -> str:
    return ", ".join(short(scenario.commodities[name].name) for name in dict.fromkeys(goods))


def _begins(scenario: Scenario, name: str, messages: Messages) -> str:
    """Say which price a scenario gives a commodity: what plants ask, before freight and permits."""
    price = amount(scenario.commodities[name].price_usd_per_kg)
    return messages.say("help.begins_at", price=price, month=month_after(scenario.starts, 0))


def good_text(scenario: Scenario, name: str, messages: Messages) -> str:
    """Say what a commodity is and where its first price comes from, for a tooltip."""
    noun = scenario.commodities[name]
    told = [
        " ".join(good_lines(scenario, name, messages)),
        _begins(scenario, name, messages),
    ]
    return "\n".join((" ".join(told), source_of(noun, messages)))


def glossary(scenario: Scenario, messages: Messages) -> list[p.Block]:
    """Explain every commodity of a scenario, then the words of the field in their names."""
    found: list[p.Block] = [p.Heading(text=messages.say("help.goods"))]
    for name, noun in scenario.commodities.items():
        first, *lines = good_lines(scenario, name, messages)
        begins = _begins(scenario, name, messages)
        found.append(
            p.Told(
                title=first.rstrip("."), ink="ghost",
                lines=(" ".join((*lines, begins)), source_of(noun, messages)),
            )
        )  # fmt: skip
    return [*found, *_words(scenario, messages)]


def _words(scenario: Scenario, messages: Messages) -> list[p.Block]:
    """Explain the words of the field that texts and sources of a scenario use."""
    texts = [scenario.title, scenario.text]
    texts += [f"{noun.name} {noun.unit}" for noun in scenario.commodities.values()]
    texts += [seat.text for seat in scenario.seats.values()]
    texts += [measure.name for measure in scenario.measures.values()]
    texts += [f"{project.name} {project.text}" for project in scenario.projects.values()]
    texts += dict.fromkeys(link.source for link in scenario.links.values())
    return list(words_in(texts, messages))


def words_in(texts: Sequence[str], messages: Messages) -> tuple[p.Told, ...]:
    """Explain the words of the field in some texts, in the order in which they stand there."""
    used = re.findall(r"\w+", " ".join(texts).casefold())
    found: list[p.Told] = []
    for word in dict.fromkeys(used):
        title, _, told = messages.texts.get(f"help.field_{word}", "").partition(": ")
        if told:
            found.append(p.Told(title=title, lines=(capital(told),)))
    return tuple(found)
