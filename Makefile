# Every target that needs the environment makes it first; a second run with nothing changed installs nothing.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SOURCES_OF_ENV := pyproject.toml constraints.txt hatch_build.py package.json package-lock.json

.PHONY: site serve evidence test check figures bench lighthouse clean
.DELETE_ON_ERROR:

site: evidence
	$(BIN)/mkdocs build --strict

serve: .venv/site.stamp
	$(BIN)/mkdocs serve

# Of the tests nearest to what figures call, those whose record is missing, failing or stale; after `make test`, none.
evidence: .venv/develop.stamp
	$(BIN)/python -m pytest --quiet --colophon-stale tests/convnets

test: .venv/develop.stamp
	$(BIN)/python -m pytest --colophon

check: .venv/develop.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

figures: .venv/site.stamp
	$(BIN)/colophon figures check --report drift

bench: .venv/develop.stamp
	for script in tests/bench/*.py; do $(BIN)/python $$script || exit 1; done

# Not among the tests: what it measures depends on the machine. Its npm package is put into .cache by name and version.
lighthouse: site
	test -d .cache/lighthouse/node_modules/lighthouse || \
	  npm install --no-audit --no-fund --prefix .cache/lighthouse lighthouse@12.8.2
	$(BIN)/python tests/browser/lighthouse.py site

clean:
	rm -rf .venv .cache site dist drift $(addprefix src/mkdocs_colophon/assets/,katex fonts csl)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site.stamp: $(SOURCES_OF_ENV) | .venv/bin/python
	$(INSTALL) --upgrade pip
	$(INSTALL) --build-constraint constraints.txt --editable '.[site]'
	touch $@

.venv/develop.stamp: $(SOURCES_OF_ENV) .venv/site.stamp
	$(INSTALL) --build-constraint constraints.txt --editable '.[site,test,check]'
	touch $@
