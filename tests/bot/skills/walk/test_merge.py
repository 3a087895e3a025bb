import datetime as dt

import pytest

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
