"""Fills the slots of a template in any language: the branches of a case, loops twice, no code ever run."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from cxlint.preview.conditions import holds
from cxlint.preview.loops import Bound, read_loop
from cxlint.preview.regions import BLOCK, INCLUDE, LOOP, PLURAL, Region, Unit
from cxlint.preview.written import Fill, Rendered, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxlint.model.document import Slot
    from cxlint.model.source import Source
    from cxlint.preview.folder import Folder
    from cxlint.preview.scene import Scene
    from cxlint.templates import Conditional

_RUN = re.compile(r"\x01\x02*|[\x02\x03]+|[^\x01\x02\x03]+")
_MOST = 300_000
"""Characters after which a rendered text is cut."""
_MOST_STEPS = 20_000
_DEEPEST_INCLUDE = 8
_DEEPEST_LOOP = 4
_CASING: dict[str, Callable[[str], str]] = {
    "upper": str.upper, "upcase": str.upper, "lower": str.lower, "downcase": str.lower, "title": str.title,
    "capitalize": str.capitalize, "capfirst": lambda text: text[:1].upper() + text[1:],
}  # fmt: skip
_OVER = frozenset(("block.super", "super"))
_KEY = re.compile(r"""["']([\w./: -]{2,80})["']""")
_ENDING = re.compile(r"""pluralize(?::?\s*\(?["']([^"']*)["'])?""")


class Filled(NamedTuple):
    """A rendered text, its subject where the template holds one apart, and what could not be done."""

    body: Rendered
    subject: Rendered
    notes: tuple[str, ...]


def fill(source: Source, dialect: str, scene: Scene, folder: Folder) -> Filled:
    """Render a template by filling its slots."""
    return _Filling(scene, folder).fill(Unit(source, dialect))


class _Filling:
    def __init__(self, scene: Scene, folder: Folder) -> None:
        self.scene = scene
        self.folder = folder
        self.out = self.body = Writer()
        self.subject = Writer()
        self.notes: dict[str, None] = {}
        self.blocks: dict[str, list[tuple[Unit, Region]]] = {}
        self.within: list[tuple[str, int, Unit, Region]] = []
        self.active: list[Region] = []
        self.depth = 0
        self.steps = 0

    def fill(self, unit: Unit) -> Filled:
        base = self._inherit(unit)
        self._unit(base)
        if not self.subject.length and base is not unit:
            self._subject_of_children()
        if self.body.length > _MOST:
            self.notes[f"the message is longer than {_MOST:,} characters; the rest is left out"] = None
        return Filled(self.body.rendered(), self.subject.rendered(), tuple(self.notes))

    def _inherit(self, unit: Unit) -> Unit:
        """The outermost layout that a template extends; the blocks of those inside it are remembered."""
        for _ in range(_DEEPEST_INCLUDE):
            name = unit.parent
            if not name:
                return unit
            source = self.folder.find(name, unit.source.path)
            if source is None:
                self._note_missing(name)
                return unit
            for region in unit.regions:
                if region.kind == BLOCK:
                    self.blocks.setdefault(region.name, []).append((unit, region))
            unit = Unit(source, unit.dialect)
        self.notes[f"{unit.source.path} extends itself, or goes in circles"] = None
        return unit

    def _note_missing(self, name: str) -> None:
        self.notes[f"{name} is not in the project: left out"] = None

    def _subject_of_children(self) -> None:
        for unit, region in self.blocks.get("subject", ())[:1]:
            self._redirected(unit, region)

    def _unit(self, unit: Unit) -> None:
        self._emit(unit, 0, len(unit.source.text), unit.parsed.conditionals)

    def _emit(self, unit: Unit, lo: int, hi: int, choices: Sequence[Conditional]) -> None:
        at = lo
        while at < hi and self.body.length <= _MOST and self._goes_on():
            region = unit.region_from(at, hi, self.active)
            choice = _first_in(choices, at, hi)
            if choice is not None and (region is None or _goes_first(choice, region)):
                self._plain(unit, at, choice.start)
                self._choose(unit, choice)
                at = max(choice.end, at + 1)
            elif region is not None:
                self._plain(unit, at, region.start)
                self._region(unit, region, choices)
                at = max(region.end, region.start + (region.end == region.start), at)
            else:
                self._plain(unit, at, hi)
                break

    def _goes_on(self) -> bool:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            self.notes["the message goes on and on; the rest is left out"] = None
        return self.steps <= _MOST_STEPS

    def _choose(self, unit: Unit, choice: Conditional) -> None:
        for branch in choice.branches:
            if holds(branch.condition, self.scene):
                self._emit(unit, branch.start, branch.end, branch.children)
                return

    def _region(self, unit: Unit, region: Region, choices: Sequence[Conditional]) -> None:
        if region.kind == LOOP:
            self._loop(unit, region, choices)
        elif region.kind == INCLUDE:
            self._include(unit, region)
        elif region.kind == BLOCK:
            self._block(unit, region, choices)
        elif region.kind == PLURAL:
            self._ending(unit, region)

    def _loop(self, unit: Unit, region: Region, choices: Sequence[Conditional]) -> None:
        bound = read_loop(region.name)
        members = self.scene.members(bound.path)
        if sum(other.kind == LOOP for other in self.active) >= _DEEPEST_LOOP:
            members = members[:1]
        before = dict(self.scene.variables)
        self.active.append(region)
        for turn, member in enumerate(members, 1):
            self._bind(bound, member)
            self._count(turn, len(members))
            self._emit(unit, region.start, region.end, choices)
        self.active.pop()
        self.scene.variables = before

    def _bind(self, bound: Bound, member: object) -> None:
        path = self.scene.full(bound.path)
        for variable in bound.variables:
            self.scene.variables[variable] = path, member

    def _count(self, turn: int, turns: int) -> None:
        """What languages tell inside a loop of how far it is."""
        told = {
            "index": turn, "index0": turn - 1, "counter": turn, "counter0": turn - 1, "iteration": turn,
            "first": turn == 1, "last": turn == turns, "length": turns, "total": turns,
        }  # fmt: skip
        for name in ("loop", "forloop"):
            self.scene.variables[name] = "", told

    def _include(self, unit: Unit, region: Region) -> None:
        source = self.folder.find(region.name, unit.source.path)
        if source is None:
            self._note_missing(region.name)
        elif self.depth >= _DEEPEST_INCLUDE:
            self.notes[f"{region.name} includes itself, or goes in circles: cut at depth {_DEEPEST_INCLUDE}"] = None
        else:
            self.depth += 1
            active, self.active = self.active, []
            self._unit(Unit(source, unit.dialect))
            self.active = active
            self.depth -= 1

    def _block(self, unit: Unit, region: Region, choices: Sequence[Conditional]) -> None:
        before = self.out
        if region.name == "subject":
            self.out = self.subject
        versions = self.blocks.get(region.name, ())
        if versions and all(name != region.name for name, *_ in self.within):
            self._version(region.name, 0, unit, region)
        else:
            self._inside(unit, region, choices)
        self.out = before

    def _version(self, name: str, number: int, unit: Unit, region: Region) -> None:
        """Show a block as the templates that extend a layout fill it, the innermost first; last the layout's own."""
        versions = self.blocks.get(name, [])
        own, inner = versions[number] if number < len(versions) else (unit, region)
        self.within.append((name, number, unit, region))
        self._inside(own, inner, own.choices_in(inner))
        self.within.pop()

    def _redirected(self, unit: Unit, region: Region) -> None:
        self.out = self.subject
        self._inside(unit, region, unit.choices_in(region))
        self.out = self.body

    def _inside(self, unit: Unit, region: Region, choices: Sequence[Conditional]) -> None:
        if len(self.active) > 60:
            return
        self.active.append(region)
        self._emit(unit, *region.inner, choices)
        self.active.pop()

    def _ending(self, unit: Unit, region: Region) -> None:
        """`{{ count|pluralize }}`: the ending of the word before it."""
        match = _ENDING.search(unit.source.text, region.start, region.end)
        one, _, many = ("," + (match[1] or "s") if match else ",s").rpartition(",")
        single = self.scene.number(region.name) == 1
        written = one.lstrip(",") if single else many
        self.out.write(written, unit.source.path, unit.line(region.start))

    def _plain(self, unit: Unit, lo: int, hi: int) -> None:
        masked, path = unit.masked, unit.source.path
        for start, end in unit.kept(lo, hi):
            for match in _RUN.finditer(masked, start, end):
                at = match.start()
                if match[0][0] == "\x01":
                    slot = unit.slots.get(at)
                    if slot is not None:
                        self._slot(unit, slot)
                elif match[0][0] > "\x03":
                    self.out.write(match[0], path, unit.line(at))

    def _slot(self, unit: Unit, slot: Slot) -> None:
        if slot.path in _OVER or slot.expression.startswith("parent()"):
            self._overridden()
            return
        text = self._shown_key(slot) or self.scene.text(slot.path, slot.filters)
        if not slot.path and slot.expression.strip("'\"") == "":
            return
        for name in slot.filters:
            casing = _CASING.get(name.lower())
            text = casing(text) if casing else text
        if not text and slot.fallback is not None:
            text = slot.fallback
        name = self.scene.full(slot.path) or slot.expression
        self.out.write(text, unit.source.path, unit.line(slot.start), Fill(name, slot.kind))

    def _shown_key(self, slot: Slot) -> str:
        """The key of a text that stands in another file: it is there in every case."""
        if slot.path or not slot.filters:
            return ""
        key = _KEY.search(slot.expression)
        return f"[{key[1]}]" if key else ""

    def _overridden(self) -> None:
        """Print what the block of the layout says, where a template asks for it."""
        if self.within:
            name, number, unit, region = self.within[-1]
            if number < len(self.blocks.get(name, ())):
                self._version(name, number + 1, unit, region)


def _first_in(choices: Sequence[Conditional], at: int, hi: int) -> Conditional | None:
    for i in range(bisect_left(choices, at, key=_start), len(choices)):
        if choices[i].end <= hi:
            return choices[i]
        if choices[i].start >= hi:
            break
    return None


def _start(choice: Conditional) -> int:
    return choice.start


def _goes_first(choice: Conditional, region: Region) -> bool:
    return choice.start < region.start or (choice.start == region.start and choice.end >= region.end)
