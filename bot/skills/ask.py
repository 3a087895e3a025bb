"""Ask: whatever a question turns out to be: several, a follow-up, a definition, a comparison or a plain question."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Optional

from bot.replies import Part, Quote, Reply, Text
from bot.replies.statuses import reply
from bot.skills.acts import ASK, DISTRESS, FIND, FOLLOW_UP, HELPFUL, INCIDENT, THREAT, UNHELPFUL
from bot.skills.answer import Answer
from bot.skills.answering_live import answering
from bot.skills.asked_beside import asked_beside
from bot.skills.choosing import Choice, Choosing
from bot.skills.chosen import Chosen
from bot.skills.compare import Compare
from bot.skills.complaints import complaints
from bot.skills.conversation import OUTSIDE_BY_SUBJECT
from bot.skills.define import Define
from bot.skills.find import Find
from bot.skills.follow_up import FollowUp
from bot.skills.follow_up_hearing import Heard
from bot.skills.follow_up_words import Command
from bot.skills.going_on import going_on, may_be_mistaken
from bot.skills.memory import FOUND, SHOWN, Shown
from bot.skills.on_show import OnShow
from bot.skills.own_job import asks_own_job
from bot.skills.paging import Paging
from bot.skills.refused import without_refused
from bot.skills.several import questions_in
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from bot.skills.wanted import Wanted, command_of, wants_a_list

# Asked of a definition, these mean the definition.
AGAIN = ("source", "shorter", "repeat", "previous_page")
# The chance of an incident from which one is told of in the middle of a talk, whatever is asked beside it.
SURELY_LIVE = 0.85
# The chance of an incident below which a message that names no subject is about the answer on show.
MAY_GO_ON = 0.5
# What happened to us, as an opening: "we lost a tablet with casework on it".
OWN_NEWS = re.compile(
    r"\W*(?:(?:oh|ah|ok|okay|help|hang on|wait|so|and|but|also|hi|hello|god|no|sorry)\W+)*"
    r"(?:we|i|somebody|someone|one of (?:us|(?:our|my) \w+)|(?:my|our) \w+|an? \w+ of (?:ours|mine))"
    r"(?:['’](?:ve|re|m|s))?"
    r"(?: (?:have|has|had|just|got|lost|sent|clicked|paid|gave|opened|left|was|were|is|are)\b|(?<=['’]ve)|(?<=['’]s))"
    r"(?![^.!?]*\?)",
    re.IGNORECASE,
)
ALSO = re.compile(r"\W*(?:and|also|or|what about|how about)\b\s*", re.IGNORECASE)
PLAIN = ("answered", "defined", "compared")
LIKELY, CLOSEST, NOTHING = "likely", "closest", "unanswerable"
# Commands that mean what is on show, whatever act they sound like.
PLAINLY = ("done", "language", "steps")
# What the words of a command alone may be taken for.
OF_ANY_SUBJECT = (*OUTSIDE_BY_SUBJECT, "outside_health", "outside_politics")
# So many words of its own may a search have that is about the answer on show.
MOST_ABOUT = 3


class Ask:
    """Answers a turn of the acts `ask`, `find` and `follow_up`.

    The turn's state is `{"shown": ..., "found": ...}`, what the last answer and the last list left behind;
    the outcome's state is the same after this turn.

    Attributes:
        follow_up: what answers a message that goes on about what is on show.
        wanted: what a message wants that follows an answer, learned.
    """

    def __init__(
        self,
        answer: Answer,
        follow_up: FollowUp,
        paging: Paging,
        find: Find,
        compare: Compare,
        define: Define,
        wanted: Wanted,
        choosing: Choosing,
        chosen: Chosen,
    ):
        self._answer = answer
        self.wanted = wanted
        self.follow_up = follow_up
        self._paging = paging
        self._find = find
        self._compare, self._define = compare, define
        self._choosing, self._chosen = choosing, chosen
        self._on_show = OnShow(follow_up)

    def __call__(self, turn: Turn) -> Outcome:
        profile = self._answer.introduced(turn)
        own = self._own(replace(turn, profile=profile))
        outcome = self._offering(self._taken(own), own)
        return outcome if outcome.profile or profile == turn.profile else replace(outcome, profile=profile)

    def _own(self, turn: Turn) -> Turn:
        """The turn without thanks, complaints and what it refuses; what is complained of or refused is rejected."""
        shown = Shown.read(turn.state.get(SHOWN))
        refused = without_refused(turn.text)
        if refused:
            # What is refused was on show: what is left is asked anew.
            turn = replace(turn, text=refused, vector=None, intent=ASK if turn.intent == FOLLOW_UP else turn.intent)
        text, rejected = complaints().apart(turn.text) if shown else (turn.text, False)
        heard = self._heard(turn) if shown else None
        if shown and (refused or rejected or (heard and heard.command == "other")):
            turn = replace(turn, state={**turn.state, SHOWN: shown.rejecting().json()})
        if text != turn.text:
            turn = replace(turn, text=text, vector=None)
        return self.wanted.without_thanks(turn)

    def _offering(self, outcome: Outcome, turn: Turn) -> Outcome:
        """The outcome with what it quotes and offers kept, so that it can be chosen; nothing quoted twice in it."""
        parts, quoted = [], set()
        for part in outcome.reply.parts:
            if not (isinstance(part, Quote) and part.passage in quoted):
                parts.append(part)
            quoted |= {part.passage} if isinstance(part, Quote) else set()
        said = outcome.reply.copy(update={"parts": parts})
        state = outcome.state or {}
        shown, found = Shown.read(state.get(SHOWN)), state.get(FOUND) or {}
        if shown is None or found.get("open"):
            return replace(outcome, reply=said)
        kept = shown.after(Shown.read(turn.state.get(SHOWN)), *self._choosing.offers(said))
        return replace(outcome, reply=said, state={**state, SHOWN: kept.json()})

    def choice(self, turn: Turn) -> Optional[Choice]:
        """What a message chooses of what was offered; nothing while an incident is under way."""
        shown, found = Shown.read(turn.state.get(SHOWN)), turn.state.get(FOUND) or {}
        if turn.incident or turn.intent in (DISTRESS, THREAT):
            return None
        return self._choosing(turn.text, shown, found.get("cards") or () if found.get("open") else ())

    def _taken(self, turn: Turn) -> Outcome:
        shown, found = Shown.read(turn.state.get(SHOWN)), turn.state.get(FOUND)
        choice = self.choice(turn)
        if choice and not (choice.pressed and choice.card not in _known(shown, found) and self._told(turn)):
            chosen = self._chosen(turn, choice, shown)
            left = {**found, "open": False} if found else None
            return replace(chosen, state={SHOWN: chosen.state, FOUND: left})
        asked, sourced = self._on_show.with_source(turn.text) if not turn.incident else (turn.text, "")
        if sourced:
            return self._and_source(turn, asked, sourced)
        paged = self._page(turn, found)
        if paged:
            return paged
        if shown and wants_a_list(self.wanted(turn)):
            turn = replace(turn, intent=FIND)
        if turn.intent == FIND and self._is_about(turn, shown):
            turn = replace(turn, intent=FOLLOW_UP)
        told = self._told(turn) if turn.intent == FIND else None
        if turn.intent == FIND and told is None:
            return self._listed(turn)
        outcome = told or self._asked(turn, shown)
        if turn.intent != FOLLOW_UP and outcome.reply.status not in PLAIN and self._find.is_wanted(turn):
            return self._listed(turn)
        left = {**found, "open": False} if found else None
        return replace(outcome, state={SHOWN: outcome.state, FOUND: left})

    def _is_about(self, turn: Turn, shown: Optional[Shown]) -> bool:
        """Whether what sounds like a search for guidance is about the answer on show."""
        heard = self._heard(turn) if shown else None
        if heard is None:
            return False
        return heard.kind == "command" or (
            heard.kind in ("nation", "audience") and len(self.follow_up.own(turn.text)) <= MOST_ABOUT
        )

    def continues(self, turn: Turn) -> bool:
        """Whether a message plainly goes on about what is on show.

        By a command, another nation or audience, or a question that leans on it.
        """
        if Shown.read(turn.state.get(SHOWN)) is None and not turn.state.get(FOUND):
            return False
        if self.choice(turn):
            return True
        heard = self._heard(turn, ASK)
        return heard is not None and (heard.kind in ("command", "nation", "audience") or heard.leaning is not None)

    def goes_on(self, turn: Turn) -> bool:
        """Whether a message goes on about the answer on show, whatever its words alone were taken for."""
        if self.choice(turn):
            return True
        shown = Shown.read(turn.state.get(SHOWN))
        if shown is None:
            return False
        turn = self._own(turn)
        if self.choice(turn) or self._plainly_goes_on(turn):
            return True
        if turn.intent == INCIDENT and turn.live >= SURELY_LIVE and OWN_NEWS.match(turn.text):
            # However near it comes to what is on show.
            return False
        wanted, subjects = self.wanted(turn), len(self.follow_up.hearing.subjects(turn.text))
        found = self.follow_up.found_alone(turn, shown) if wanted else {}
        return going_on()(turn, subjects, wanted, found) and not self.explains(turn)

    def command(self, turn: Turn) -> Optional[Command]:
        """What a message wants done with what is on show; None where it wants nothing of the kind."""
        heard = self._heard(turn, ASK)
        return heard.command if heard else None

    def _heard(self, turn: Turn, act: Optional[str] = None) -> Optional[Heard]:
        """What a message asks for that follows on: by patterns, as one of this act; else a command that is learned."""
        heard = self.follow_up.hearing.heard(turn.text, act or turn.intent)
        shown = Shown.read(turn.state.get(SHOWN))
        command = self._on_show.command(turn, shown) if shown and not (heard and heard.command) else None
        heard = Heard("command", "", command) if command else heard
        if (heard and heard.kind in ("command", "new_topic")) or not (turn.state.get(SHOWN) or turn.state.get(FOUND)):
            return heard
        if not (may_be_mistaken(turn.intent) or turn.intent in (FIND, FOLLOW_UP)):
            return heard
        command = command or command_of(self.wanted(turn))
        return Heard("command", "", command) if command else heard

    def _plainly_goes_on(self, turn: Turn) -> bool:
        """The same by rule: what only ends or turns an answer, a nation's bare name, one word that the answer has."""
        if turn.intent in (DISTRESS, THREAT, HELPFUL, UNHELPFUL):
            return False
        heard = self._heard(turn, ASK)
        if heard and heard.command and turn.intent in OF_ANY_SUBJECT:
            return True
        if heard and (heard.command in PLAINLY or (heard.kind == "nation" and not self.follow_up.own(turn.text))):
            return True
        shown = Shown.read(turn.state.get(SHOWN))
        asks = turn.intent == ASK or turn.intent in OUTSIDE_BY_SUBJECT
        return bool(shown and asks and self.follow_up.is_spoken_of(turn.text, shown)) and not self.explains(turn)

    def can_only_continue(self, turn: Turn) -> bool:
        """Whether a message names no subject of its own while an answer is on show, such as "which one do I need"."""
        if Shown.read(turn.state.get(SHOWN)) is None or not any(letter.isalpha() for letter in turn.text):
            return False
        return not self.follow_up.hearing.subjects(turn.text)

    def explains(self, turn: Turn) -> bool:
        """Whether a message asks no more than what a word means, or how two differ, and names no incident by it."""
        if any(entity.kind == "incident" for entity in turn.entities):
            return False
        return self._define.explains(turn.text) or self._compare(turn) is not None

    def needs_no_asking(self, turn: Turn) -> bool:
        """Whether what may tell of an incident is answered, and nobody asked whether it does.

        That is what goes on about an answer or asks what a word means, and a question in the middle of a talk in peace
        that is likelier to be one; the way into triage stands beside it. Who denies an incident is not asked either.
        """
        if self.continues(turn) or self.goes_on(turn):
            return True
        in_peace = Shown.read(turn.state.get(SHOWN)) is not None
        if in_peace and (answering().denies(turn.text) or without_refused(turn.text)):
            return True
        asks = in_peace and (self.can_only_continue(turn) or asked_beside(turn.text) is not None)
        return turn.live < MAY_GO_ON and (asks or self.explains(turn))

    def names_a_subject(self, text: str) -> bool:
        """Whether a message has words of a subject of its own, so that it can be asked by itself."""
        return bool(self.follow_up.hearing.subjects(text))

    def own_role(self, text: str) -> Optional[str]:
        """The role that a message says is the user's own; None where it says none."""
        heard = self._answer.introductions
        return heard.role(text) if heard else None

    def besides_introduction(self, text: str) -> Optional[str]:
        """The other sentences of a message that says who the user is; None where they say little."""
        heard = self._answer.introductions
        return heard.without(text) if heard else None

    def for_the_right_role(self, turn: Turn) -> Optional[Outcome]:
        """The question on show, asked again for the role of the profile; None where nothing is on show."""
        shown = Shown.read(turn.state.get(SHOWN))
        if shown is None:
            return None
        outcome = self.follow_up.for_role(turn, shown)
        if asks_own_job(shown.question):
            own = self._answer(_question(turn, shown.question))
            outcome = own if (own.state or {}).get("card") != shown.card else outcome
        return replace(outcome, state={SHOWN: outcome.state, FOUND: turn.state.get(FOUND)})

    def may_only_ask(self, turn: Turn) -> bool:
        """Whether a message in the middle of a talk in peace, which was taken for an incident, asks something as well.

        Then the user is asked, unless it is all but sure: who talks of guidance speaks of attacks.
        """
        in_peace = Shown.read(turn.state.get(SHOWN)) is not None
        return turn.intent == INCIDENT and in_peace and turn.live < SURELY_LIVE and asked_beside(turn.text) is not None

    def resumed(self, turn: Turn) -> Optional[Outcome]:
        """What waited for the user to say who they are, now that the profile says so; None where nothing did.

        A list for their role is then made, and a question asked again whose answer was for another nation.
        """
        shown, found = Shown.read(turn.state.get(SHOWN)), turn.state.get(FOUND) or {}
        if found.get("waiting") and turn.profile.role:
            return self._listed(replace(turn, text=str(found.get("text", "")), vector=None))
        heard = self._heard(turn)
        if shown and heard and heard.kind in ("audience", "correction"):
            outcome = self.follow_up(turn, shown, heard)
            return replace(outcome, state={SHOWN: outcome.state, FOUND: turn.state.get(FOUND)})
        if shown is None or not turn.profile.nation or shown.nation == turn.profile.nation:
            return None
        elsewhere = self.follow_up.elsewhere(turn, shown)
        return elsewhere and replace(elsewhere, state={SHOWN: elsewhere.state, FOUND: turn.state.get(FOUND)})

    def _listed(self, turn: Turn) -> Outcome:
        listed = self._find(replace(turn, state={}))
        return replace(listed, state={SHOWN: turn.state.get(SHOWN), FOUND: listed.state})

    def _told(self, turn: Turn) -> Optional[Outcome]:
        """What needs no search: a definition or a comparison."""
        return self._compare(turn) or self._define(turn)

    def _and_source(self, turn: Turn, asked: str, sourced: str) -> Outcome:
        """The answer to what is asked, and what that rests on."""
        act = FOLLOW_UP if self.follow_up.hearing.heard(asked, ASK) else ASK
        outcome = self._taken(replace(turn, text=asked, vector=None, intent=act))
        shown = Shown.read((outcome.state or {}).get(SHOWN))
        if shown is None or not shown.passage:
            return outcome
        last = [part.passage for part in outcome.reply.parts if isinstance(part, Quote)]
        listed = self.follow_up.again.sources(sourced, replace(shown, quoted=tuple(last)))
        parts = list(outcome.reply.parts)
        place = max((at for at, part in enumerate(parts) if isinstance(part, Quote)), default=len(parts) - 1) + 1
        parts[place:place] = [part for part in listed if not isinstance(part, Quote)]
        return replace(outcome, reply=outcome.reply.copy(update={"parts": parts}))

    def _page(self, turn: Turn, found: Optional[dict[str, Any]]) -> Optional[Outcome]:
        heard = self._heard(turn)
        outcome = self._paging(turn, found, heard) if found and heard else None
        if found is None or outcome is None:
            return None
        if "page" in (outcome.state or {}) or outcome.state is None:
            return replace(outcome, state={SHOWN: turn.state.get(SHOWN), FOUND: outcome.state})
        return replace(outcome, state={SHOWN: outcome.state, FOUND: {**found, "open": False}})

    def _asked(self, turn: Turn, shown: Optional[Shown]) -> Outcome:
        questions = questions_in(turn.text)
        heard = self._heard(turn)
        if len(questions) > 1 and not (shown and heard and heard.command):
            return self._several(turn, questions, shown)
        return self._one(turn, shown)

    def _one(self, turn: Turn, shown: Optional[Shown]) -> Outcome:
        heard = self._heard(turn)
        if asks_own_job(turn.text) and turn.profile.role and not (heard and heard.kind == "command"):
            return self._answer(turn)
        if heard and heard.kind == "new_topic":
            return self._new(_question(turn, heard.rest), shown)
        if heard and shown and self._define.explains(shown.question):
            # "What does NCSC stand for?", then "and LGA".
            also = self._told(_question(turn, ALSO.sub("", turn.text)))
            if also:
                return also
        if heard and shown:
            told = self._again(turn, shown) if heard.command in AGAIN else None
            return told or self.follow_up(turn, shown, heard)
        if shown and (turn.intent == FOLLOW_UP or self.follow_up.hearing.points(turn.text)):
            return self.follow_up.loosely(turn, shown)
        needs_more = turn.intent == FOLLOW_UP and not self.follow_up.hearing.subjects(turn.text)
        outcome = None if heard and (heard.kind == "command" or needs_more) else self._new(turn, shown)
        if outcome is None or (heard and turn.intent == FOLLOW_UP and outcome.reply.status not in PLAIN):
            return Outcome(reply("nothing_before", texts().choices("start")))
        return outcome

    def _again(self, turn: Turn, shown: Shown) -> Optional[Outcome]:
        """The definition on show, where no card is: it names its source. None where something else is."""
        return None if shown.card else self._told(_question(turn, shown.question))

    def _new(self, turn: Turn, shown: Optional[Shown]) -> Outcome:
        outcome = self._told(turn) or self._compare.nearest(turn) or self._answer(turn)
        if shown and outcome.state and self.follow_up.hearing.is_background(shown.question):
            return replace(outcome, state={**outcome.state, "background": shown.question})
        return outcome

    def _several(self, turn: Turn, questions: list[str], shown: Optional[Shown]) -> Outcome:
        """Each question with its own answer; one that leans on the one before is asked with it."""
        parts: list[Part] = []
        states: list[dict[str, Any]] = []
        statuses: list[str] = []
        for question in questions:
            part = _question(turn, question)
            leaning = bool(states) and self.follow_up.hearing.points(question)
            outcome = self.follow_up.together(part, shown) if leaning and shown else self._one(part, shown)
            parts += self._answered(question, outcome, parts)
            statuses.append(outcome.reply.status)
            if outcome.state:
                shown = Shown.read(outcome.state)
                states.append(outcome.state)
        best = next((status for status in (*PLAIN, LIKELY, CLOSEST) if status in statuses), "unanswerable")
        ending: list[Part] = [texts().ask_feedback()] if best in PLAIN else [texts().choices("signposts")]
        # Each part says for itself how sure it is.
        said = (
            Reply(status="answered" if best in PLAIN else best, parts=[*parts, *ending])
            if best != "unanswerable"
            else reply(best, *parts, *ending)
        )
        answered = [state for state, status in zip(states, statuses) if status in PLAIN]
        last = (answered or states)[-1:]
        return Outcome(said, state=last[0] if last else None)

    @staticmethod
    def _answered(question: str, outcome: Outcome, before: list[Part]) -> list[Part]:
        heading = Text(markdown=f"**{question}**")
        known = {part.passage for part in before if isinstance(part, Quote)}
        if outcome.reply.status in PLAIN:
            kept = [part for part in outcome.reply.parts if part.kind in ("text", "notice", "quote")]
            fresh = [part for part in kept if not (isinstance(part, Quote) and part.passage in known)]
            return [heading, *(fresh or [Text(markdown=texts().answered_above)])]
        quotes = [part for part in outcome.reply.parts if isinstance(part, Quote)][:1]
        if any(part.passage in known for part in quotes):
            return [heading, Text(markdown=texts().nothing_closer)]
        likely = outcome.reply.status == LIKELY
        line = (texts().likely_line if likely else texts().closest_line) if quotes else texts().no_answer
        return [heading, Text(markdown=line), *quotes]


def _question(turn: Turn, text: str) -> Turn:
    """The turn as if `text` had been asked."""
    return replace(turn, text=text, intent=ASK, vector=None)


def _known(shown: Optional[Shown], found: Optional[dict[str, Any]]) -> set[str]:
    """The cards that were offered."""
    listed = (found or {}).get("cards") or []
    return {*listed, *(name.split("#")[0] for name in (*shown.offered, *shown.mentioned))} if shown else set(listed)
