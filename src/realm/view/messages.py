"""Say every sentence of the window from one catalogue: `assets/locale/LANGUAGE/*.json`."""

import json
import re
from dataclasses import dataclass
from functools import cache

from realm.errors import UnknownNameError
from realm.paths import asset_dir


@dataclass(frozen=True)
class Messages:
    """The texts of one language, by key; `{name}` in a text is a gap to fill."""

    language: str
    texts: dict[str, str]

    def say(self, key: str, **gaps: object) -> str:
        """Return a text with its gaps filled.

        Raises:
            UnknownNameError: there is no such text; a test finds every key that code uses.
        """
        try:
            return self.texts[key].format(**gaps)
        except KeyError as error:
            if key in self.texts:
                raise
            raise UnknownNameError("message", key, self.texts) from error


def also(messages: Messages, word: str) -> tuple[str, ...]:
    """Return words that mean much the same to who searches, in the singular or the plural."""
    for one in (word, word.removesuffix("s"), word.removesuffix("es")):
        told = messages.texts.get(f"find.also_{one}", "")
        if told:
            return (*told.split(", "), one)
    return ()


@cache
def load_messages(language: str = "en") -> Messages:
    """Read a language's files; a key bears its file's name, as `table.end_turn`.

    Raises:
        UnknownNameError: there is no such language.
    """
    if language not in languages():
        raise UnknownNameError("language", language, languages())
    texts = {}
    for file in sorted((asset_dir() / "locale" / language).glob("*.json")):
        for key, text in json.loads(file.read_text(encoding="utf-8")).items():
            texts[f"{file.stem}.{key}"] = text
    return Messages(language, texts)


def languages() -> tuple[str, ...]:
    """Return the languages that there are, sorted."""
    return tuple(sorted(folder.name for folder in (asset_dir() / "locale").iterdir()))


WORD = 9
"""Letters of the words by which the pseudo-language is longer."""
_ACCENTED = str.maketrans("aeiouAEIOUcnsyz", "àéîöûÀÉÎÖÛçñšýž")


def pseudo(messages: Messages) -> Messages:
    """Return the same texts 40 % longer and with accents, as another language might be.

    >>> pseudo(Messages("en", {"a": "End turn {n}"})).say("a", n=3)
    'Éñd tûrñ 3 ~~~'
    """
    return Messages("pseudo", {key: _stretched(text) for key, text in messages.texts.items()})


def _stretched(text: str) -> str:
    parts = re.split(r"(\{[^}]*\})", text)
    longer = max(1, round(sum(len(part) for part in parts[::2]) * 0.4) - 1)
    tail = " ".join(["~" * WORD] * (longer // WORD) + ["~" * (longer % WORD)]).strip()
    accented = [part if i % 2 else part.translate(_ACCENTED) for i, part in enumerate(parts)]
    return "".join(accented) + " " + tail
