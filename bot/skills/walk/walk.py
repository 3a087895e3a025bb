"""The walk itself: every message in, one reply and a new state out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Optional

from bot.documents import DocumentStore
from bot.replies import Choices, Notice, Option, Part, Text
from bot.replies.statuses import reply
from bot.skills.acts import ASK
from bot.skills.guided.cut import cut_turn, with_before
from bot.skills.guided.hearing import Heard, hear, jump
from bot.skills.guided.live import (
    Answer,
    asks_for,
    beside,
    leads_to,
    may_report_live,
    needs_care,
    reports_live,
)
from bot.skills.turn import Outcome, Turn
from bot.skills.walk.codes import code_of, has_code, read_codes
from bot.skills.walk.compare import Comparison, compare
from bot.skills.walk.export import Answers, files
from bot.skills.walk.groups import Groups
from bot.skills.walk.hearing import asked_about, fits_none, wants_end, wants_other_group, wants_plan
from bot.skills.walk.merge import merge, merged_files
from bot.skills.walk.result import Result, result
from bot.skills.walk.state import Past, WalkState, is_active
from bot.skills.walk.together import merged_parts
from bot.skills.walk.views import Views, say
from index.content.corpus import Corpus
from index.content.model import Model, Question, Route, Step

LONGEST = 400  # characters of a message that is kept while the user is asked about it


class Walk:
    """One person's walk through the model.

    A state with `paused` set is to be kept, and given to `start` again, but does not take the next message
    (see `is_active`). Where an outcome hands over, the walk is paused and can be taken up afterwards.
    """

    def __init__(self, model: Model, corpus: Corpus, documents: DocumentStore, answer: Answer):
        self.model = model
        self.corpus = corpus
        self.views = Views(model, corpus)
        self._groups = Groups(model, corpus.vocabulary)
        self._documents = documents
        self._answer = answer

    # --- entrances -----------------------------------------------------------------------------------

    def start(self, turn: Turn) -> Outcome:
        """Begin a walk, or take up one that was paused."""
        state = WalkState.read(turn.state, self.model)
        heard = hear(turn.text)
        if heard.command == "merge" or has_code(turn.text):
            state.paused = True
            return self._merged(turn, state)
        state.paused = False
        if state.phase == "ask" and (heard.command == "result" or wants_plan(turn.text)):
            return self._result_so_far(turn, state)
        if state.phase == "ask" and heard.command != "restart":
            return self._resume(turn, state)
        if state.phase == "done" and heard.command == "result" and state.last:
            return self._show_last(turn, state)
        if not (state.phase == "route" and state.answers):
            state = self._fresh(state)
        state.role = turn.profile.role
        official = self.views.not_official(turn.text)
        route = self._groups.told(turn.text, turn.profile.role)
        if route is None:
            return self._outcome(turn, state, "walk_route", [*official, self.views.which_route()])
        return self._begin(turn, state, route, [*official, self.views.as_group(route)])

    def advance(self, turn: Turn) -> Outcome:
        """Take one message of a walk that is under way."""
        state = WalkState.read(turn.state, self.model)
        if state.paused or state.phase == "done":
            return self.start(turn)
        heard = hear(turn.text)
        return self._head(turn, state, heard) or self._live(turn, state, heard) or self._within(turn, state, heard)

    # --- what a message can be -----------------------------------------------------------------------

    def _live(self, turn: Turn, state: WalkState, heard: Heard) -> Optional[Outcome]:
        """A live incident goes to triage; where it might be one, one short question is asked."""
        if state.waiting:
            said, state.waiting = state.waiting, None
            if heard.answer == "yes" or heard.real:
                return self._leave(turn, state)
            if heard.answer == "no":
                return self._within(replace(turn, text=said, intent="", vector=None), state, hear(said))
        answered = heard.answer and not heard.amid
        if heard.real or (reports_live(turn) and not answered and not heard.command):
            return self._leave(turn, state)
        if may_report_live(turn) and not self._understood(turn, state, heard):
            state.waiting = turn.text[:LONGEST]
            options = [Option(label=say()(name), message=say()(name)) for name in ("live_yes", "live_no")]
            return self._outcome(turn, state, "walk_live", [Choices(prompt=say()("live_question"), options=options)])
        return None

    def _head(self, turn: Turn, state: WalkState, heard: Heard) -> Optional[Outcome]:
        """A command or a bare answer that a message begins with, and what it asks or wants after that."""
        parts = None if heard.real or state.waiting or state.phase == "route" else cut_turn(turn)
        if parts is None or reports_live(turn):
            return None
        said, rest = parts
        head, asked = hear(said.text), hear(rest.text)
        if heard.command and not head.answer:
            return None
        if head.command:
            return self._within(said, state, head)
        own = self._own(rest, asked)
        if not (head.answer and head.short) or not (asked.question or asked.command or own):
            return None
        taken = self._within(said, state, head)
        if own and is_active(taken.state or {}):
            return own(rest, WalkState.read(taken.state or {}, self.model))
        if asked.command and is_active(taken.state or {}):
            return self._within(rest, WalkState.read(taken.state or {}, self.model), asked)
        aside = beside(replace(rest, intent=ASK), asked, self._answer)
        return with_before(taken, aside)

    def _understood(self, turn: Turn, state: WalkState, heard: Heard) -> bool:
        """Whether a message that may report an incident is rather a command, a question, or an answer and no more."""
        only_an_answer = heard.answer and not heard.amid and (heard.short or not reports_live(turn))
        chosen = state.phase == "route" and self._groups.chosen(turn.text)
        return bool(heard.command or heard.question or only_an_answer or chosen or self._own(turn, heard))

    def _leave(self, turn: Turn, state: WalkState) -> Outcome:
        state.paused = True
        parts: list[Part] = [Notice(level="emergency", markdown=say()("live_leaving"))]
        return Outcome(reply("walk_live", *parts), self._written(turn, state), hand_over="triage")

    def _within(self, turn: Turn, state: WalkState, heard: Heard) -> Outcome:
        """Take a message that is no report of an incident."""
        own = self._own(turn, heard)
        if leaving := self._elsewhere(turn, state, heard, understood=own is not None):
            return leaving
        if own:
            return own(turn, state)
        if state.phase == "route":
            return self._choose_route(turn, state, heard)
        return self._take(turn, state, heard)

    def _own(self, turn: Turn, heard: Heard) -> Optional[Callable[[Turn, WalkState], Outcome]]:
        """What to do with a message that is about the walk itself: a question, another group, the plan now."""
        if about := asked_about(turn.text):
            return lambda turn, state: self._about(turn, state, about)
        if wants_other_group(turn.text):
            return self._regroup
        if not wants_plan(turn.text):
            return None
        if wants_end(turn.text):
            return self._end_early
        return None if heard.answer else self._result_so_far

    def _elsewhere(self, turn: Turn, state: WalkState, heard: Heard, understood: bool) -> Optional[Outcome]:
        """A person in distress is answered and the walk waits; another guided conversation takes over."""
        if needs_care(turn, heard, understood=bool(heard.answer or heard.command or understood)):
            state.paused = True
            return Outcome(self._answer(turn), self._written(turn, state))
        if not understood and (other := leads_to(turn, heard, "walk")):
            return replace(self._pause(turn, state), hand_over=other)
        return None

    def _choose_route(self, turn: Turn, state: WalkState, heard: Heard) -> Outcome:
        if route := self._groups.chosen(turn.text):
            tapped = turn.text.strip() == say()("who", label=route.label)
            return self._begin(turn, state, route, [] if tapped else [self.views.as_group(route)])
        if state.answers and heard.command in ("back", "next", "repeat"):
            state.phase = "ask"
            return self._resume(turn, state)
        if heard.command in ("stop", "pause"):
            return self._pause(turn, state)
        which = self.views.which_route()
        if fits_none(turn.text):
            return self._outcome(turn, state, "walk_route", [self.views.no_group(), which])
        if heard.answer or heard.doubt:
            return self._outcome(turn, state, "walk_route", [Text(markdown=say()("group_first")), which])
        if aside := beside(turn, heard, self._answer):
            return self._outcome(turn, state, "walk_aside", [*aside, which])
        if asks_for(turn, "walk"):
            return self._outcome(turn, state, "walk_route", [which])
        line = say()("group_unclear", count=len(self.model.routes))
        return self._outcome(turn, state, "walk_route", [Text(markdown=line), which])

    def _take(self, turn: Turn, state: WalkState, heard: Heard) -> Outcome:
        question = self._question(state)
        if heard.command == "merge" or has_code(turn.text):
            return self._merged(turn, state, self._pending(state, where=True))
        target = jump(turn.text, self._step_names())
        if target and not (heard.command and " " not in heard.plain):
            return self._jump(turn, state, self.model.step(target))
        commands = {
            "back": self._back,
            "skip": self._skip,
            "pause": self._pause,
            "stop": self._stop,
            "restart": self._restart,
            "explain": self._explain,
            "progress": self._progress,
            "result": self._result_so_far,
            "repeat": self._repeat,
            "next": self._repeat,
            "next-step": self._next_step,
        }
        if heard.command in commands:
            return commands[heard.command](turn, state)
        if heard.answer:
            return self._record(turn, state, question, heard.answer)
        if asks_for(turn, "walk"):
            return self._repeat(turn, state)
        if heard.doubt is None and (aside := beside(turn, heard, self._answer)):
            return self._outcome(turn, state, "walk_aside", [*aside, *self._pending(state, where=True)])
        line = say()(f"unclear_{heard.doubt}" if heard.doubt else "unclear")
        return self._outcome(turn, state, "walk_unclear", [Text(markdown=line), *self._pending(state)])

    # --- moves ---------------------------------------------------------------------------------------

    def _begin(self, turn: Turn, state: WalkState, route: Route, before: Sequence[Part] = ()) -> Outcome:
        """The first question that is open; answers of another group before this one stand."""
        state.route, state.phase = route.id, "ask"
        asked = self.model.questions(route.id)
        first = next((question for question in asked if question.id not in state.answers), asked[0])
        state.at = first.id
        parts: list[Part] = []
        if not state.told:
            parts.append(Text(markdown=self.model.provenance))
            state.told = True
        parts += [*before, self.views.welcome(route)]
        step = self.model.step_of(first.id)
        parts += [*self.views.opening(step, route), *self.views.question(first, route, state.answers.get(first.id))]
        return self._outcome(turn, state, "walk_question", parts)

    def _about(self, turn: Turn, state: WalkState, about: str) -> Outcome:
        """A question about the walk itself is answered from what the walk knows, and the open question asked again."""
        if state.phase == "route":
            parts = self.views.about(about, None)
            return self._outcome(turn, state, "walk_aside", [*parts, self.views.which_route()])
        if about == "left":
            return self._progress(turn, state)
        parts = self.views.about(about, self._route(state))
        return self._outcome(turn, state, "walk_aside", [*parts, *self._pending(state, where=True)])

    def _regroup(self, turn: Turn, state: WalkState) -> Outcome:
        state.phase = "route"
        return self._outcome(turn, state, "walk_route", [self.views.which_route()])

    def _end_early(self, turn: Turn, state: WalkState) -> Outcome:
        """The plan of what was answered, with what is missing; the walk is kept."""
        if not state.answers:
            return self._nothing_yet(turn, state)
        return self._stop(turn, state)

    def _nothing_yet(self, turn: Turn, state: WalkState) -> Outcome:
        open_now = [self.views.which_route()] if state.phase == "route" else self._pending(state, where=True)
        return self._outcome(turn, state, "walk_question", [Text(markdown=say()("plan_nothing")), *open_now])

    def _resume(self, turn: Turn, state: WalkState) -> Outcome:
        step = self.model.step_of(self._question(state).id)
        line = say()("welcome_back", number=self.views.number(step), total=len(self.model.steps))
        return self._outcome(turn, state, "walk_question", [Text(markdown=line), *self._pending(state, where=True)])

    def _record(self, turn: Turn, state: WalkState, question: Question, answer: str) -> Outcome:
        state.answers[question.id] = answer
        if question.id in state.skipped:
            state.skipped.remove(question.id)
        return self._onward(turn, state, question, self.views.noted(question, answer, turn.text))

    def _skip(self, turn: Turn, state: WalkState) -> Outcome:
        question = self._question(state)
        if question.id not in state.answers and question.id not in state.skipped:
            state.skipped.append(question.id)
        return self._onward(turn, state, question, [Text(markdown=say()("skipped"))])

    def _onward(self, turn: Turn, state: WalkState, done: Question, parts: list[Part]) -> Outcome:
        """To the next question; over a step's edge with its closing and the next opening."""
        route = self._route(state)
        step = self.model.step_of(done.id)
        following = self._next(state, done)
        if following is None or self.model.step_of(following.id).id != step.id:
            parts = [*parts, *self.views.closing(step, route, turn.profile)]
        if following is None:
            return self._finish(turn, state, parts)
        state.at = following.id
        new = self.model.step_of(following.id)
        opening = self.views.opening(new, route) if new.id != step.id else [self.views.progress(new, opening=False)]
        parts = [*parts, *opening]
        parts = [*parts, *self.views.question(following, route, state.answers.get(following.id))]
        return self._outcome(turn, state, "walk_question", parts)

    def _next(self, state: WalkState, done: Question) -> Optional[Question]:
        """The next open question after `done`, then the first open one anywhere."""
        questions = self.model.questions(self._route(state).id)
        place = [question.id for question in questions].index(done.id) + 1
        settled = {*state.answers, *state.skipped}
        return next((entry for entry in [*questions[place:], *questions[:place]] if entry.id not in settled), None)

    def _back(self, turn: Turn, state: WalkState) -> Outcome:
        questions = self.model.questions(self._route(state).id)
        place = [question.id for question in questions].index(self._question(state).id)
        if place == 0:
            parts: list[Part] = [Text(markdown=say()("nothing_before")), *self._pending(state)]
            return self._outcome(turn, state, "walk_question", parts)
        state.at = questions[place - 1].id
        return self._outcome(turn, state, "walk_question", self._pending(state, where=True))

    def _jump(self, turn: Turn, state: WalkState, step: Step) -> Outcome:
        route = self._route(state)
        asked = step.asked(route.id)
        question = next((entry for entry in asked if entry.id not in state.answers), asked[0])
        state.at = question.id
        parts = [
            *self.views.opening(step, route),
            *self.views.question(question, route, state.answers.get(question.id)),
        ]
        return self._outcome(turn, state, "walk_question", parts)

    def _next_step(self, turn: Turn, state: WalkState) -> Outcome:
        """To the next step; what is left open here stays open."""
        place = self.views.number(self.model.step_of(self._question(state).id))
        return self._jump(turn, state, self.model.steps[place % len(self.model.steps)])

    def _explain(self, turn: Turn, state: WalkState) -> Outcome:
        explanation = self.views.explanation(self._question(state), self._route(state))
        return self._outcome(turn, state, "walk_question", [*explanation, *self._pending(state)])

    def _repeat(self, turn: Turn, state: WalkState) -> Outcome:
        return self._outcome(turn, state, "walk_question", self._pending(state, where=True))

    def _progress(self, turn: Turn, state: WalkState) -> Outcome:
        route = self._route(state)
        total = len(self.model.questions(route.id))
        left = total - len(state.answers)
        minutes = max(1, round(route.minutes * left / total))
        line = say()("progress", done=len(state.answers), total=total, left=left, minutes=minutes)
        return self._outcome(turn, state, "walk_question", [Text(markdown=line), *self._pending(state, where=True)])

    def _pause(self, turn: Turn, state: WalkState) -> Outcome:
        state.paused = True
        total = len(self.model.questions(state.route)) if state.route else 0
        line = say()("paused", done=len(state.answers), total=total) if total else say()("paused_early")
        return self._outcome(turn, state, "walk_paused", [Text(markdown=line)])

    def _stop(self, turn: Turn, state: WalkState) -> Outcome:
        """Stopping keeps the answers too, and shows what they come to so far."""
        if not state.answers:
            return self._pause(turn, state)
        found = self._result(turn, state)
        line = say()("paused", done=len(state.answers), total=len(found.answers) + len(found.open))
        parts = [*self._told(turn, state, found), *self.views.missing(found), Text(markdown=line)]
        state.paused = True
        return self._outcome(turn, state, "walk_paused", parts)

    def _restart(self, turn: Turn, state: WalkState) -> Outcome:
        route = self._route(state)
        fresh = self._fresh(state, self._past(turn, state) if state.answers else None)
        outcome = self._begin(turn, fresh, route)
        if state.answers:
            outcome.reply.parts.insert(0, Text(markdown=say()("restarted")))
        return outcome

    def _result_so_far(self, turn: Turn, state: WalkState) -> Outcome:
        if not state.answers:
            return self._nothing_yet(turn, state)
        found = self._result(turn, state)
        pending = [self.views.which_route()] if state.phase == "route" else self._pending(state, where=True)
        parts = [*self._told(turn, state, found), *self.views.missing(found), *pending]
        return self._outcome(turn, state, "walk_result", parts)

    def _finish(self, turn: Turn, state: WalkState, parts: list[Part]) -> Outcome:
        found = self._result(turn, state)
        parts = [*parts, *self._told(turn, state, found), Text(markdown=say()("code", code=code_of(found)))]
        options = [Option(label=say()(name), message=say()(name)) for name in ("option_exercise", "option_merge")]
        parts.append(Choices(prompt=say()("what_next"), options=options))
        done = self._fresh(state, self._past(turn, state))
        done.phase, done.route, done.paused = "done", state.route, True
        return self._outcome(turn, done, "walk_finished", parts)

    def _show_last(self, turn: Turn, state: WalkState) -> Outcome:
        assert state.last is not None
        found = result(self.model, state.last.route, state.last.answers, state.last.on)
        state.paused = True
        return self._outcome(turn, state, "walk_result", self._told(turn, state.copy(update={"last": None}), found))

    def _merged(self, turn: Turn, state: WalkState, pending: Sequence[Part] = ()) -> Outcome:
        """The answers of several people in one picture, from the codes that their walks ended with."""
        try:
            people = read_codes(turn.text, self.model, say()("person"))
        except ValueError as error:
            parts = [Text(markdown=say()("merge_unknown", code=error)), *pending]
            return self._outcome(turn, state, "walk_merge_how", parts)
        if len(people) == 1 and state.last and state.last.route in [route.id for route in self.model.routes]:
            own = Answers(model=self.model.version, **state.last.dict())
            people[say()("you")] = own
        if len(people) < 2:
            return self._outcome(turn, state, "walk_merge_how", [Text(markdown=say()("merge_how")), *pending])
        joint = merge(self.model, people)
        document = self._documents.save(
            turn.conversation, say()("merged_document"), merged_files(self.corpus, joint), say()("merged_summary")
        )
        return self._outcome(turn, state, "walk_merged", [*merged_parts(self.views, joint), document, *pending])

    # --- helpers -------------------------------------------------------------------------------------

    def _told(self, turn: Turn, state: WalkState, found: Result) -> list[Part]:
        """A result in the chat, and as a document to keep."""
        change = self._change(state, found)
        brief = self.model.route(found.route).brief
        parts = self.views.result(found, brief, change)
        contents = files(self.corpus, found, change)
        document = self._documents.save(turn.conversation, say()("document"), contents, say()("document_summary"))
        return [*parts, document]

    def _change(self, state: WalkState, found: Result) -> Optional[Comparison]:
        if state.last is None or state.last.route not in [route.id for route in self.model.routes]:
            return None
        return compare(result(self.model, state.last.route, state.last.answers, state.last.on), found)

    def _result(self, turn: Turn, state: WalkState) -> Result:
        return result(self.model, self._route(state).id, state.answers, turn.now.date())

    def _past(self, turn: Turn, state: WalkState) -> Past:
        return Past(on=turn.now.date(), route=self._route(state).id, answers=state.answers)

    def _fresh(self, state: WalkState, past: Optional[Past] = None) -> WalkState:
        return WalkState(told=state.told, role=state.role, last=past or state.last)

    def _pending(self, state: WalkState, where: bool = False) -> list[Part]:
        """The open question again."""
        question = self._question(state)
        step = self.model.step_of(question.id)
        progress = self.views.progress(step, opening=where)
        return [progress, *self.views.question(question, self._route(state), state.answers.get(question.id))]

    def _question(self, state: WalkState) -> Question:
        return next(entry for entry in self.model.questions(self._route(state).id) if entry.id == state.at)

    def _route(self, state: WalkState) -> Route:
        assert state.route is not None
        return self.model.route(state.route)

    def _step_names(self) -> dict[str, list[str]]:
        terms = {term.id: [term.id, term.label, *term.also] for term in self.corpus.vocabulary.steps}
        return {step.id: [*terms.get(step.id, []), step.title] for step in self.model.steps}

    def _written(self, turn: Turn, state: WalkState) -> dict:
        state.updated = turn.now.date()
        return state.write()

    def _outcome(self, turn: Turn, state: WalkState, status: str, parts: list[Part]) -> Outcome:
        return Outcome(reply(status, *parts), self._written(turn, state))
