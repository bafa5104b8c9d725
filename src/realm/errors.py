"""Say what went wrong: the exceptions of Realm, and a Problem of a scenario's author.

    ValueError
      RealmError              everything that Realm itself raises
        ScenarioError         a scenario that cannot be used; carries every Problem at once
        UnknownNameError      a name that nobody answers to, with the nearest that does
        LimitError            a number out of the limits of what it stands for
        WindowError           no window can be opened here, and what to do about it
        JournalError          a recorded match that cannot be used
    UserWarning
      RealmWarning            a game goes on, but some of it is worth nothing

Of the three kinds of no, two live here: a programmer gets an exception that quotes the value
and the place, an author gets Problems. The third, a player's Refusal, belongs to the rules.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST_NAMED, NEAREST = 60, 5
"""Most names that a sentence lists; and how many of more."""


def nearest(found: str, names: Iterable[str]) -> str | None:
    """Return the name most like `found`, or None where none is close."""
    known = sorted(set(names))
    if found in known:
        return found
    by_folded = {name.casefold(): name for name in reversed(known)}
    close = difflib.get_close_matches(found.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a scenario file, where it stands, and what would be right.

    >>> print(Problem("crisis.yaml", 58, 9, "links[7].to", "a firm", "'Lynass'", "lynas"))
    crisis.yaml:58:9: links[7].to: expected a firm, found 'Lynass' (did you mean 'lynas'?)
    """

    file: str
    """The file as its author named it."""

    line: int
    """Line in the file, from 1; 0 where the whole file is meant."""

    column: int
    """Column in the line, from 1; 0 where the whole line is meant."""

    path: str
    """Where in the scenario, as `countries.india.measures[0].quota`; empty for the file itself."""

    expected: str
    """What would be right, in words that follow "expected"."""

    found: str = ""
    """What stands there, in words that follow "found"; empty where that says nothing new."""

    hint: str | None = None
    """The nearest valid name, where there is one."""

    def __str__(self) -> str:
        """Return the one line that an author reads."""
        place = self.file
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        where = f"{self.path}: " if self.path else ""
        found = f", found {self.found}" if self.found else ""
        hint = f" (did you mean '{self.hint}'?)" if self.hint else ""
        return f"{place}: {where}expected {self.expected}{found}{hint}"


class RealmError(ValueError):
    """Tell a programmer which value was wrong, and where; all errors of Realm are one."""


class ScenarioError(RealmError):
    """Carry every Problem of a scenario that cannot be used.

    Attributes:
        problems: all of them, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; their text is made when asked for."""
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return a line a problem, then how many there are."""
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        lines = [str(problem) for problem in self.problems]
        return "\n".join([*lines, f"{count} {noun}; nothing was loaded."])


class LimitError(RealmError):
    """Tell which number is out of which limits."""


class WindowError(RealmError):
    """Tell why no window can be opened here."""


class JournalError(RealmError):
    """Tell why a recorded match cannot be read or written, and which file it is."""


class RealmWarning(UserWarning):
    """Tell that a game goes on although a world of it went wrong."""


class UnknownNameError(RealmError):
    """Quote a name that nobody answers to, and offer the nearest that does.

    Attributes:
        kind: what was looked for, as "scenario" or "strategy".
        name: the name that was not found.
        known: the names that would have done, sorted.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Keep what was looked for and what there is."""
        self.kind = kind
        self.name = name
        self.known: tuple[str, ...] = tuple(sorted(set(known)))
        super().__init__(kind, name, self.known)

    def __str__(self) -> str:
        """Return one sentence with the nearest name, or else with all that can be read at once."""
        close = nearest(self.name, self.known)
        if close is not None:
            return f"no {self.kind} named {self.name!r} (did you mean {close!r}?)"
        if len(self.known) > MOST_NAMED:
            close_by = difflib.get_close_matches(self.name, self.known, n=NEAREST, cutoff=0.0)
            said = f"of {len(self.known)} the nearest are {', '.join(close_by)}"
            return f"no {self.kind} named {self.name!r}; {said}"
        if self.known:
            return f"no {self.kind} named {self.name!r}; there is {', '.join(self.known)}"
        return f"no {self.kind} named {self.name!r}; there is none"
