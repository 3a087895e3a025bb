"""Which of what was offered a message chooses: by its number, by words of its title, or by a button's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Optional

from bot.replies import Choices, Quote, Reply
from bot.skills.as_said import as_said
from bot.skills.follow_up_words import follow_up_words
from bot.skills.memory import Shown
from bot.skills.quoting import title_option
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate
from index.lexical import words
from index.retriever import Retriever

FILE = Path(__file__).with_name("choosing.yml")
LIKELY = "likely"
# The share of a title's words from which a message that has no other words names it.
NAMES = 0.6
# The same, of any title that there is, where it was said to have been mentioned.
MENTIONED = 0.3
# Fewer words than this name no title by themselves.
FEWEST = 2
# More words than this before a choice are no mere remark.
LONGEST_REMARK = 12
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
SEGMENT_END = re.compile(r"\s*[,.;:!?]+\s*|\s+-+\s+|$")


class ChoosingWords(Strict):
    leads: list[Regular]
    things: Regular
    numbers: dict[str, int]
    ordinals: Regular
    counted: Regular
    placed: Regular
    judged: Regular
    closing: Regular
    joints: Regular
    mentioned: Regular
    named: Regular
    within: Regular

    class Config:
        keep_untouched = (cached_property,)

    @cached_property
    def lead(self) -> str:
        return rf"(?:(?:{'|'.join(self.leads)})(?:[ ,.!:;-]+))*"

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """A number at the head of a message."""
        bare = rf"(?:{self.ordinals})(?=\s*(?:$|[,.;:!?]|(?:{self.closing})\b))"
        ordinal = rf"(?:{self.ordinals}) (?:{self.things})\b|{bare}|{self.counted}\b"
        return re.compile(rf"{self.lead}(?:(?:the|your|that|this) )?(?P<number>{ordinal})(?: (?:{self.placed}))*", re.I)

    @cached_property
    def titled(self) -> list[re.Pattern[str]]:
        """Words of a title at the head of a message, and what shows that they are such."""
        article = "(?:the|that|those|these|this|your)"
        name = r"(?P<name>[\w'&/ -]{2,70}?)"
        return [
            re.compile(rf"{self.lead}(?:{article} )?{name} {self.mentioned}\b", re.I),
            re.compile(rf"{self.lead}{article} {name} (?:{self.named})\b", re.I),
            re.compile(rf"{self.lead}(?:{article} )?{name}(?= {self.judged}\b)", re.I),
        ]

    @cached_property
    def after(self) -> re.Pattern[str]:
        """What may follow a choice, up to what else is said."""
        idle = rf"(?:,? ?(?:{self.judged}|{self.closing})\b)*"
        return re.compile(rf"{idle}(?:\s*$|\s*[,.;:!?]+\s*|\s+-+\s+|\s+(?=(?:{self.joints})\b))", re.I)


@cache
def choosing_words(path: Path = FILE) -> ChoosingWords:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(ChoosingWords, read_yaml(path), path)


@dataclass(frozen=True)
class Choice:
    """What is chosen.

    Attributes:
        name: the id of a passage that was quoted, or of a card.
        rest: what the message says beside; empty where nothing.
        pressed: by a button's own words.
    """

    name: str
    rest: str = ""
    pressed: bool = False

    @property
    def card(self) -> str:
        return self.name.split("#")[0]


class Choosing:
    """Hears a choice among what was offered; knows what a reply offers."""

    def __init__(self, retriever: Retriever, said: Optional[ChoosingWords] = None):
        self._retriever = retriever
        self._words = said or choosing_words()

    def __call__(self, text: str, shown: Optional[Shown], listed: Sequence[str] = ()) -> Optional[Choice]:
        """The choice; None where the message makes none.

        Args:
            listed: the cards of a list that was shown last, in order.
        """
        offered = list(listed or (shown.offered if shown else ()))
        before = [*shown.quoted, *shown.offered, *shown.mentioned] if shown else []
        offered, before = self._known(offered), self._known(before)
        if pressed := self._pressed(text, [*offered, *before], shown):
            return pressed
        said = re.sub(r"\s+", " ", text.replace("’", "'")).strip()
        for sentence in self._starts(said):
            choice = self._chosen(sentence, offered, before)
            if choice:
                return choice
        return self._within(said, offered)

    def offers(self, reply: Reply) -> tuple[list[str], list[str]]:
        """The passages that a reply quotes, and what it offers, in the order in which they are counted."""
        quoted = list(dict.fromkeys(part.passage for part in reply.parts if isinstance(part, Quote)))
        options = [option for part in reply.parts if isinstance(part, Choices) for option in part.options]
        titles = [card for one in options if (card := self._cards.get((one.label, one.message)))]
        one_a_card = list({name.split("#")[0]: name for name in reversed(quoted)}.values())[::-1]
        # What answers plainly is no choice beside the titles below it.
        counted = len(one_a_card) > 1 or reply.status == LIKELY or not titles
        return quoted, list(dict.fromkeys([*(one_a_card if counted else []), *titles]))

    @cached_property
    def _cards(self) -> dict[tuple[str, str], str]:
        """Every card by its title and what the choice of it says."""
        options = ((title_option(self._retriever, card), card) for card in self._retriever.cards)
        return {(option.label, option.message): card for option, card in options}

    def _known(self, names: Iterable[str]) -> list[str]:
        return [name for name in dict.fromkeys(names) if self._retriever.card(name.split("#")[0])]

    def _pressed(self, text: str, known: Sequence[str], shown: Optional[Shown]) -> Optional[Choice]:
        """The card that a button was offered for; where that is forgotten, the only card that it can have been."""
        said = as_said(text)
        for name in known:
            card = name.split("#")[0]
            option = title_option(self._retriever, card)
            # What was rejected is not opened by asking the same once more, but by its title.
            again = shown is not None and card in shown.rejected
            if said == as_said(option.label) or (said == as_said(option.message) and not again):
                return Choice(card, pressed=True)
        cards = [card for (_, message), card in self._cards.items() if message == text.strip()] if shown else []
        return Choice(cards[0], pressed=True) if len(cards) == 1 and self._is_open(cards[0], shown) else None

    def _is_open(self, card: str, shown: Optional[Shown]) -> bool:
        """Whether a card is for the nation that the talk is about."""
        return shown is None or not shown.nation or shown.nation in self._retriever.card(card)[0].nations

    def _starts(self, said: str) -> list[str]:
        """The message, and what is left of it after remarks that ask nothing."""
        starts = [said]
        for match in SENTENCE_END.finditer(said):
            before = said[: match.start()]
            if "?" in before or len(before.split()) > LONGEST_REMARK or _asks(before):
                break
            starts.append(said[match.end() :])
        return starts

    def _chosen(self, said: str, offered: Sequence[str], before: Sequence[str]) -> Optional[Choice]:
        match = self._words.numbered.match(said)
        rest = self._rest(said[match.end() :]) if match else None
        several = re.match(rf"(?:the )?(?:{self._words.ordinals})\b", rest or "", re.I)
        if match and rest is not None and not several:
            name = _counted(offered, self._number(match.group("number")))
            return self._with_title(name, rest, offered, before) if name else None
        for place, pattern in enumerate(self._words.titled):
            match = pattern.match(said)
            rest = self._rest(said[match.end() :]) if match else None
            if match and rest is not None:
                every = self._retriever.cards if place == 0 else []
                name = self._named(match.group("name"), offered, before) or self._named(
                    match.group("name"), every, least=MENTIONED
                )
                if name:
                    return Choice(name, rest)
        bare = re.sub(rf"(?:[ ,.!]+(?:{self._words.closing}))+$", "", said.strip(" .!"), flags=re.I)
        bare = re.sub(rf"^{self._words.lead}", "", bare, flags=re.I)
        name = self._named(bare, offered, before, least=NAMES) if len(set(words(bare))) >= FEWEST else None
        return Choice(name) if name else None

    def _within(self, said: str, offered: Sequence[str]) -> Optional[Choice]:
        """A question of one of several, by its number: "what does the second one say of costs"."""
        match = re.fullmatch(self._words.within, said, re.I) if said.endswith("?") or _asks(said) else None
        name = _counted(offered, self._number(match.group("ordinal"))) if match and len(offered) > 1 else None
        return Choice(name, f"{match.group('before')} it{match.group('after')}") if name and match else None

    def _rest(self, after: str) -> Optional[str]:
        """What else is said after a choice; None where what follows shows that it was none."""
        match = self._words.after.match(after)
        if not match:
            return None
        rest = after[match.end() :].strip()
        return re.sub(rf"^(?:(?:{self._words.joints})\b\s*)+", "", rest, flags=re.I).strip()

    def _number(self, said: str) -> int:
        found = re.findall(r"[a-z]+|\d+", said.lower().replace("1st", "first"))
        joined = said.lower().split()[0]
        if joined in self._words.numbers:
            return self._words.numbers[joined]
        return next((self._words.numbers[one] for one in found if one in self._words.numbers), 0)

    def _with_title(self, name: str, rest: str, *tiers: Sequence[str]) -> Choice:
        """The choice by number, unless words of another title follow it: those are surer than counting."""
        end = SEGMENT_END.search(rest)
        first = rest[: end.start()] if end else rest
        if not first or _asks(first):
            return Choice(name, rest)
        said = set(words(self._retriever.spelt(first)))
        titled = name if said and said <= self._title(name) else self._named(first, *tiers)
        return Choice(titled, rest[end.end() :] if end else "") if titled else Choice(name, rest)

    def _named(self, said: str, *tiers: Sequence[str], least: float = 0.0) -> Optional[str]:
        """The only one whose title has all of these words and fits them best; of the first tier that has any."""
        stems = set(words(self._retriever.spelt(said)))
        if not stems:
            return None
        for names in tiers:
            shares = {name: len(stems) / len(self._title(name)) for name in names if stems <= self._title(name)}
            best = [name for name, share in shares.items() if share == max(shares.values()) and share >= least]
            if best:
                return best[0] if len({name.split("#")[0] for name in best}) == 1 else None
        return None

    def _title(self, name: str) -> set[str]:
        return set(words(self._retriever.card(name.split("#")[0])[0].title))


def _asks(text: str) -> bool:
    return bool(re.match(follow_up_words().questions, as_said(text)))


def _counted(names: Sequence[str], number: int) -> Optional[str]:
    """The name with this number, counted from 1 or, where negative, from the end; None where there is none."""
    if number == 0 or not -len(names) <= number <= len(names):
        return None
    return names[number - 1 if number > 0 else number]
