"""Read the text of a YAML file into nodes, safely: no tags, anchors or depths that could hurt."""

from collections.abc import Iterator

import yaml

from realm.content.nodes import (
    Mapping,
    Node,
    Path,
    Place,
    Scalar,
    Series,
    describe,
    dotted,
    quote,
    shorten,
)
from realm.content.sources import UNPRINTABLE, Source, refusal
from realm.errors import Problem

MOST_NODES = 50_000
"""Most nodes of one file."""

MOST_DEPTH = 32
"""Deepest nesting of one file."""


def parse(source: Source, problems: list[Problem]) -> Mapping:
    """Read the tree of a file; keys given twice are added to `problems`.

    Raises:
        ScenarioError: when the text is refused as a whole.
    """
    twice: list[Problem] = []
    try:
        root = _Builder(source.shown, twice).build(source.text)
    except yaml.MarkedYAMLError as error:
        raise _malformed(source, error) from None
    except yaml.YAMLError:
        raise refusal(source.shown, "YAML", "something else", line=1, column=1) from None
    if root is None:
        raise refusal(source.shown, "a scenario", "an empty file", line=1, column=1)
    if not isinstance(root, Mapping):
        expected, found = "keys with values at the top", describe(root)
        raise refusal(source.shown, expected, found, line=root.place.line, column=root.place.column)
    problems += twice
    return root


class _Builder:
    """Build nodes from libyaml's events, one by one, so that no depth can hurt."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.root: Node | None = None
        self.stack: list[Mapping | Series] = []
        self.pending: list[tuple[str, Place] | None] = []
        """The key that waits for its value, one a level."""

    def build(self, text: str) -> Node | None:
        documents = count = 0
        for event in self._events(text):
            if isinstance(event, yaml.ScalarEvent):
                count += 1
                self._scalar(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                count += 1
                self._check(event)
                place = self._place(event)
                opened: Mapping | Series = (
                    Mapping(place) if isinstance(event, yaml.MappingStartEvent) else Series(place)
                )
                self._put(opened)
                self.stack.append(opened)
                self.pending.append(None)
                if len(self.stack) > MOST_DEPTH:
                    raise self._refusal(event, f"at most {MOST_DEPTH} levels", "deeper nesting")
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.stack.pop()
                self.pending.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise self._refusal(event, "each value written out", f"the alias *{event.anchor}")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.tags:
                    raise self._refusal(event, "no tags", "a %TAG directive")
                if documents > 1:
                    raise self._refusal(event, "one document in a file", "a second one")
            if count > MOST_NODES:
                raise self._refusal(event, f"at most {MOST_NODES:,} values in a file", "more")
        if isinstance(self.root, Scalar) and self.root.is_null:
            return None
        return self.root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        loader = yaml.CSafeLoader(text)
        try:
            while loader.check_event():
                yield loader.get_event()
        finally:
            loader.dispose()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check(event)
        place = self._place(event)
        if UNPRINTABLE.search(event.value):
            raise self._refusal(event, "plain text", "a control character")
        parent = self.stack[-1] if self.stack else None
        if isinstance(parent, Mapping) and self.pending[-1] is None:
            self._key(parent, event.value, place)
        else:
            self._put(Scalar(event.value, place, plain=event.style in {None, ""}))

    def _key(self, parent: Mapping, key: str, place: Place) -> None:
        if key in parent.keys:
            first = parent.keys[key].line
            found = f"{quote(key)} again (first on line {first})"
            path = dotted((*self._path(), key))
            self.problems.append(Problem(*place, path, "each key once", found))
        else:
            parent.keys[key] = place
        self.pending[-1] = (key, place)

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Series):
            parent.items.append(node)
            return
        waiting = self.pending[-1]
        if waiting is None:
            line, column = node.place.line, node.place.column
            raise refusal(self.file, "a word as key", describe(node), line=line, column=column)
        self.pending[-1] = None
        parent.entries.setdefault(waiting[0], node)

    def _path(self) -> Path:
        steps: list[str | int] = []
        for container, waiting in zip(self.stack[:-1], self.pending[:-1], strict=True):
            if isinstance(container, Series):
                steps.append(len(container.items) - 1)
            elif waiting is not None:
                steps.append(waiting[0])
            else:
                steps.append(next(reversed(container.entries)))
        return tuple(steps)

    def _check(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self._refusal(event, "each value written out", f"the anchor &{event.anchor}")
        if event.tag is not None:
            raise self._refusal(event, "no tags", f"the tag {shorten(event.tag)}")

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _refusal(self, event: yaml.Event, expected: str, found: str) -> Exception:
        _, line, column = self._place(event)
        return refusal(self.file, expected, found, line=line, column=column)


def _malformed(source: Source, error: yaml.MarkedYAMLError) -> Exception:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = source.text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return refusal(source.shown, "spaces before a key", "a tab", line=line, column=1)
    problem = error.problem or "a fault"
    if "nesting depth" in problem:  # libyaml has a limit of its own from 0.2.6 on
        expected = f"at most {MOST_DEPTH} levels"
        return refusal(source.shown, expected, "deeper nesting", line=line, column=column)
    if problem.startswith("mapping values are not allowed") and ": " in written[: column - 1]:
        expected = "quotes around a text that contains ': '"
        return refusal(source.shown, expected, quote(written), line=line, column=column)
    return refusal(source.shown, "YAML", f"a fault: {problem}", line=line, column=column)
