"""What every kind of incident shares in triage: `corpus/triage.yml`."""

from __future__ import annotations

from typing import Any, Literal, Optional

from pydantic import Field, root_validator, validator

from index.content.condition import Facts, Rule
from index.content.fields import Slug, Strict, regular

UNKNOWN = "unknown"


class Value(Strict):
    """One value of a fact.

    `heard` are phrases that mean it anywhere in a message; `reply` are phrases that mean it only as the
    answer to its own question ("yes", "one"); `clause` are phrases that mean it as a sentence or clause of their own
    ("fake invoice came in, not paid"). A phrase may end in `*` to stand for any ending. `implies`
    are further facts that follow. `worse` orders the values of a single fact: a worse one heard later
    replaces the one held. `at_least` is the number from which on an answer in numbers means it. A `calming`
    value makes an incident look lighter, so it is taken only by its words, and by nearness of meaning where its
    fact progresses.
    An `urgent` one is heard whatever was asked. `both` are pairs of lists of phrases: a message that holds a
    phrase of each list means the value, however far apart they stand. `denied` is the value that a plain no to
    this one means. `never` are phrases that look like it and are not. `needs` are words without which likeness alone
    does not tell it: "it is about computers" tells nobody's IT. `flatly` are phrases with which it is said to be so
    whatever was held before: "no money of ours has gone".
    """

    id: Slug
    label: str
    heard: list[str] = []
    flatly: list[str] = []
    both: list[list[list[str]]] = []
    never: list[str] = []
    needs: list[str] = []
    reply: list[str] = []
    clause: list[str] = []
    implies: dict[Slug, Slug] = {}
    worse: int = 0
    at_least: Optional[int] = None
    calming: bool = False
    urgent: bool = False
    denied: Optional[Slug] = None


class Fact(Strict):
    """Something that triage wants to know. `many` facts hold several values; `time` facts hold a moment.

    `otherwise` is the value that an answer means whose words name none: what people did, or which service is hit,
    is no closed list. A fact that `progresses` is put right by what calms, as things get better while the incident goes
    on: "we've cut the link now". An `only_asked` fact counts for the types that ask for it: who loses a list of housing
    tenants has not lost the housing service.
    """

    id: Slug
    label: str
    names: list[str] = []
    kind: Literal["choice", "time", "derived"] = "choice"
    many: bool = False
    deed: bool = False
    none: Optional[Slug] = None
    otherwise: Optional[Slug] = None
    only_asked: bool = False
    progresses: bool = False
    values: list[Value] = []

    def value(self, name: str) -> Optional[Value]:
        return next((value for value in self.values if value.id == name), None)


class Button(Strict):
    label: str
    message: str


class Question(Strict):
    """One question. It is settled when each of its `facts` is known; `only` words it for one that is left.

    `leaves` are facts that its answer does not tell, though it may use their words: case files of housing
    say nothing of whether the housing service runs. `why` is what is said to who asks why it is asked.
    """

    id: Slug
    ask: str
    facts: list[Slug] = Field(min_items=1)
    options: list[Button] = []
    only: dict[Slug, str] = {}
    leaves: list[Slug] = []
    hint: Optional[str] = None
    why: Optional[str] = None


class Points(Rule):
    """A reason for a severity, with its weight."""

    points: int
    because: str


class RedFlag(Rule):
    """A reason that alone makes an incident severe."""

    because: str


class Level(Strict):
    """A severity in our words, from so many points up."""

    id: Slug
    label: str
    from_points: int
    advice: str
    alert: Literal["info", "warning", "emergency"]


class CategoryRange(Rule):
    """The range of NCSC categories that an incident may fall in; the first that holds is shown."""

    range: str


class Instead(Rule):
    """Other words for a step where certain facts make its own impossible, such as to phone when the phones are out.

    `owner` is who does it then, where that is somebody else.
    """

    text: str
    owner: Optional[str] = None


class Step(Rule):
    """Something to do, not to do, or to keep. `done_when` ticks it off from what has been done already.

    An `at_once` step comes before all others of its list, whichever type brings it. The first of `instead` that
    holds gives its words in place of `text`; `plain` keeps those that it replaced.
    """

    text: str
    owner: Optional[str] = None
    at_once: bool = False
    done_when: list[Slug] = []
    sources: list[Slug] = []
    instead: list[Instead] = []
    plain: Optional[str] = None

    def said(self, facts: Facts) -> Step:
        """The step in the words that fit the facts."""
        other = next((each for each in self.instead if each.holds(facts)), None)
        if other is None:
            return self
        return self.copy(update={"text": other.text, "owner": other.owner or self.owner, "plain": self.text})

    @property
    def named(self) -> list[tuple[str, str]]:
        """Every fact and value that the step names, those of its other words among them."""
        return [*super().named, *(pair for each in self.instead for pair in each.named)]


class Tell(Rule):
    """Whom to tell and why; `contact` is an id of `corpus/contacts/` or of `people`."""

    contact: Slug
    why: str
    urgency: int = Field(ge=1, le=9)
    note: Optional[str] = None
    done_when: list[Slug] = []

    @root_validator(pre=True)
    def _id_from_contact(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        return {"id": values.get("contact"), **values}


class Person(Strict):
    """A part that somebody in every council plays, until its own overlay names a contact with this id.

    `at` names who plays it in other kinds of body: a parish has no SIRO. `also` are further names that people have.
    """

    id: Slug
    name: str
    how: str
    at: dict[Slug, str] = {}
    also: list[str] = []


class Difference(Rule):
    """A point on which sources differ: what the official source says, what others did, and what we advise."""

    title: str
    official: str
    others: str
    ours: str
    sources: list[Slug] = Field(min_items=1)


class Proposal(Rule):
    """A duty that is only proposed in law."""

    text: str
    sources: list[Slug] = Field(min_items=1)


class Command(Strict):
    """Something that the user may say at any point, as regular expressions tried on the whole message.

    `least` is the chance, by what others said, from which a message that answers nothing is taken for it.
    """

    id: Slug
    patterns: list[str] = []
    least: float = 0.5

    @validator("patterns", each_item=True)
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)


class Times(Strict):
    """How times are heard. The hours are the earliest that the words can mean, so that no deadline is late."""

    parts_of_day: dict[str, int]
    fuzzy: list[str]
    amounts: dict[str, str]
    now: list[str]
    future: list[str]


class Hearing(Strict):
    """How free text is matched with phrases; `closeness` is rapidfuzz's ratio, 0 to 100."""

    closeness: int = Field(ge=50, le=100)
    # The least chance, by the answers of others, of a value that is taken; of one that calms; of one of several; of one
    # beside those that the words say; and of these, so that they are believed where another is likely.
    likely: float = 0.4
    calmed: float = 0.7
    one_of_several: float = 0.35
    beside: float = 0.7
    believed: float = 0.05
    # The same of what is told unasked, by what others told: of a value that is taken, and of one that the words say, so
    # that they are believed.
    told: float = 0.8
    # Of what one sentence of several tells; and of what cannot wait, such as danger.
    told_in_part: float = 0.9
    told_urgent: float = 0.5
    # Of what gets better while it goes on, such as an account that is back, though it calms.
    told_calmed: float = 0.9
    told_believed: float = 0.2
    # The least chance that a value which is held is taken back.
    told_no_more: float = 0.3
    # The least chance, by later messages of others, of a type that one adds, also where it answers what was asked, or
    # adds in place of one that it denies; of a denial that says nothing else; and of what is no matter of computers or
    # data.
    turned: float = 0.5
    turned_answering: float = 0.8
    turned_away: float = 0.35
    denied: float = 0.7
    no_cyber: float = 0.35
    # The same of a message that answers what was asked.
    no_cyber_answering: float = 0.8
    shortest_fuzzy: int = 5
    negations: list[str]
    reach_of_negation: int = 3
    # Words before a step, in its part of the sentence, by which it is not yet done.
    undone: list[str] = []
    # Words before what would calm, in its part of the sentence, by which it is not sure.
    doubts: list[str] = []
    # Regular expressions for what stands before it where it is only asked about: "do we cut the link".
    asked: list[str] = []
    # Doers of another side, strangers that are one unless they only tell somebody, and our own.
    others: list[str] = []
    strangers: list[str] = []
    ours: list[str] = []
    question_openings: list[str]
    # Regular expressions for how a message begins that asks something, with a question mark or without.
    question_forms: list[str] = []
    # Regular expressions for whole parts of a message that want an answer without asking, such as a call by the press.
    wants_answer: list[str] = []
    # Regular expressions for the place in a sentence at which it begins to ask: "she is upset what do i tell her".
    asks_inside: list[str] = []
    dont_know: list[str]
    misses_allowed: int = 1
    # Regular expressions with `{place}` in them: how people name their own place, and their council by it.
    our_place: list[str] = []
    our_council: list[str] = []

    @validator("question_forms", "wants_answer", "asks_inside", "asked", "our_place", "our_council", each_item=True)
    def _compiles(cls, value: str) -> str:  # noqa: N805
        regular(value.replace("{place}", "place"))
        return value


class TypeHearing(Strict):
    """How the type of an incident is told from a message.

    Points for each sign, and how many are enough for a main and for a second type. A type's chance by the
    openings that are learned from and `sign` for each of its points, up to `most_points`, make its weight: `near` is
    the least at which it is taken, `alone` the least where no sign supports it, `certain` that from which a first
    message needs none, `margin` how far it must lead the next. `of_bodies` are words for bodies and people that say
    nothing of what happened, beside those of the facts; `says_nothing` are patterns of whole messages that say only
    that something is happening. `order` is that in which types are offered as choices; those left out come last.
    """

    strong: int
    weak: int
    enough: int
    second: int
    sign: float = 0.02
    most_points: int = 20
    near: float = 0.5
    alone: float = 0.6
    certain: float = 0.9
    margin: float = 0.1
    of_bodies: list[str] = []
    says_nothing: list[str] = []
    order: list[Slug] = []


class TriageFile(Strict):
    """`corpus/triage.yml`."""

    facts: list[Fact] = Field(min_items=1)
    questions: list[Question] = Field(min_items=1)
    hearing: Hearing
    types: TypeHearing
    times: Times
    commands: list[Command]
    levels: list[Level] = Field(min_items=2)
    severity: list[Points] = []
    red_flags: list[RedFlag] = []
    categories: list[CategoryRange] = Field(min_items=1)
    category_note: str
    people: list[Person] = []
    tell: list[Tell] = Field(min_items=1)
    # What comes before everything else, in the first things and in the plan: people.
    first: list[Step] = []
    do: list[Step] = []
    do_not: list[Step] = []
    evidence: list[Step] = []
    talk: list[Step] = []
    next: list[Step] = []
    differences: list[Difference] = []
    proposals: list[Proposal] = []
    # The card that says when a deadline begins to run.
    clock: Optional[Slug] = None
    words: dict[Slug, str] = {}

    def fact(self, name: str) -> Fact:
        """Raises: KeyError: no such fact."""
        for fact in self.facts:
            if fact.id == name:
                return fact
        raise KeyError(name)

    def question(self, name: str) -> Question:
        """Raises: KeyError: no such question."""
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(name)
