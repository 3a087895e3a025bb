"""A storyboard exercise: every message in, one reply and a new state out. Every message says EXERCISE."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Optional

from bot.documents import DocumentStore
from bot.replies import Choices, Notice, Option, Part, Progress, Reply, Text
from bot.replies.statuses import reply
from bot.skills.acts import ASK, GOODBYE, LIVE
from bot.skills.exercise.about import about
from bot.skills.exercise.hearing import (
    FEW,
    SOME,
    added,
    asked_about,
    before_added,
    cut_notes,
    decides,
    facilitates,
    hear_player,
    is_story,
    negated,
    picked,
    refusing,
    remarks,
    suggests,
    without_story,
)
from bot.skills.exercise.report import decided, pack_files, report_files, sentence
from bot.skills.exercise.state import LONGEST_NOTE, ExerciseState, Made
from bot.skills.guided.cut import cut_turn
from bot.skills.guided.hearing import Heard, hear, named, place, words
from bot.skills.guided.live import (
    Answer,
    beside,
    if_live,
    leads_to,
    least_share,
    may_report_live,
    needs_care,
    reports_live,
)
from bot.skills.guided.nearest import NEAR as NEAR_IN_MEANING
from bot.skills.guided.nearest import VERY_NEAR, Encode, Nearest
from bot.skills.guided.quoting import bullets, card_quote, cited, fitting
from bot.skills.guided.wording import wording
from bot.skills.live_question import WAYS_IN
from bot.skills.turn import Outcome, Turn
from index.content.corpus import Corpus
from index.content.exercise import ROLES, Choice, Decision, Inject
from index.content.exercise import Exercise as Scenario
from index.content.yaml_file import read_yaml

TEXTS = Path(__file__).with_name("texts.yml")
WORDS = Path(__file__).with_name("roles.yml")
PLAYERS = (*ROLES, "group", "facilitator")
LETTERS = "abcd"
NEAR = 78  # how near free words must come to a choice
WHOLE = 95  # and how near to be just its name
QUOTED = 2  # cards quoted at the end
MOSTLY = 0.5  # of a message that is a question or a remark


def say(name: str, **values: object) -> str:
    return wording(TEXTS)(name, **values)


@lru_cache(maxsize=1)
def player_words() -> dict[str, list[str]]:
    """Words for each role, for doubt whether it is real, and for little time."""
    words: dict[str, list[str]] = read_yaml(WORDS)
    return words


class Exercise:
    """Plays one exercise at a time.

    A state with `paused` set is kept for `start` but does not take the next message. A real incident ends
    the exercise: the state is gone and the outcome hands over to triage.
    """

    def __init__(
        self,
        exercises: dict[str, Scenario],
        corpus: Corpus,
        documents: DocumentStore,
        answer: Answer,
        encode: Optional[Encode] = None,
    ):
        """With `encode` a decision is also understood by its meaning, and not by its words alone."""
        self.exercises = exercises
        self._nearest = Nearest(encode) if encode else None
        self.corpus = corpus
        self._documents = documents
        self._answer = answer

    # --- entrances -----------------------------------------------------------------------------------

    def start(self, turn: Turn) -> Outcome:
        """Begin an exercise, or take up one that was paused."""
        state = ExerciseState.read(turn.state, self.exercises)
        state.paused = False
        chosen = self._scenario_said(turn.text)
        other = chosen is not None and chosen.id != state.scenario
        if state.phase != "scenario" and not other and hear(turn.text).command != "restart":
            line = say("welcome_back", title=self._scenario(state).title)
            status = "exercise_choose" if state.phase == "role" else "exercise_play"
            return self._outcome(state, status, [Text(markdown=line), *self._pending(state)])
        state = ExerciseState(role=self._role_said(turn.text))
        if chosen:
            return self._with(self._chosen(turn, state, chosen), if_live(turn))
        asked: list[Part] = [Text(markdown=say("report_when"))] if hear(turn.text).command == "result" else []
        return self._outcome(state, "exercise_choose", [*if_live(turn), *asked, self._which()])

    def advance(self, turn: Turn) -> Outcome:
        """Take one message of an exercise that is under way."""
        state = ExerciseState.read(turn.state, self.exercises)
        if state.paused:
            return self.start(turn)
        if noted := self._noted(turn, state):
            return noted
        return self._advance(turn, state)

    def _advance(self, turn: Turn, state: ExerciseState) -> Outcome:
        heard = hear_player(turn.text)
        if taken := self._head(turn, state, heard):
            return taken
        if leaving := self._live(turn, state, heard):
            return leaving
        return self._take(turn, state, heard)

    def _head(self, turn: Turn, state: ExerciseState, heard: Heard) -> Optional[Outcome]:
        """A choice or a command that a message begins with, and the answer to what it asks after that."""
        if heard.real or state.waiting:
            return None
        if found := self._picked(turn.text, state):
            return self._decided(turn, state, *found)
        parts = None if heard.command else cut_turn(turn)
        if parts is None:
            return None
        said, rest = parts
        head = hear_player(said.text)
        decision = self._inject(state).decision if state.phase == "play" else None
        if not head.command and not (decision and self._named(said.text, decision, 1.0)):
            return None
        asked = hear(rest.text)
        aside = beside(replace(rest, intent=ASK), asked, self._answer) if asked.question else []
        return self._with(self._take(said, state, head), aside)

    def _picked(self, text: str, state: ExerciseState) -> Optional[tuple[Choice, str]]:
        """The choice that a message picks by its letter or its place, and what else it says."""
        decision = self._inject(state).decision if state.phase == "play" else None
        found = picked(text, len(decision.choices)) if decision else None
        return (decision.choices[found[0]], found[1]) if decision and found else None

    def _decided(self, turn: Turn, state: ExerciseState, choice: Choice, rest: str) -> Outcome:
        """Decide, answer what is asked beside it, keep what else is said as a note, and stop where that is meant."""
        heard = hear_player(rest)
        said: list[Part] = []
        if heard.question and rest.endswith("?"):
            aside = replace(turn, text=rest, intent=ASK, vector=None, chances={})
            topic = asked_about(rest)
            said = [about(topic, self._scenario(state), state)] if topic else beside(aside, heard, self._answer)
        elif not heard.command and len(rest.split()) >= SOME:
            state.note(rest)
            said = [Text(markdown=say("noted_too", note=rest))]
        outcome = self._with(self._decide(turn, state, self._inject(state), choice), said)
        if heard.command != "pause":
            return outcome
        paused = outcome.reply.copy(update={"parts": [*outcome.reply.parts, Text(markdown=say("paused"))]})
        return replace(outcome, reply=paused, state={**(outcome.state or {}), "paused": True})

    def _noted(self, turn: Turn, state: ExerciseState) -> Optional[Outcome]:
        """What comes of a message with notes in it: they are kept, and the rest of it is taken for itself."""
        if state.phase not in ("play", "debrief") or state.waiting:
            return None
        rest, notes = cut_notes(turn.text)
        if not notes or hear(rest).real or any(hear(note).real and len(note.split()) < FEW for note in notes):
            return None
        for note in notes:
            state.note(note)
        said: list[Part] = [Text(markdown=say("noted"))]
        if rest:
            return self._with(self._advance(replace(turn, text=rest, intent="", vector=None, chances={}), state), said)
        pending = self._pending(state, story=False)
        return self._outcome(state, "exercise_noted", [*said, *if_live(turn), *pending])

    def _with(self, outcome: Outcome, parts: list[Part]) -> Outcome:
        """The outcome with some parts after the mark, which stays first."""
        mark, *others = outcome.reply.parts
        marked = isinstance(mark, Notice) and mark.level == "exercise"
        said = [mark, *parts, *others] if marked else [*parts, mark, *others]
        return replace(outcome, reply=outcome.reply.copy(update={"parts": said}))

    def _take(self, turn: Turn, state: ExerciseState, heard: Heard) -> Outcome:
        """Take a message that is no report of an incident."""
        topic = None if heard.command else asked_about(turn.text)
        choice = None if topic or heard.command == "pause" else self._choice(turn, state, heard)
        decision = self._inject(state).decision if choice else None
        offered = decision is not None and self._named(turn.text, decision, 1.0) is not None
        if not offered and needs_care(turn, heard, understood=bool(choice or heard.command)):
            state.paused = True
            return Outcome(self._answer(turn), state.write())
        about_it = topic and state.scenario
        if state.phase in ("scenario", "role") and not about_it and self._short_of_time(turn, state, heard):
            line = say("how_long", minutes=min(entry.minutes for entry in self.exercises.values()))
            return self._outcome(state, "exercise_choose", [Text(markdown=line), *self._pending(state)])
        if (other := leads_to(turn, heard, "exercise")) and not choice:
            state.paused = True
            return replace(self._outcome(state, "exercise_paused", [Text(markdown=say("paused"))]), hand_over=other)
        if topic:
            scenario = self._scenario(state) if state.scenario else None
            return self._outcome(
                state, "exercise_aside", [about(topic, scenario, state), *self._pending(state, story=False)]
            )
        leaves = turn.intent == GOODBYE and turn.confidence >= words().sure and not (choice or heard.command)
        if heard.command == "pause" or leaves or (heard.command == "stop" and state.phase in ("scenario", "role")):
            state.paused = True
            return self._outcome(state, "exercise_paused", [Text(markdown=say("paused"))])
        phases = {"scenario": self._scenarios, "role": self._roles, "play": self._play, "debrief": self._debrief}
        return phases[state.phase](turn, state, heard)

    def mark(self, said: Reply) -> Reply:
        """The reply with the words at its head that nobody can miss."""
        return said.copy(update={"parts": [Notice(level="exercise", markdown=say("mark")), *said.parts]})

    # --- what is real --------------------------------------------------------------------------------

    def _live(self, turn: Turn, state: ExerciseState, heard: Heard) -> Optional[Outcome]:
        """A real incident leaves the exercise at once; where it might be one, one short question is asked."""
        if state.waiting:
            said, state.waiting = state.waiting, None
            if found := self._picked(turn.text, state):
                return self._decided(turn, state, *found)
            story = is_story(turn.text) or named(turn.text, {"no": [say("real_no"), *player_words()["story"]]}, sure=90)
            if heard.answer == "no" or (story and not heard.real):
                # Whoever says what they would do beside it need not say it again.
                own = without_story(turn.text) if story else ""
                said = own if len(own.split()) >= SOME else said
                return self._take(replace(turn, text=said, intent="", vector=None), state, hear_player(said))
            if heard.answer == "yes" or heard.real:
                return self._leave()
        doubt = named(turn.text, {"doubt": player_words()["doubt"]}, sure=90)
        if doubt and not heard.real:
            return self._outcome(state, "exercise_play", [Text(markdown=say("is_it_real")), *self._pending(state)])
        if heard.real and not turn.text.rstrip().endswith("?"):
            return self._leave()
        if asked_about(turn.text):
            return None
        # In the story people talk of incidents: there only a sure report that decides nothing is asked about.
        surely = heard.question or state.phase in ("play", "debrief")
        sounds_live = reports_live(turn) if surely else may_report_live(turn)
        sounds_live = sounds_live and not (state.phase == "play" and decides(turn.text))
        # The button for it, or its words, which stand above every page.
        said_now = turn.intent == LIVE or turn.text in WAYS_IN
        if heard.real or said_now or (sounds_live and not self._understood(turn, state, heard)):
            state.waiting = turn.text[:LONGEST_NOTE]
            options = [Option(label=say(name), message=say(name)) for name in ("real_yes", "real_no")]
            return self._outcome(state, "exercise_live", [Choices(prompt=say("ask_real"), options=options)])
        return None

    def _understood(self, turn: Turn, state: ExerciseState, heard: Heard) -> bool:
        """Whether a message that may report an incident is rather what the exercise asked for."""
        if heard.command or (heard.answer and heard.short and not reports_live(turn)):
            return True
        if state.phase == "scenario":
            return (self._scenario_picked(turn.text) or self._player_said(turn.text)) is not None
        if state.phase == "role":
            return self._role_picked(turn.text) is not None
        return self._choice(turn, state, heard) is not None

    def _short_of_time(self, turn: Turn, state: ExerciseState, heard: Heard) -> bool:
        said = named(turn.text, {"short": player_words()["short_of_time"]}, sure=95)
        return said is not None and not self._understood(turn, state, heard)

    def _leave(self) -> Outcome:
        parts: list[Part] = [Notice(level="emergency", markdown=say("leaving"))]
        return Outcome(reply("exercise_live", *parts), state=None, hand_over="triage")

    # --- choosing ------------------------------------------------------------------------------------

    def _scenarios(self, turn: Turn, state: ExerciseState, heard: Heard) -> Outcome:
        if chosen := self._scenario_picked(turn.text):
            return self._chosen(turn, state, chosen)
        if role := self._player_said(turn.text):
            state.role = role
            line = say("role_kept", role=say(f"role_{role}"))
            return self._outcome(state, "exercise_choose", [Text(markdown=line), self._which()])
        if heard.command:
            return self._outcome(state, "exercise_choose", [Text(markdown=say("choose_first")), self._which()])
        return self._outcome(state, "exercise_choose", [*beside(turn, heard, self._answer), self._which()])

    def _chosen(self, turn: Turn, state: ExerciseState, scenario: Scenario) -> Outcome:
        state.scenario, state.phase = scenario.id, "role"
        if state.role:
            return self._begin(turn, state, state.role)
        return self._outcome(state, "exercise_choose", self._which_role(scenario))

    def _roles(self, turn: Turn, state: ExerciseState, heard: Heard) -> Outcome:
        if role := self._role_picked(turn.text):
            return self._begin(turn, state, role)
        if heard.command == "back":
            return self._outcome(ExerciseState(), "exercise_choose", [self._which()])
        aside = beside(turn, heard, self._answer)
        return self._outcome(state, "exercise_choose", [*aside, *self._which_role(self._scenario(state))])

    def _begin(self, turn: Turn, state: ExerciseState, role: str) -> Outcome:
        scenario = self._scenario(state)
        state.role, state.phase, state.at = role, "play", scenario.injects[0].id
        state.start_day(turn.now)
        basis = scenario.built_on[0]
        lines = [say("rules", title=scenario.title, setting=scenario.setting)]
        lines.append(say("built_on", basis=basis.text, cited=cited(self.corpus, basis.sources)))
        if role in ("group", "facilitator"):
            lines.append(say("aims", aims=bullets(scenario.aims)))
        parts: list[Part] = [Text(markdown="\n\n".join(lines))]
        if role == "facilitator":
            files = pack_files(self.corpus, scenario, turn.now.date())
            title = f"{say('pack_title')}: {scenario.title}"
            parts.append(self._documents.save(turn.conversation, title, files, say("pack_summary")))
        return self._outcome(state, "exercise_play", [*parts, *self._pending(state)])

    # --- playing -------------------------------------------------------------------------------------

    def _play(self, turn: Turn, state: ExerciseState, heard: Heard) -> Outcome:
        inject = self._inject(state)
        if heard.command != "note" and (choice := self._choice(turn, state, heard)):
            return self._decided(turn, state, choice, added(turn.text))
        if heard.command == "note":
            return self._note(turn, state)
        if heard.command == "back":
            return self._back(state)
        if heard.command == "stop":
            return self._report(turn, state, [Text(markdown=say("stopped_early"))])
        if heard.command == "restart":
            return self._begin(turn, ExerciseState(scenario=state.scenario), state.role or "group")
        if heard.command == "facilitator":
            line = say("facilitator", text=inject.facilitator)
            return self._outcome(state, "exercise_play", [Text(markdown=line), *self._pending(state, story=False)])
        if heard.command == "discuss":
            return self._outcome(state, "exercise_play", [self._discussion(inject), *self._pending(state, story=False)])
        if heard.command == "progress":
            line = say("progress", done=len(state.made), total=self._decisions(state))
            return self._outcome(state, "exercise_play", [Text(markdown=line), *self._pending(state)])
        if heard.command == "result":
            line = say("report_when")
            return self._outcome(state, "exercise_play", [Text(markdown=line), *self._pending(state, story=False)])
        if heard.command == "skip" or (heard.command == "next" and inject.decision is None):
            return self._skip(turn, state, inject)
        if heard.command in ("repeat", "explain"):
            return self._outcome(state, "exercise_play", self._pending(state))
        if heard.question:
            aside = beside(turn, heard, self._answer)
            return self._outcome(state, "exercise_aside", [*aside, *self._pending(state, story=False)])
        said: list[Part] = []
        if remarks(turn.text) and len(turn.text.split()) > SOME:
            state.note(turn.text)
            said.append(Text(markdown=say("remark")))
        elif not inject.decision:
            said.append(Text(markdown=say("note_how")))
        said += [Text(markdown=say("unclear"))] if inject.decision else []
        return self._outcome(state, "exercise_unclear", [*said, *if_live(turn), *self._pending(state, story=False)])

    def _decide(self, turn: Turn, state: ExerciseState, inject: Inject, choice: Choice) -> Outcome:
        state.made = [*state.made, Made(inject=inject.id, choice=choice.id)]
        parts: list[Part] = [Text(markdown=say("consequence", choice=choice.label, text=choice.consequence))]
        return self._onward(turn, state, self._scenario(state).follows(inject, choice), parts)

    def _skip(self, turn: Turn, state: ExerciseState, inject: Inject) -> Outcome:
        """Go on without a decision, along the way of the strongest choice."""
        best = None
        parts: list[Part] = []
        if inject.decision:
            best = next(choice for choice in inject.decision.choices if choice.quality == "good")
            state.made = [*state.made, Made(inject=inject.id)]
            parts.append(Text(markdown=say("skipped")))
        return self._onward(turn, state, self._scenario(state).follows(inject, best), parts)

    def _onward(self, turn: Turn, state: ExerciseState, following: Optional[Inject], parts: list[Part]) -> Outcome:
        scenario = self._scenario(state)
        if following:
            state.at = following.id
            return self._outcome(state, "exercise_play", [*parts, *self._pending(state)])
        state.phase, state.at = "debrief", None
        lines = [say("ending", text=scenario.ending), say("hot_debrief", count=len(scenario.debrief))]
        parts.append(Text(markdown="\n\n".join(lines)))
        return self._outcome(state, "exercise_debrief", [*parts, *self._pending(state)])

    def _back(self, state: ExerciseState) -> Outcome:
        if not state.made:
            parts: list[Part] = [Text(markdown=say("nothing_before")), *self._pending(state)]
            return self._outcome(state, "exercise_play", parts)
        state.at, state.made = state.made[-1].inject, state.made[:-1]
        return self._outcome(state, "exercise_play", [Text(markdown=say("back")), *self._pending(state)])

    def _note(self, turn: Turn, state: ExerciseState) -> Outcome:
        _, _, text = turn.text.strip().partition(" ")
        text = text.lstrip(" :,-").removeprefix("that ").strip()
        if not text:
            parts: list[Part] = [Text(markdown=say("note_how")), *self._pending(state, story=False)]
            return self._outcome(state, "exercise_play", parts)
        state.note(text)
        return self._outcome(state, "exercise_noted", [Text(markdown=say("noted")), *self._pending(state, story=False)])

    # --- after the story -----------------------------------------------------------------------------

    def _debrief(self, turn: Turn, state: ExerciseState, heard: Heard) -> Outcome:
        if heard.command == "stop":
            return self._report(turn, state, [])
        if heard.command == "back" and state.debrief:
            state.debrief = state.debrief[:-1]
            return self._outcome(state, "exercise_debrief", self._pending(state))
        if heard.command == "note":
            return self._note(turn, state)
        if heard.question and turn.text.rstrip().endswith("?"):
            return self._outcome(state, "exercise_aside", [*beside(turn, heard, self._answer), *self._pending(state)])
        said = "" if heard.command in ("skip", "next") else turn.text.strip()[:LONGEST_NOTE]
        state.debrief = [*state.debrief, said]
        if len(state.debrief) < len(self._scenario(state).debrief):
            return self._outcome(state, "exercise_debrief", self._pending(state))
        return self._report(turn, state, [])

    def _report(self, turn: Turn, state: ExerciseState, parts: list[Part]) -> Outcome:
        """What the decisions rest on, in the chat and as an after-action report."""
        scenario = self._scenario(state)
        made = [entry for entry in decided(scenario, state) if entry.choice]
        counts = {
            kind: sum(entry.choice.quality == kind for entry in made if entry.choice)
            for kind in ("good", "mixed", "poor")
        }
        lines = [say("score", total=len(made), **counts) if made else say("score_none")]
        for entry in made:
            assert entry.choice is not None
            verdict, title = f"debrief_{entry.choice.quality}", sentence(entry.inject.title)
            lines.append("- " + say(verdict, title=title, choice=sentence(entry.choice.label), why=entry.choice.why))
            if entry.choice.quality != "good":
                lines.append("  " + say("best", choice=sentence(entry.best.label), why=entry.best.why))
        parts.append(Text(markdown=lines[0]))
        if made:
            parts.append(Text(markdown=f"**{say('debrief_title')}**\n\n" + "\n".join(lines[1:])))
        parts += self._guidance(turn, state)
        files = report_files(self.corpus, scenario, state, turn.now.date())
        title = f"{say('report_title')}: {scenario.title}"
        parts.append(self._documents.save(turn.conversation, title, files, say("report_summary")))
        options = [Option(label=say(name), message=say(f"{name}_message")) for name in ("next_walk", "next_exercise")]
        parts.append(Choices(prompt=say("next"), options=options))
        return Outcome(self._marked("exercise_finished", parts), state=None)

    def _guidance(self, turn: Turn, state: ExerciseState) -> list[Part]:
        """Passages behind the decisions that were weakest, or the first ones."""
        made = decided(self._scenario(state), state)
        weakest = sorted(made, key=lambda entry: entry.choice is not None and entry.choice.quality == "good")
        quotes: dict[str, Part] = {}
        for entry in weakest:
            assert entry.inject.decision is not None
            card = fitting(self.corpus, entry.inject.decision.cards, turn.profile.nation, turn.profile.role)
            if card and len(quotes) < QUOTED:
                quotes.setdefault(card.id, card_quote(self.corpus, card))
        return list(quotes.values())

    # --- helpers -------------------------------------------------------------------------------------

    def _pending(self, state: ExerciseState, story: bool = True) -> list[Part]:
        """What is open: which exercise, which role, the present moment, or a question of the debrief."""
        if state.phase == "scenario":
            return [self._which()]
        if state.phase == "role":
            return self._which_role(self._scenario(state))
        if state.phase == "debrief":
            scenario = self._scenario(state)
            number = len(state.debrief)
            total = len(scenario.debrief)
            progress = Progress(label=say("debrief_progress", number=number + 1, total=total), done=number, total=total)
            return [progress, Text(markdown=f"**{scenario.debrief[number]}**")]
        inject = self._inject(state)
        return [*(self._story(state, inject) if story else []), self._choices(inject)]

    def _story(self, state: ExerciseState, inject: Inject) -> list[Part]:
        total, done = self._decisions(state), len(state.made)
        label = say("decision_progress" if inject.decision else "consequence_progress", number=done + 1, total=total)
        lines = [say("inject", at=inject.at, title=inject.title), inject.story]
        if state.role in inject.by_role:
            lines.append(say("you", role=say(f"you_{state.role}"), text=inject.by_role[state.role]))
        parts: list[Part] = [Progress(label=label, done=done, total=total), Text(markdown="\n\n".join(lines))]
        if state.role in ("group", "facilitator"):
            told = [say("to_role", role=say(f"name_{role}"), text=text) for role, text in inject.by_role.items()]
            parts += [Text(markdown="\n\n".join(told))] if told else []
            parts.append(self._discussion(inject))
        if state.role == "facilitator":
            parts.append(Text(markdown=say("facilitator", text=inject.facilitator)))
        return parts

    def _discussion(self, inject: Inject) -> Text:
        return Text(markdown=f"{say('discuss')}\n\n{bullets(inject.discuss)}")

    def _choices(self, inject: Inject) -> Choices:
        if inject.decision is None:
            return Choices(options=[Option(label=say("option_continue"), message=say("option_continue"))])
        options = [
            Option(label=f"{letter.upper()}. {choice.label}", message=choice.label)
            for letter, choice in zip(LETTERS, inject.decision.choices)
        ]
        return Choices(prompt=inject.decision.ask, options=options)

    def _choice(self, turn: Turn, state: ExerciseState, heard: Heard) -> Optional[Choice]:
        """The choice that a message means: by its letter, number or words, else by what it comes nearest to."""
        decision = self._inject(state).decision if state.phase == "play" else None
        if decision is None:
            return None
        own = decides(turn.text)
        if choice := self._named(turn.text, decision, self._share(turn, heard, decision, own)):
            return choice
        if self._nearest is None or not heard.free or (remarks(turn.text) and not own):
            return None
        near = VERY_NEAR if reports_live(turn) and not own else NEAR_IN_MEANING
        ways = {choice.id: [choice.label, *choice.also] for choice in decision.choices}
        found = self._nearest(turn, ways, near)
        first = before_added(turn.text)
        if found is None and own and first != turn.text:
            found = self._nearest(replace(turn, text=first, vector=None), ways, near)
        return next((choice for choice in decision.choices if choice.id == found), None)

    def _share(self, turn: Turn, heard: Heard, decision: Decision, own: bool) -> float:
        """How much of a message the name of a choice must make up: more in a question, a remark and a report."""
        if heard.question and not suggests(turn.text, [name for choice in decision.choices for name in choice.also]):
            return MOSTLY
        if own:
            return 0.0
        return MOSTLY if remarks(turn.text) else least_share(turn)

    def _named(self, text: str, decision: Decision, share: float) -> Optional[Choice]:
        """The choice that a message names; what it says that it would not do is none."""
        names = {
            choice.id: [
                letter,
                f"option {letter}",
                str(number),
                f"option {number}",
                choice.label,
                f"{letter} {choice.label}",
                *choice.also,
            ]
            for number, (letter, choice) in enumerate(zip(LETTERS, decision.choices), 1)
        }
        found = named(text, names, WHOLE, 1.0)
        if found is None:
            refused = refusing(text)
            meant = {key: [name for name in said if not negated(refused, name)] for key, said in names.items()}
            found = named(refused, meant, NEAR, share)
        return next((choice for choice in decision.choices if choice.id == found), None)

    def _which(self) -> Choices:
        options = [
            Option(label=say("scenario", title=entry.title, minutes=entry.minutes), message=entry.title)
            for entry in self.exercises.values()
        ]
        return Choices(prompt=say("which"), options=options)

    def _which_role(self, scenario: Scenario) -> list[Part]:
        options = [Option(label=say(f"role_{role}"), message=say(f"role_{role}")) for role in PLAYERS]
        return [
            Text(markdown=f"**{scenario.title}.** {scenario.summary}"),
            Choices(prompt=say("which_role"), options=options),
        ]

    def _player_said(self, text: str) -> Optional[str]:
        """The role that somebody chooses who was asked for it."""
        if facilitates(text):
            return "facilitator"
        return named(text, {role: [say(f"role_{role}"), *player_words()[role]] for role in PLAYERS})

    def _role_picked(self, text: str) -> Optional[str]:
        at = place(text, len(PLAYERS))
        return PLAYERS[at] if at is not None else self._player_said(text)

    def _role_said(self, text: str) -> Optional[str]:
        """The role in `play an exercise as gold`, or a facilitator's request."""
        known = player_words()
        if named(text, {"facilitator": known["facilitator"]}, sure=95):
            return "facilitator"
        _, found, rest = text.lower().partition(" as ")
        rest = re.sub(r"^(the|a|an) ", "", rest)
        return named(rest, {role: [role, *known[role]] for role in PLAYERS}, sure=90) if found else None

    def _scenario_said(self, text: str) -> Optional[Scenario]:
        names = {
            entry.id: [entry.title, say("scenario", title=entry.title, minutes=entry.minutes), *entry.also]
            for entry in self.exercises.values()
        }
        found = named(text, names)
        return self.exercises[found] if found else None

    def _scenario_picked(self, text: str) -> Optional[Scenario]:
        at = place(text, len(self.exercises))
        return list(self.exercises.values())[at] if at is not None else self._scenario_said(text)

    def _scenario(self, state: ExerciseState) -> Scenario:
        assert state.scenario is not None
        return self.exercises[state.scenario]

    def _decisions(self, state: ExerciseState) -> int:
        """How many decisions the story asks for."""
        return sum(1 for entry in self._scenario(state).injects if entry.decision)

    def _inject(self, state: ExerciseState) -> Inject:
        assert state.at is not None
        return self._scenario(state).inject(state.at)

    def _outcome(self, state: ExerciseState, status: str, parts: list[Part]) -> Outcome:
        return Outcome(self._marked(status, parts), state.write())

    def _marked(self, status: str, parts: list[Part]) -> Reply:
        return self.mark(reply(status, *parts))
