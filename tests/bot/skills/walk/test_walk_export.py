import csv
import datetime as dt
import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.skills.walk.compare import compare
from bot.skills.walk.export import files, read_answers
from bot.skills.walk.result import result
from bot.skills.walk.views import say

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def found(model):
    mixed = ["no", "partly", "yes", "unknown", "other"]
    answers = {question.id: mixed[number % 5] for number, question in enumerate(model.questions("executive"))}
    return result(model, "executive", answers, TODAY)


@pytest.fixture(scope="module")
def contents(found, corpus):
    return files(corpus, found)


def test_the_html_needs_nothing_else_and_has_a_chart_with_a_text_equivalent(contents, found):
    page = contents["html"].decode()
    assert "<svg" in page and 'role="img"' in page and "<desc>" in page and "@media print" in page
    assert "<script" not in page and "src=" not in page and "<link" not in page
    assert found.plan[0].action.do in page and found.plan[0].action.done_when in page


def test_the_word_document_opens_and_holds_plan_questions_and_answers(contents, found, model):
    document = Document(io.BytesIO(contents["docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "Action plan" in text and "Questions to ask" in text and model.provenance in text
    assert {item.action.do for item in found.plan} <= cells
    assert document.core_properties.author == "Think Cyber"


def test_the_markdown_holds_the_same(contents, found):
    text = contents["md"].decode()
    for item in found.plan:
        assert item.action.do in text and item.action.first_step in text
    assert "- [ ]" in text


def test_the_csv_has_one_row_for_each_action(contents, found):
    rows = list(csv.DictReader(io.StringIO(contents["csv"].decode("utf-8-sig"))))
    assert [row["action"] for row in rows] == [item.action.do for item in found.plan]
    assert all(row["owner"] and row["done when"] and row["first step"] for row in rows)


def test_the_workbook_has_plan_maturity_questions_and_answers(contents, found):
    book = load_workbook(io.BytesIO(contents["xlsx"]))
    assert book.sheetnames == ["Action plan", "Maturity", "Questions to ask", "Answers", "Counts towards"]
    assert book["Action plan"].max_row == len(found.plan) + 1
    assert book["Maturity"].max_row == 8


def test_the_answers_can_be_read_again(contents, found, model, tmp_path):
    path = tmp_path / "answers.json"
    path.write_bytes(contents["json"])
    kept = read_answers(path, model)
    assert kept.answers == found.answers and kept.route == "executive" and kept.on == TODAY


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"format": "other"}', '{"a": 1}'])
def test_a_file_that_is_not_ours_is_refused_in_words(text, model, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="x.json"):
        read_answers(path, model)


def test_answers_that_the_model_does_not_know_are_left_out(contents, model, tmp_path):
    data = json.loads(contents["json"])
    data["answers"] |= {"gone": "yes", "lead-owner": "perhaps"}
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    kept = read_answers(path, model)
    assert "gone" not in kept.answers and "lead-owner" not in kept.answers


def test_what_changed_since_the_last_time_is_in_the_document(found, corpus, model):
    earlier = result(model, "executive", dict.fromkeys(found.answers, "no"), dt.date(2026, 5, 1))
    page = files(corpus, found, compare(earlier, found))["md"].decode()
    assert "What has changed since 1 May 2026" in page and " | No | Yes |" in page


def test_what_the_answers_count_towards_is_told_by_part_of_each_framework(contents, found, model):
    text = contents["md"].decode()
    for framework in model.frameworks:
        asked = {item for question in model.questions("executive") for item in question.maps.get(framework.id, [])}
        for item in framework.items:
            assert (item.label in text) == (item.id in asked), item
    rows = list(load_workbook(io.BytesIO(contents["xlsx"]))["Counts towards"].iter_rows(min_row=2, values_only=True))
    backups = next(answers for _, part, answers in rows if part.startswith("3 Backups"))
    assert backups == f"{say()('answer_' + found.answers['protect-backups'])} (1)"


def test_nothing_that_was_answered_is_missing_from_the_document(contents, found, model):
    text = contents["md"].decode()
    for question in model.questions("executive"):
        assert question.wording("executive") in text


def test_an_empty_walk_still_makes_a_document(model, corpus):
    assert files(corpus, result(model, "councillor", {}, TODAY))["html"]
