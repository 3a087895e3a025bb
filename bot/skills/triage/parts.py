"""What triage says, as parts of a reply; every word comes from `triage.yml` and the playbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Optional

from bot.replies import Choices, Citation, ContactItem, Contacts, Notice, Option, Part, Progress, Quote, Text
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.brief import say_fact
from bot.skills.triage.case import Case
from bot.skills.triage.contacts import citation, uncounted
from bot.skills.triage.denial import DONE
from bot.skills.triage.facts import Gatherer
from bot.skills.triage.kept import people, something_done
from bot.skills.triage.steps import checklist, is_done
from index.content.card import Card
from index.content.corpus import Corpus
from index.content.playbook import FALLBACK, Library, Playbook, Said
from index.content.triage import Question, Step, Value
from index.passages import anchor

LIKELIEST = 3
SENTENCE_END = re.compile(r"(?<=[.?])\s")
SERVICES = "services"
ALWAYS_OFFERED = {"told-it", "passwords", "other", "nothing"}
# Parts of the plan that may be asked for.
SECTIONS = (
    *("contacts", "deadlines", "clock", "actions", "do-not", "severity"),
    *("evidence", "lines", "next-day", "case", "differences", "talk"),
)
TYPE, CHANGE, HAND_OVER, CLOSE = "type", "change", "hand-over", "close"
SHORTEST = 3
AFTER = ("lines", "evidence", "talk", "next-day", "differences", "case")
MESSAGES = {
    "lines": "Lines to say",
    "evidence": "Evidence to keep",
    "talk": "How to talk safely",
    "next-day": "The next 24 hours",
    "differences": "Where advice differs",
    "case": "A council that was there",
}


class Speaker:
    """Makes the parts of triage's replies."""

    def __init__(self, library: Library, corpus: Corpus, gatherer: Gatherer):
        self.library, self.common, self.corpus, self.gatherer = library, library.common, corpus, gatherer
        self.words = self.common.words

    # --- the way to the brief ---

    def first(self, case: Case, assessment: Assessment, noted: Sequence[str]) -> list[Part]:
        """The actions that cannot wait, before any question."""
        at_risk = any(playbook.people_at_risk for playbook in assessment.playbooks)
        parts = [self._danger()] if at_risk or self._in_danger(case) else []
        parts.append(checklist(self.words["first"], assessment.first, case))
        if len(assessment.playbooks) > 1:
            parts.append(Text(markdown=self.words["two-types"]))
        if case.types:
            parts.append(Text(markdown=self.words["other-type"]))
        return parts + self._noted(case, noted)

    def noted(self, case: Case, facts: Sequence[str]) -> list[Part]:
        """What was just understood, so that the user can correct it; 999 before it where somebody is in danger."""
        danger = [self._danger()] if SERVICES in facts and self._in_danger(case) else []
        return [*danger, *self._noted(case, facts)]

    def _danger(self) -> Part:
        return Notice(level="emergency", markdown=self.words["danger"])

    def _in_danger(self, case: Case) -> bool:
        held = [self.common.fact(SERVICES).value(name) for name in case.facts.get(SERVICES, ())]
        return any(value.urgent for value in held if value)

    def _noted(self, case: Case, facts: Sequence[str]) -> list[Part]:
        matter = self._matter(tuple(case.types or [FALLBACK]))
        said = [
            f"{self.common.fact(name).label.lower()}: {words}"
            for name in dict.fromkeys(facts)
            if name in matter and (words := say_fact(case, self.common, name))
        ]
        return [Text(markdown=self.words["noted"].format(facts="; ".join(said)))] if said else []

    def _matter(self, types: Sequence[str]) -> set[str]:
        """The facts on which something turns for some types: a payment does not matter to a lost memory stick."""
        playbooks = [self.library.playbooks[name] for name in types]
        asked = {fact for each in playbooks for name in each.ask for fact in self.common.question(name).facts}
        rules = [rule for owner, _, rule in self.library.rules() if owner in (*types, "common")]
        return asked | {fact for rule in rules for fact, _ in rule.named} | {"role", "began", "noticed", SERVICES}

    def more_first(self, case: Case, shown: Sequence[Step], first: Sequence[Step]) -> list[Part]:
        """The first things that what was just said adds to those that are shown."""
        texts = {step.plain or step.text for step in shown}
        more = [step for step in first if (step.plain or step.text) not in texts]
        return [checklist(self.words["first"], more, case)] if more else []

    def also(self, types: Sequence[str]) -> list[Part]:
        """That the answers brought another type with them."""
        if not types:
            return []
        return [Notice(level="warning", markdown=self.words["also-type"].format(types=self.library.in_words(types)))]

    def ask(self, case: Case, short: bool = False) -> list[Part]:
        """The pending question with its choices and how far it is to the brief; `short` is its first sentence only."""
        question = self.gatherer.question(case.pending or "")
        wanted = self.gatherer.wanted(case, question) or question.facts
        total = len(self.gatherer.remaining(case)) + len([name for name in case.asked if name != case.pending])
        number = len([name for name in case.asked if name != case.pending]) + 1
        total = max(total, number)
        label = self.words["question"].format(number=number, total=total)
        prompt = question.only.get(wanted[0], question.ask) if len(wanted) < len(question.facts) else question.ask
        whole = question.options if len(wanted) == len(question.facts) else []
        options = [Option(label=option.label, message=option.message) for option in whole]
        if not options:
            values = self._offered(case, wanted[0])
            options = [Option(label=value.label, message=value.label) for value in values]
        options.append(Option(label=self.words["dont-know"], message=self.words["dont-know"]))
        prompt = SENTENCE_END.split(prompt)[0] if short else prompt
        return [Progress(label=label, done=number - 1, total=total), Choices(prompt=prompt, options=options)]

    def _offered(self, case: Case, fact: str) -> list[Value]:
        """The values to choose from; of what was done, those that matter for the types. All are understood."""
        values = self.common.fact(fact).values
        if fact != DONE:
            return values
        playbooks = [self.library.playbooks[name] for name in case.types or [FALLBACK]]
        matter = set(ALWAYS_OFFERED)
        for playbook in playbooks:
            matter |= {name for step in (*playbook.first, *playbook.do) for name in step.done_when}
            matter |= {name for tell in playbook.tell for name in tell.done_when}
        rules = [rule for playbook in playbooks for rule in playbook.do_not]
        matter |= {value for rule in rules for named, value in rule.named if named == fact}
        return [value for value in values if value.id in matter]

    def ask_type(self, likeliest: Sequence[str] = ()) -> Choices:
        """Which kind of incident it is, with the likeliest first."""
        names = dict.fromkeys([*likeliest[:LIKELIEST], *self.library.playbooks])
        playbooks = [self.library.playbooks[name] for name in names]
        options = [Option(label=playbook.choice, message=playbook.choice) for playbook in playbooks]
        return Choices(prompt=self.words["anything-else"], options=options)

    def ask_change(self, case: Case) -> Choices:
        """Which answer is to be changed."""
        given = [fact for fact in self.common.facts if say_fact(case, self.common, fact.id)]
        options = [Option(label=fact.label, message=f"change {fact.label.lower()}") for fact in given]
        options.append(Option(label=self.words["kind-of-incident"], message="change type"))
        return Choices(prompt=self.words["change-which"], options=options)

    def ticked(self, names: Sequence[str]) -> list[Part]:
        """That those whom somebody told are ticked off."""
        return [Text(markdown=self.words["ticked"].format(items="; ".join(names)))] if names else []

    def taken_out(self, facts: Mapping[str, Sequence[str]]) -> list[Part]:
        """What is no longer held, as it was said to be untrue."""
        said = [
            f"{fact.label.lower()}: {'; '.join(value.label for each in values if (value := fact.value(each)))}"
            for name, values in facts.items()
            if (fact := self.common.fact(name))
        ]
        return [Text(markdown=self.words["taken-out"].format(facts="; ".join(said)))] if said else []

    def rest_kept(self) -> list[Part]:
        """That what an answer said beside its fact is in the log."""
        return [Text(markdown=self.words["rest-kept"])]

    def taken_as(self, text: str) -> list[Part]:
        """What a message that is kept as it was said may be, where rules can tell."""
        if count := people(text):
            return [Text(markdown=self.words["kept-people"].format(count=count))]
        return [Text(markdown=self.words["kept-done"])] if something_done(text) else []

    def hint(self, question: Question) -> list[Part]:
        return [Text(markdown=question.hint)] if question.hint else []

    # --- the outcome ---

    def verdict(self, case: Case, assessment: Assessment, contacts: Sequence[ContactItem]) -> list[Part]:
        """Severity with its reasons, whom to tell, and what to do and not to do."""
        lines = [f"**{assessment.level.label}.** {assessment.level.advice}"]
        if assessment.reasons:
            lines.append(self.words["because"].format(reasons="; ".join(assessment.reasons)))
        lines.append(self.words["range"].format(range=assessment.range, note=self.common.category_note))
        parts: list[Part] = [Notice(level=assessment.level.alert, markdown="\n\n".join(lines))]
        parts.append(Contacts(title=self.words["tell"], items=list(contacts)))
        parts.append(checklist(self.words["do"], assessment.do, case))
        parts.append(checklist(self.words["do-not"], assessment.do_not, case, tone="do-not", tick=False))
        return parts

    def shortly(self, case: Case, assessment: Assessment, contacts: Sequence[ContactItem]) -> list[Part]:
        """The same in a few lines: how severe it is, the first to tell and the first things still to do."""
        still = [step for step in assessment.do if not is_done(step, case)]
        level = Notice(level=assessment.level.alert, markdown=f"**{assessment.level.label}.**")
        tell = Contacts(title=self.words["tell"], items=[item for item in contacts if not item.done][:SHORTEST])
        return [level, tell, checklist(self.words["do"], still[:SHORTEST], case)]

    def after(self, assessment: Assessment, hand_over: bool) -> Choices:
        """What may be looked at next."""
        names = [name for name in AFTER if name != "differences" or assessment.differences]
        names = [name for name in names if name != "case" or self._cases(assessment)]
        options = [Option(label=self.words[f"section-{name}"], message=MESSAGES[name]) for name in names]
        if hand_over:
            options.append(Option(label=self.words["hand-over"], message="Hand over"))
        options.append(Option(label=self.words["change"], message="Change an answer"))
        return Choices(prompt=self.words["log-hint"], options=options)

    def section(self, name: str, case: Case, assessment: Assessment, contacts: Sequence[ContactItem]) -> list[Part]:
        """One part of the advice, on request."""
        if name == "clock":
            clock = self.corpus.cards.get(self.common.clock or "")
            return [*self.section("deadlines", case, assessment, contacts), *([self._quote(clock)] if clock else [])]
        if name == "severity":
            reasons = "; ".join(assessment.reasons) or self.words["no-reasons"]
            return [Text(markdown=self.words["why-severe"].format(label=assessment.level.label, reasons=reasons))]
        if name == "deadlines" and (due := [item for item in contacts if item.due]):
            by_when = Text(markdown="\n\n".join(f"**{item.due.text}.**" for item in due if item.due))
            return [
                by_when,
                Contacts(title=self.words["tell"], items=[*due, *(each for each in contacts if not each.due)]),
            ]
        if name in ("contacts", "deadlines"):
            rules = uncounted(self.corpus, self.common, contacts, case) if name == "deadlines" else []
            return [*(Text(markdown=rule) for rule in rules), Contacts(title=self.words["tell"], items=list(contacts))]
        do_not = checklist(self.words["do-not"], assessment.do_not, case, tone="do-not", tick=False)
        if name == "do-not":
            return [do_not]
        if name == "actions":
            return [checklist(self.words["do"], assessment.do, case), do_not]
        if name in ("evidence", "talk", "next-day"):
            steps: dict[str, Sequence[Step]] = {
                "evidence": assessment.evidence,
                "talk": assessment.talk,
                "next-day": assessment.next,
            }
            title = self.words["next" if name == "next-day" else name]
            return [checklist(title, steps[name], case, tick=name == "next-day")]
        if name == "lines":
            said = zip(assessment.playbooks, assessment.lines)
            several = len(assessment.playbooks) > 1
            return [Text(markdown=line) for each, lines in said for line in self._lines(each, lines, several)]
        if name == "differences":
            return self._differences(assessment) or [Text(markdown=self.words["no-differences"])]
        return self._cases(assessment)[:1] or [Text(markdown=self.words["no-case"])]

    def _lines(self, playbook: Playbook, lines: Said, several: bool) -> list[str]:
        """What to say of one kind of incident, under its name where there are several."""
        said = (("staff", lines.staff), ("members", lines.members), ("public", lines.public))
        heading = [f"**{playbook.label}**"] if several else []
        return [*heading, *(f"**{self.words[f'lines-{who}']}:** {words}" for who, words in said)]

    def own(
        self, do: Sequence[Step], do_not: Sequence[Step], cards: Sequence[str], case: Case, danger: bool = False
    ) -> list[Part]:
        """Steps of the plan that answer what is asked, and the first card that there is; 999 first in danger."""
        title = self.words["in-plan"]
        parts: list[Part] = [self._danger()] if danger else []
        parts += [checklist(title, do, case)] if do else []
        parts += [checklist(self.words["do-not"], do_not, case, tone="do-not", tick=False)] if do_not else []
        held = [self.corpus.cards[name] for name in cards if name in self.corpus.cards]
        return [*parts, *(self._unread(card, case) for card in held[:1])]

    def _unread(self, card: Card, case: Case) -> Quote:
        """The first section of a card that was not shown yet; its answer where all were."""
        quote = self._quote(card)
        quotes = [
            quote.copy(
                update={
                    "passage": f"{card.id}#{anchor(part.heading)}",
                    "heading": part.heading,
                    "markdown": part.markdown,
                }
            )
            for part in card.sections
        ]
        return next((each for each in quotes if each.passage not in case.seen), quotes[0])

    def _differences(self, assessment: Assessment) -> list[Part]:
        points = [
            f"**{point.title}**\n\n- {self.words['official']} {point.official}\n- {self.words['others']} {point.others}"
            f"\n- {self.words['ours']} {point.ours}"
            for point in assessment.differences
        ]
        points += [self.words["proposed"].format(text=rule.text) for rule in assessment.proposals]
        return [Text(markdown=point) for point in points]

    def _cases(self, assessment: Assessment) -> list[Part]:
        names = [name for playbook in assessment.playbooks for name in playbook.cases]
        cards = [self.corpus.cards[name] for name in names if name in self.corpus.cards]
        return [self._quote(card, self.words["case-label"]) for card in cards]

    def _quote(self, card: Card, label: Optional[str] = None) -> Quote:
        """The answer of a card, with its sources."""
        cited = [citation(self.corpus, [name]) for name in card.front.sources]
        return Quote(
            passage=card.id,
            card=card.id,
            title=card.front.title,
            markdown=card.answer.markdown,
            citations=[each for each in cited if isinstance(each, Citation)],
            reviewed=card.front.reviewed,
            status=card.front.status,
            nations=list(card.front.nations),
            local=card.local,
            label=label,
        )

    # --- small ones ---

    def resume_choice(self) -> Choices:
        return Choices(options=[Option(label=self.words["resume"], message="Resume")])

    def paused(self) -> list[Part]:
        return [Text(markdown=self.words["paused-reminder"]), self.resume_choice()]

    def yes_no(self, what: str = HAND_OVER) -> Choices:
        yes, no = self.words[f"yes-{what}"], self.words[f"no-{what}"]
        return Choices(options=[Option(label=yes, message=yes), Option(label=no, message=no)])
