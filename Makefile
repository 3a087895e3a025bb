# Everything that a person does with this project; `make help` lists it.
PY := .venv/bin/python
.DEFAULT_GOAL := help

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make or refresh the environment in .venv
	@scripts/setup

run: setup ## build what is missing, start the bot, print its address
	@$(PY) -m bot.cli.main run

test: setup ## run the whole suite
	@scripts/test $(ARGS)

chromium: setup ## find Chromium for the browser tests, or install it
	@$(PY) -m tests.browser.chromium

browser: chromium ## run the browser tests alone
	@$(PY) -m pytest tests/browser $(ARGS)

teams-client: setup ## try the Teams door with Microsoft's own client, fetched by npm
	@$(PY) -m pytest -m playground tests/bot/channels/teams/test_playground.py -rs $(ARGS)

index: setup ## build the search index from corpus/
	@$(PY) -m bot.cli.main index build

train: setup ## train the language model
	@$(PY) -m bot.cli.main train

check: setup ## lint, format, types, arrows between the rooms
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

format: setup ## format and sort what can be
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: setup ## measure against the bot of `rasa init`; writes results/bench.json
	$(PY) -m tests.bench $(ARGS)

eval: setup ## measure finding, abstaining, dialogue acts and follow-ups; writes results/eval.json
	@scripts/peers
	$(PY) -m tests.evaluation $(if $(EPOCHS),--diet-epochs $(EPOCHS))

build-time: setup ## measure how long the index builds, and after one changed card; writes results/build.json
	$(PY) -m tests.scaling.building

scale: setup ## measure search at 100,000 and a million passages; writes results/scale.json
	$(PY) -m tests.scaling

tune: setup ## fit ranking, calibration, follow-ups and questions in an incident on the development questions, into their settings
	$(PY) -m tests.evaluation.tune
	$(PY) -m tests.evaluation.tune_follow_ups
	$(PY) -m tests.evaluation.tune_going_on
	$(PY) -m tests.evaluation.tune_side_questions

triage-figures: setup ## measure whole triages and first messages with the running bot; writes results/triage.json
	$(PY) -m tests.conversations.measure_triage

corpus-report: setup ## count and check the corpus; writes results/corpus.json
	$(PY) -m bot.cli.main corpus report

walk-report: setup ## count what walks, exercises and bites say; writes results/walk.json
	$(PY) -m tests.reading

lock: ## write requirements/*.lock anew from pyproject.toml
	@scripts/lock

clean: ## remove everything that was built, but not conversations
	rm -rf build/index build/encoder build/models build/rasa-cache build/peer-cache build/logs build/web

.PHONY: help setup run test chromium browser teams-client index train check format bench eval build-time scale tune triage-figures corpus-report walk-report lock clean
