# The verbs of this project. People, hooks and CI use the same ones.
SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
ANKIS := .venv-anki/done .venv-anki-2024/done
APART := $(ANKIS) .venv-site/done .venv-workflows/done
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help review test check format lint types imports docs docs-check site workflows decks decks-check dist dist-check bench faults simulate both-places sync-load clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

review: $(VENV)/run ## start today's review (sets everything up the first time)
	@$(BIN)/lpcards review

test: ## run the tests (sets everything up the first time; SEED=n repeats a run)
	@$(MAKE) --no-print-directory -j2 $(VENV)/dev .venv-anki/done
	$(BIN)/python -m pytest -n 4 --dist worksteal -q $(if $(SEED),--hypothesis-seed=$(SEED))

check: export LPCARDS_TESTS := long
check: $(ANKIS) format lint types imports docs-check site workflows decks-check dist-check test ## all that CI asks; its tests are the long runs of `make test`
	$(MAKE) faults MOST=100

format: $(VENV)/dev ## is everything formatted? (FIX=1 formats)
	$(BIN)/ruff format $(if $(FIX),,--check) src tests bench release docs/*.py

lint: $(VENV)/dev ## ruff over everything (FIX=1 mends what it can)
	$(BIN)/ruff check $(if $(FIX),--fix,) src tests bench release docs/*.py

types: $(VENV)/dev ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/dev ## do the rooms know only what they may know?
	$(BIN)/lint-imports --cache-dir .import_linter_cache

docs: $(VENV)/dev ## write the generated parts of the docs and the shipped schema
	$(BIN)/cog -r docs/*.md
	$(BIN)/python docs/manpage.py > docs/lpcards.1
	$(BIN)/lpcards schema > content/lpcards.schema.json
	PYTHONPATH=tests $(BIN)/python docs/cast.py > docs/review.svg

docs-check: $(VENV)/dev ## are the generated parts of the docs and the shipped schema current?
	$(BIN)/cog --check --diff docs/*.md
	$(BIN)/python docs/manpage.py | diff -u docs/lpcards.1 -
	$(BIN)/lpcards schema | diff -u content/lpcards.schema.json -
	PYTHONPATH=tests $(BIN)/python docs/cast.py | cmp docs/review.svg -

site: .venv-site/done ## build the docs as a site into site/, and look for dead links in it
	rm -rf site
	.venv-site/bin/sphinx-build -q -n -E -W --keep-going -d .venv-site/doctrees -c docs . site
	.venv-site/bin/python docs/dead_links.py site

workflows: .venv-workflows/done ## are GitHub's workflows and issue forms sound?
	.venv-workflows/bin/actionlint .github/workflows/*.yml
	.venv-workflows/bin/zizmor --offline --quiet .github/workflows
	.venv-workflows/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	.venv-workflows/bin/check-jsonschema --builtin-schema vendor.github-issue-forms \
		$(filter-out %/config.yml, $(wildcard .github/ISSUE_TEMPLATE/*.yml))

decks: $(VENV)/run ## build the library's Anki decks into decks/
	$(BIN)/lpcards --content content build
	$(BIN)/lpcards --content content build --all

decks-check: $(VENV)/dev ## are the library's decks current?
	$(BIN)/lpcards --content content build --check
	$(BIN)/lpcards --content content build --all --check

dist: $(VENV)/dev ## build wheel and source archive into dist/ (TAG=vX.Y.Z: only if that is the version)
	@version=v$$($(BIN)/lpcards --version | sed 's/.* //'); test "$(or $(TAG),$$version)" = "$$version" || \
		{ echo "the tag is $(TAG), and the version $$version" >&2; exit 1; }
	rm -rf dist
	$(BIN)/python -m build --outdir dist

dist-check: $(VENV)/dev ## do wheel and source archive install and run? (PYTHON=... names the Python)
	$(BIN)/python -m pytest -q release --python "$(PYTHON)"

faults: $(VENV)/dev ## let system calls fail in every command that writes (MOST=100: so many each); all write docs/reliability.md
	PYTHONPATH=tests $(BIN)/python -m faults $(if $(MOST),--most $(MOST) --kills 20,--table docs/reliability.md)

bench: $(VENV)/dev ## measure, in ratios, and write docs/benchmarks.md
	$(BIN)/python bench/run.py

simulate: $(VENV)/dev ## let made-up learners prepare for an interview, and write docs/simulation.md
	$(BIN)/python bench/simulate.py

both-places: $(VENV)/dev .venv-anki/done ## let made-up learners answer on a phone and in the terminal, and write docs/two-schedulers.md
	$(BIN)/python bench/both_places.py

sync-load: $(VENV)/dev ## measure syncs with a full folder and a full hub, and write the tables of docs/sync.md
	PYTHONPATH=tests $(BIN)/python bench/sync.py

clean: ## remove what was set up
	rm -rf $(VENV) $(dir $(APART)) dist site

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "lpcards needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(VENV)/bin/python requirements/run.txt pyproject.toml
	$(PIP) install -r requirements/run.txt
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(PIP) install -r requirements/dev.txt
	@touch $@

# Real Anki, for tests only: its wheels are AGPL, and two of them cannot share an environment.
.venv-anki/done: requirements/anki.txt
.venv-anki-2024/done: requirements/anki-2024.txt
# What only one verb needs: nothing of it can get into a test's way.
.venv-site/done: requirements/site.txt
.venv-workflows/done: requirements/workflows.txt
$(APART):
	@test -n "$(PYTHON)" || { echo "lpcards needs Python 3.11 or newer" >&2; exit 1; }
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@
