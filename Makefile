# Two commands matter: `make run` and `make test`. Each builds .venv the first time and again only when a lock changes.
# Another Python: make clean, then make run PYTHON=python3.12    A command: make run ARGS="sandbox"    Some tests: make test ARGS="-k fever"

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=

RUN  := $(VENV)/bin/python
NODE := $(patsubst %,tests/%/node/node_modules/.installed,gateway web)
PIP  := $(RUN) -m pip install -q --no-input --disable-pip-version-check --require-hashes

# Runs under any Python, even 2.7, so that a wrong one gets a sentence and not a traceback.
define CHECK_PYTHON
import sys
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit("gelibot needs Python 3.11, 3.12 or 3.13 and this is %d.%d; name another one: make run PYTHON=python3.12" % sys.version_info[:2])
try:
    import ensurepip
except ImportError:
    sys.exit("this Python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv")
endef
export CHECK_PYTHON

.PHONY: help run install test lint drills bench coverage lock clean

help:
	@echo "make run       start the bot"
	@echo "make test      lint, types and tests;  make lint: only the first two"
	@echo "make drills    the slow, rough tests"
	@echo "make bench     measure"
	@echo "make coverage  which lines no test reaches"
	@echo "make lock      write the lock files anew (LOCK=--upgrade: with the newest versions)"
	@echo "make clean     remove .venv, node_modules and caches; data stays"

run: install
	@$(RUN) bot.py $(ARGS)

install: $(VENV)/.run-set

# Three packages that wechaty needs come as source only. Left to itself pip would fetch whatever setuptools is newest, unhashed,
# to build them: so a hashed one goes in first, and they are built with that. This works with the pip of every supported Python.
$(VENV)/.build-set: build-constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not on this machine; gelibot needs Python 3.11, 3.12 or 3.13" >&2; exit 1; }
	@$(PYTHON) -c "$$CHECK_PYTHON"
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -r build-constraints.txt
	@touch $@

$(VENV)/.run-set: requirements.lock $(VENV)/.build-set
	@echo "Installing what the bot needs (half a minute, only when requirements.lock has changed) …"
	@$(PIP) --no-build-isolation --use-pep517 -r requirements.lock
	@touch $@

$(VENV)/.dev-set: requirements-dev.lock $(VENV)/.build-set
	@echo "Installing what the tests need (a minute, only when requirements-dev.lock has changed) …"
	@$(PIP) --no-build-isolation --use-pep517 -r requirements-dev.lock
	@touch $@

# The real gateway is a Node program. Without node its tests skip and say so; in CI they fail instead.
# Not `npm ci`: it refuses a lock without an entry for every platform's optional builds. --no-save keeps to the lock and its hashes too.
ifeq ($(shell command -v npm 2>/dev/null),)
$(NODE):
	@echo "npm is not on this machine: the tests that need it ($(@D)) will be skipped."
else
$(NODE): %/node_modules/.installed: %/package-lock.json
	@echo "Installing what the tests in $(*D) need of npm (only when package-lock.json has changed) …"
	@npm install --prefix $* --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
endif

lint: $(VENV)/.dev-set
	$(RUN) -m ruff check
	$(RUN) -m mypy

# Some tests wait for a gateway or a killed process: three at a time keep two cores busy.
test: lint $(NODE)
	$(RUN) -m pytest -q -n 3 --dist worksteal $(ARGS)

# Five: no test was asked for. One half may be empty when ARGS asks for few, both may not.
drills: $(VENV)/.dev-set $(NODE)
	@$(RUN) -m pytest -q -m "drill and timed" $(ARGS); timed=$$?; [ $$timed -eq 0 ] || [ $$timed -eq 5 ] || exit $$timed; \
	$(RUN) -m pytest -q -m "drill and not timed" -n 3 --dist worksteal $(ARGS); rest=$$?; \
	[ $$rest -eq 0 ] || { [ $$rest -eq 5 ] && [ $$timed -eq 0 ]; }

bench: $(VENV)/.dev-set
	$(RUN) -m bench $(ARGS)

coverage: $(VENV)/.dev-set $(NODE)
	$(RUN) -m coverage run -m pytest -q $(ARGS)
	$(RUN) -m coverage report

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links $(LOCK)

# The locks name versions and hashes, never a place to get them from: that is each machine's own affair.
lock: $(VENV)/.dev-set
	$(COMPILE) requirements.in -o requirements.lock
	$(COMPILE) requirements-dev.in -o requirements-dev.lock
	echo setuptools | $(COMPILE) --no-annotate - -o build-constraints.txt
	@! grep -n "://" requirements.lock requirements-dev.lock build-constraints.txt

clean:
	rm -rf $(VENV) $(NODE:/.installed=) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
