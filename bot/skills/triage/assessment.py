"""What the facts mean: severity with reasons, whom to tell by when, what to do and not to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.content.condition import AnyRule, Rule
from index.content.playbook import FALLBACK, Library, Playbook, Said
from index.content.triage import Difference, Level, Proposal, Step, Tell


@dataclass(frozen=True)
class Assessment:
    """The outcome of every rule.

    Attributes:
        playbooks: the types that apply, the main one first.
        facts: the facts that the rules saw, with `type`, `level` and what answers imply.
        reasons: why it is so severe, the weightiest first.
        range: the likely NCSC categories, such as `C3 to C4`.
        lines: what to say of each playbook, in their order.
        fired: every rule that held, as `OWNER/LIST/ID`.
    """

    playbooks: tuple[Playbook, ...]
    facts: Mapping[str, Sequence[str]]
    level: Level
    points: int
    red: bool
    reasons: tuple[str, ...]
    range: str
    tell: tuple[Tell, ...]
    first: tuple[Step, ...]
    do: tuple[Step, ...]
    do_not: tuple[Step, ...]
    evidence: tuple[Step, ...]
    talk: tuple[Step, ...]
    next: tuple[Step, ...]
    differences: tuple[Difference, ...]
    proposals: tuple[Proposal, ...]
    lines: tuple[Said, ...]
    fired: frozenset[str]


def assess(library: Library, types: Sequence[str], known: Mapping[str, Sequence[str]]) -> Assessment:
    """Apply every rule of the types, and of those that they bring with them, to what is known."""
    return _Assessor(library, types, known).result()


class _Assessor:
    def __init__(self, library: Library, types: Sequence[str], known: Mapping[str, Sequence[str]]):
        self.library, self.common = library, library.common
        self.fired: set[str] = set()
        self.playbooks = [library.playbooks[name] for name in types if name in library.playbooks]
        self.playbooks = self.playbooks or [library.playbooks[FALLBACK]]
        self.facts = self._facts(known)
        self._add_types()

    def _facts(self, known: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        facts: dict[str, list[str]] = {}
        for playbook in self.playbooks:
            for name, assumed in playbook.assume.items():
                facts[name] = [assumed]
        facts.update({name: list(values) for name, values in known.items()})
        for fact in self.common.facts:
            if fact.id in facts and fact.only_asked and not self._asked(fact.id):
                urgent = [name for name in facts[fact.id] if (value := fact.value(name)) and value.urgent]
                facts.pop(fact.id) if not urgent else facts.update({fact.id: urgent})
        for fact in self.common.facts:
            for name in list(facts.get(fact.id, ())):
                value = fact.value(name)
                for implied, what in (value.implies if value else {}).items():
                    facts.setdefault(implied, []).append(what)
        facts["type"] = [playbook.id for playbook in self.playbooks]
        return facts

    def _asked(self, fact: str) -> bool:
        """Whether any of the types asks for a fact."""
        questions = (self.common.question(name) for playbook in self.playbooks for name in playbook.ask)
        return any(fact in question.facts for question in questions)

    def _add_types(self) -> None:
        for playbook in self.playbooks:  # grows while it runs: an added type may bring another
            for added in self._holding(playbook.id, "adds", playbook.adds):
                if added.type not in self.facts["type"]:
                    self.playbooks.append(self.library.playbooks[added.type])
                    self.facts["type"].append(added.type)

    def _holding(self, owner: str, name: str, rules: Iterable[AnyRule]) -> list[AnyRule]:
        held = [rule for rule in rules if rule.holds(self.facts)]
        self.fired |= {f"{owner}/{name}/{rule.id}" for rule in held}
        return held

    def _both(self, name: str, common_last: bool = True) -> list:
        """A list of the types and of what is common, each entry's words once."""
        found: list[Rule] = []
        for playbook in self.playbooks:
            found += self._holding(playbook.id, name, getattr(playbook, name))
        common = self._holding("common", name, getattr(self.common, name, ()))
        found = [*found, *common] if common_last else [*common, *found]
        unique: dict[object, Rule] = {}
        for rule in found:
            unique.setdefault(_words(rule), rule)
        return list(unique.values())

    def _severity(self) -> tuple[Level, int, bool, tuple[str, ...]]:
        flags = self._both("red_flags", common_last=False)
        points = self._both("severity")
        total = sum(rule.points for rule in points)
        levels = sorted(self.common.levels, key=lambda level: -level.from_points)
        level = (
            levels[0] if flags else next(level for level in levels if total >= level.from_points or level is levels[-1])
        )
        weighty = sorted((rule for rule in points if rule.points > 0), key=lambda rule: -rule.points)
        reasons = dict.fromkeys([flag.because for flag in flags] + [rule.because for rule in weighty])
        return level, total, bool(flags), tuple(reasons)

    def _range(self) -> str:
        own = [self._holding(playbook.id, "categories", playbook.categories)[:1] for playbook in self.playbooks]
        if all(own):
            return own[0][0].range
        return next(rule.range for rule in self._first("common", "categories", self.common.categories))

    def _first(self, owner: str, name: str, rules: Sequence[AnyRule]) -> list[AnyRule]:
        held = next((rule for rule in rules if rule.holds(self.facts)), rules[-1])
        self.fired.add(f"{owner}/{name}/{held.id}")
        return [held]

    def _tell(self) -> tuple[Tell, ...]:
        """Each contact once, with the main type's reason where it gives one, and the highest urgency."""
        tells = self._holding("common", "tell", self.common.tell)
        for playbook in reversed(self.playbooks):
            tells += self._holding(playbook.id, "tell", playbook.tell)
        by_contact: dict[str, Tell] = {}
        for tell in tells:
            held = by_contact.get(tell.contact, tell)
            by_contact[tell.contact] = tell.copy(update={"urgency": min(held.urgency, tell.urgency)})
        return tuple(sorted(by_contact.values(), key=lambda tell: tell.urgency))

    def _do(self) -> tuple[Step, ...]:
        """People come before everything; what always holds comes right after the main type's first step."""
        steps: list[Step] = self._both("do")
        people = self._holding("common", "first", self.common.first)
        # By what they are: to compare two steps field by field takes longer than everything else here.
        shared = {id(step) for step in self.common.do}
        common = [step for step in steps if id(step) in shared]
        own = [step for step in steps if id(step) not in shared]
        return (*people, *own[:1], *common, *own[1:])

    def _said(self, steps: Iterable[Step]) -> tuple[Step, ...]:
        """Steps in the words that fit what is known."""
        return tuple(step.said(self.facts) for step in steps)

    def _lines(self, playbook: Playbook) -> Said:
        """What to say, in the words that fit what is known."""
        return next(iter(self._holding(playbook.id, "lines", playbook.lines.instead)), playbook.lines)

    def result(self) -> Assessment:
        level, points, red, reasons = self._severity()
        self.facts["level"] = [level.id]
        return Assessment(
            playbooks=tuple(self.playbooks),
            facts=self.facts,
            level=level,
            points=points,
            red=red,
            reasons=reasons,
            range=self._range(),
            tell=self._tell(),
            first=self._said(sorted(self._both("first", common_last=False), key=lambda step: not step.at_once)),
            do=self._said(self._do()),
            do_not=self._said(self._both("do_not")),
            evidence=tuple(self._both("evidence")),
            talk=tuple(self._holding("common", "talk", self.common.talk)),
            next=tuple(self._both("next")),
            differences=tuple(self._both("differences")),
            proposals=tuple(self._holding("common", "proposals", self.common.proposals)),
            lines=tuple(self._lines(playbook) for playbook in self.playbooks),
            fired=frozenset(self.fired),
        )


def _words(rule: Rule) -> object:
    """What makes two rules the same entry of a list."""
    return getattr(rule, "text", None) or getattr(rule, "title", None) or getattr(rule, "because", None) or rule.id
