"""Every rule of every playbook is fired by at least one dialogue, and the table says by which."""

from write_coverage import TABLE, coverage, table


def test_every_rule_is_fired_by_a_dialogue(triage, played):
    assert not [rule for rule, names in coverage(triage, played).items() if not names]


def test_the_table_is_up_to_date(triage, played):
    written = TABLE.read_text(encoding="utf-8")
    assert written == table(triage, played), "run tests/bot/skills/triage/write_coverage.py"
