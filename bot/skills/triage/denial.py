"""What a message denies, doubts, leaves undone, or tells of another side's doing."""

from __future__ import annotations

import re

from bot.skills.triage.words import normal, pattern
from index.content.triage import Hearing

DONE, MONEY, REACH, SERVICES = "done", "money", "reach", "services"
WORD = re.compile(r"[\w']+")
NEARLY = re.compile(r"\b(?:nearly|almost) (?:\w+ )?$")
CUT = re.compile(r"[,.;:!?]|\bbut\b")
CLAUSE = re.compile(r"[,.;:!?]|\b(?:and|but|so)\b")
NOT_KNOWN = re.compile(
    r"\W*(?:(?:is|are|still) )*(?:unknown|not known|unclear|unsure|not sure)\b"
    r"(?! (?:how|what|when|where|which|who|why|if|whether)\b)"
)
# To be without what one lives by is no denial of danger: "she hasn't had her insulin".
LACKS = re.compile(r"\b\w+n't (?:been )?(?:had|have|got|get|given)\b")
SPARED = re.compile(
    r"\s(?:(?:is|are|was|were|has|have|had)(?:n't|\s+not)|not)\s+(?:been\s+)?"
    r"(?:affected|touched|hit|reached|involved|taken|stolen|copied|seen|included"
    r"|compromised|lost|at risk|in it|on it)\b"
)
# Of what an attack may have reached: "the backup is offline on tape".
SAFE = re.compile(
    r"(?:s|'s)?(?: (?:and|or|&) \w+(?: \w+)?)?\s(?:(?:we|i) (?:think|believe|reckon) )?"
    r"(?:(?:is|are|was|were|all|still|looks?)\s)*"
    r"(?:on (?:an? |its own |their own )?)?"
    r"(?:safe|fine|ok|okay|offline|off ?site|clean|intact|untouched|unaffected|separate|immutable|elsewhere"
    r"|unplugged)\b"
)
UNSURE_ABOUT = re.compile(
    r"\b(?:don't know|do not know|dunno|not sure|unsure|no idea|can't say|couldn't say)"
    r" (?:about|on|re|for|if|whether)(?: (?:the|our|any|it's|its|it|they|got|reached|hit|into))* $"
)
NO_AFTER = re.compile(r"[?,:]?\s(?:no|not|none|nope)\s*(?:$|[,.;])")
OURS = re.compile(r"told-|paid|recalled")  # steps that no attacker takes, so that "someone" is one of us
# A no to what was asked or taken, not to what follows: "no I have bought them".
NO_TO_THAT = re.compile(r"(?:^|\bso\b|\band\b)\s*(?:no|nope|nah) (?=(?:i|we|he|she|they|it)(?:'\w+)?\b)")
THEY = re.compile(r"\bthey(?:'\w+)?$")


NOT_SO = re.compile(
    r"\b(?:not|isn't|wasn't|aren't|weren't|ain't|never|hasn't|haven't) (?:been |actually |really |even |got )*"
    r"(?:hacked|hijacked|taken over|broken into|compromised|breached|attacked|locked|encrypted|stolen|lost)\b"
)


# What our own side locked is no attacker's work: "IT locked it at 2am".
OUR_LOCK = re.compile(
    r"\b(?:it|ict|helpdesk|desk|we|i)(?:'ve| have| has)? (?:remotely |now |already )?(?:locked|wiped|blocked) "
    r"(?:it|her|him|(?:her|his|their) \w+)\b"
)


def affirmed(text: str) -> str:
    """A message without what it says has not happened, or that we did: "it's not hacked, it's a fake account"."""
    said = normal(text)
    left = OUR_LOCK.sub(" ", NOT_SO.sub(" ", said))
    return left.strip(" ,") if left != said else text


class Denial:
    """Tells whether a phrase that stands in a message is said of us, and not denied.

    Args:
        hearing: the words of denial and doubt, and of who may have done something.
    """

    def __init__(self, hearing: Hearing):
        self._hearing = hearing

    def denies_danger(self, before: str) -> bool:
        """Whether a clause says no to danger; to be without what one lives by is none: "she hasn't had her insulin"."""
        return self.said_no(LACKS.sub(" ", before))

    @staticmethod
    def not_known_about(before: str) -> bool:
        """Whether a phrase is what somebody does not know about: "dunno about admin accounts"."""
        return UNSURE_ABOUT.search(before) is not None

    @staticmethod
    def spares(after: str) -> bool:
        """Whether what follows says of something that it was not reached: "email is NOT affected", "email's fine"."""
        return bool(SPARED.match(after) or SAFE.match(after))

    @staticmethod
    def is_not_known(after: str) -> bool:
        """Whether a phrase is followed by its being unknown: "backups unknown"."""
        return NOT_KNOWN.match(after) is not None

    def no_step_of_ours(self, step: str, before: str, after: str = "") -> bool:
        """Whether a step that a message names was not taken, or by another side."""
        return self.undone(before) or self.by_others(step, before, after)

    def undone(self, before: str) -> bool:
        """Whether what follows is only asked, wanted, advised or left undone: "should I", "they want us to"."""
        clause = CLAUSE.split(before)[-1]
        return any(pattern(word).search(clause) for word in self._hearing.undone) or bool(
            re.search(r"(?:\bto|\b(?:says?|said|tell(?:s|ing)?|advis\w+|recommend\w*)(?: (?:we|you|us|to))?) $", clause)
        )

    def by_others(self, step: str, before: str, after: str) -> bool:
        """Whether the doer of a step is of another side, such as an attacker, an antivirus or a supplier.

        The last doer that is named before it in its clause counts. Nobody named, as in "backups wiped", is our side,
        and so are "they" once any of us was named.
        """
        hearing, harmless = self._hearing, bool(OURS.match(step))
        named = [*hearing.others, *(() if harmless else hearing.strangers)]
        if any(re.match(rf"[^,.;]*\bby (?:the |an? |our )?{pattern(word).pattern}", after) for word in named):
            return True
        clause = CLAUSE.split(before)[-1]
        others = max((hit.end() for word in named for hit in pattern(word).finditer(clause)), default=0)
        ours = [hit.end() for word in hearing.ours for hit in pattern(word).finditer(clause)]
        if others <= max(ours, default=0):
            return False
        they = THEY.search(clause[:others])
        return not (they and any(pattern(word).search(before) for word in hearing.ours))

    def begins_with_others(self, text: str) -> bool:
        """Whether a message tells what another side did: "the supplier has cut us off", not "rung the supplier"."""
        named = (*self._hearing.others, *self._hearing.strangers)
        return any(re.match(rf"(?:the |an? |our )?{pattern(word).pattern}", text) for word in named)

    def denied(self, fact: str, phrase: str, text: str, hit: re.Match[str]) -> bool:
        """Whether the words before a phrase, within its gaps or just after it say no."""
        before, after = text[: hit.start()], text[hit.end() :]
        negations, own = set(self._hearing.negations), set(WORD.findall(phrase))
        if fact == MONEY and NEARLY.search(before):
            return True
        if "~" in phrase and (set(WORD.findall(hit.group())) - own) & negations:
            return True
        if fact in (REACH, SERVICES) and SAFE.match(after):
            return True
        following = not own & negations and (SPARED.match(after) or NO_AFTER.match(after))
        return bool(following) or self.said_no(before)

    def said_no(self, before: str) -> bool:
        """Whether one of the last words of a clause says no to what follows."""
        hearing = self._hearing
        words = WORD.findall(NO_TO_THAT.sub("", CUT.split(before)[-1]))[-hearing.reach_of_negation :]
        return bool(set(words) & set(hearing.negations))

    def doubts(self, before: str) -> bool:
        """Whether what stands before what would calm leaves it in doubt: "if it is encrypted", "do we cut the link"."""
        hearing, words = self._hearing, WORD.findall(NO_TO_THAT.sub("", CUT.split(before)[-1]))
        asked = any(re.search(form, before) for form in hearing.asked)
        return asked or bool(set(words) & {*hearing.negations, *hearing.doubts})
