import datetime as dt

import pytest

from bot.privacy.redact import Redactor
from bot.skills.walk import is_active
from bot.skills.walk.codes import CODE, read_codes
from bot.skills.walk.export import Answers
from bot.skills.walk.merge import merge, merged_files

TODAY = dt.date(2026, 11, 23)


def answers(model, route, default, **given):
    found = {question.id: default for question in model.questions(route)}
    found |= {name.replace("_", "-"): answer for name, answer in given.items()}
    return Answers(model=model.version, route=route, on=TODAY, answers=found)


def test_the_joint_answer_is_the_most_cautious_of_those_who_know(model):
    merged = merge(
        model,
        {
            "leader": answers(model, "councillor", "yes", lead_owner="unknown", protect_backups="unknown"),
            "it": answers(model, "practitioner", "yes", lead_owner="partly", protect_backups="no"),
        },
    )
    assert merged.joint.answers["lead-owner"] == "partly" and merged.joint.answers["protect-backups"] == "no"
    assert merged.joint.answers["know-services"] == "yes"


def test_it_shows_where_people_disagree_the_sharpest_first(model):
    merged = merge(
        model,
        {
            "leader": answers(model, "councillor", "yes", lead_owner="unknown", know_suppliers="partly"),
            "it": answers(model, "practitioner", "yes", protect_backups="no"),
        },
    )
    assert [(entry.question.id, entry.kind) for entry in merged.disagreements] == [
        ("protect-backups", "clash"),
        ("know-suppliers", "differ"),
        ("lead-owner", "known-by-some"),
    ]
    assert merged.disagreements[0].given == {"leader": "yes", "it": "no"}


def test_a_question_that_only_one_was_asked_is_no_disagreement(model):
    merged = merge(model, {"a": answers(model, "councillor", "yes"), "b": answers(model, "practitioner", "yes")})
    assert merged.disagreements == [] and merged.joint.answers["know-threat"] == "yes"


def test_one_person_cannot_disagree(model):
    with pytest.raises(ValueError, match="two or more"):
        merge(model, {"a": answers(model, "councillor", "yes")})


def test_the_joint_picture_is_a_document_with_everybodys_answers(model, corpus):
    merged = merge(model, {"leader": answers(model, "councillor", "no"), "it": answers(model, "practitioner", "yes")})
    contents = merged_files(corpus, merged)
    assert set(contents) == {"html", "docx", "md", "csv"}
    page = contents["md"].decode()
    assert "Where we disagree" in page and "leader: No; it: Yes" in page
    assert contents["csv"].decode("utf-8-sig").splitlines()[0] == "Step,Question,Together,leader,it"


def finished(talk, role, answer):
    walk = talk(role)
    walk.start()
    while is_active(walk.state):
        walk.say(answer)
    return walk, CODE.search(walk.text).group()


def test_a_walk_ends_with_a_code_that_holds_its_answers(talk, model):
    walk, code = finished(talk, "councillor", "partly")
    people = read_codes(f"merge {code}", model, "Person")
    assert list(people) == ["Person 1"]
    assert people["Person 1"].answers == walk.state["last"]["answers"]
    assert (people["Person 1"].route, people["Person 1"].on) == ("councillor", TODAY)


def test_what_was_skipped_is_open_in_the_code(talk, model):
    walk = talk()
    walk.start()
    walk.say("skip")
    while is_active(walk.state):
        walk.say("no")
    people = read_codes(CODE.search(walk.text).group().upper(), model, "Person")
    assert people["Person 1"].answers == walk.state["last"]["answers"] and len(people["Person 1"].answers) == 13


def test_codes_are_put_together_in_the_chat_under_the_names_before_them(talk):
    (_, leader), (walk, it) = finished(talk, "councillor", "yes"), finished(talk, "head-of-it", "no")
    walk.start(f"merge leader {leader}, head of IT: {it}")
    assert walk.outcome.reply.status == "walk_merged"
    assert "leader: Yes; head of IT: No" in walk.text and "You disagree on" in walk.text
    kinds = [part.kind for part in walk.outcome.reply.parts]
    assert "chart" in kinds and "document" in kinds
    assert not is_active(walk.state) and walk.state["last"]


def test_one_code_is_put_together_with_ones_own_answers(talk):
    (_, leader), (walk, _) = finished(talk, "councillor", "yes"), finished(talk, "head-of-it", "no")
    walk.start(f"merge {leader}")
    assert "Person 1: Yes; You: No" in walk.text


def test_people_who_agree_are_told_to_make_sure(talk):
    _, code = finished(talk, "councillor", "yes")
    walk = talk()
    walk.start(f"merge mayor {code} and clerk {code}")
    assert "You do not disagree anywhere" in walk.text


def test_a_merge_in_the_middle_of_a_walk_comes_back_to_the_open_question(talk):
    _, code = finished(talk, "councillor", "yes")
    walk = talk()
    walk.start()
    question = walk.question
    walk.say(f"merge mayor {code} and clerk {code}")
    assert walk.outcome.reply.status == "walk_merged" and walk.question == question and is_active(walk.state)


@pytest.mark.parametrize("text", ["merge our answers", "put our answers together please", "merge"])
def test_without_codes_it_is_explained_how(talk, text):
    walk = talk()
    walk.start(text)
    assert walk.outcome.reply.status == "walk_merge_how" and "merge leader walk-..." in walk.text
    assert not is_active(walk.state)


def test_a_code_with_a_slip_or_of_other_questions_is_refused(talk, model):
    _, code = finished(talk, "councillor", "yes")
    wrong = [code[:-1], code[:-1] + "n", code.replace("councillor", "pirate"), code.replace("-26", "-99", 1)]
    for slip in wrong:
        walk = talk()
        walk.start(f"merge {slip} {code}")
        assert walk.outcome.reply.status == "walk_merge_how" and f"I cannot read **{slip}**" in walk.text


def test_no_code_is_taken_for_a_secret():
    for number in range(0, 4096, 61):
        text = f"merge finance walk-councillor-261125-{number:03x}-ynpuoxynpuoxyn"
        assert Redactor().redact(text) == text
