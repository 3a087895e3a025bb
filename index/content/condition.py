"""When a rule of a playbook holds: the facts that it asks for, written as `{fact: [values]}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import validator

from index.content.fields import Slug, Strict

Facts = Mapping[str, Sequence[str]]
Wanted = dict[Slug, list[Slug]]


class Rule(Strict):
    """Something that applies when certain facts are known.

    `when` and `unless` are maps of a fact to the values of which one is wanted; every fact of a map must
    fit. A list of maps means any one of them. No `when` means always; no `unless` means never.
    """

    id: Slug
    when: list[Wanted] = []
    unless: list[Wanted] = []

    @validator("when", "unless", pre=True)
    def _spread(cls, value: object) -> object:  # noqa: N805
        maps = value if isinstance(value, list) else [value]
        return [
            {fact: wanted if isinstance(wanted, list) else [wanted] for fact, wanted in each.items()}
            if isinstance(each, dict)
            else each
            for each in maps
        ]

    def holds(self, facts: Facts) -> bool:
        """Whether the rule applies to the facts: values by name, several where a fact may have several."""
        wanted = not self.when or any(_fits(each, facts) for each in self.when)
        return wanted and not any(_fits(each, facts) for each in self.unless)

    @property
    def named(self) -> list[tuple[str, str]]:
        """Every fact and value that the rule names."""
        maps = [*self.when, *self.unless]
        return [(fact, value) for each in maps for fact, values in each.items() for value in values]


AnyRule = TypeVar("AnyRule", bound=Rule)


def holding(rules: Sequence[AnyRule], facts: Facts) -> list[AnyRule]:
    """The rules that apply, in their order."""
    return [rule for rule in rules if rule.holds(facts)]


def _fits(wanted: Mapping[str, Sequence[str]], facts: Facts) -> bool:
    return all(set(values) & set(facts.get(fact, ())) for fact, values in wanted.items())
