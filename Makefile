# `make run` tries the portal on this machine; `make test` tests it. Both make what they need first.
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
# The settings as a trial has them, away from the trial's own folder.
CHECKED := TRIAL=1 PORTAL_VAR=$(CURDIR)/.mypy_cache/portal

# An environment whose Python has gone away is made again.
ifneq ($(shell $(PYTHON) -c 'print("runs")' 2>/dev/null),runs)
$(shell rm -f $(VENV)/to-run $(VENV)/to-test)
endif

.PHONY: run test check format lock manage bench weights words pictures

run: $(VENV)/to-run
	@TRIAL=1 exec $(PYTHON) manage.py trial

# Both databases are tried at once, whatever either says; what SQLite's run wrote is shown when both are done.
test: $(VENV)/to-test
	@failed=0; said=$$(mktemp); \
	TEST_DATABASE=sqlite $(PYTHON) -m pytest >$$said 2>&1 & sqlite=$$!; \
	trap 'kill $$sqlite 2>/dev/null; rm -f $$said' EXIT; \
	echo "On PostgreSQL, while SQLite's turn runs beside it:"; \
	TEST_DATABASE=postgresql $(PYTHON) -m pytest || failed=1; \
	wait $$sqlite || failed=1; \
	echo "On SQLite:"; cat $$said; \
	exit $$failed

# What it costs, in figures, on this machine: see docs/performance.md. For one database alone: make bench ON=sqlite
bench: $(VENV)/to-test
	@$(PYTHON) -m bench $(ON)

# What each public page weighs on a first visit, written to docs/weights.md; the tests hold every page to it.
weights: $(VENV)/to-test
	@WRITE_WEIGHTS=1 TEST_DATABASE=sqlite $(PYTHON) -m pytest keepitlocal/tests/test_public_weights.py

# The pictures in the README, taken from the running portal; needs a Chromium.
pictures: $(VENV)/to-test
	@$(PYTHON) -m docs.pictures.take

check: $(VENV)/to-test
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(CHECKED) $(PYTHON) -m mypy
	$(CHECKED) $(PYTHON) manage.py makemigrations --check

format: $(VENV)/to-test
	$(PYTHON) -m ruff format
	$(PYTHON) -m ruff check --fix

# For example: make manage CMD="load_round content --as-written"
manage: $(VENV)/to-run
	@TRIAL=1 exec $(PYTHON) manage.py $(CMD)

# For maintainers, who have GNU gettext: what is marked for translation goes into the Welsh catalogue, and both are compiled.
words: $(VENV)/to-run
	@$(CHECKED) $(PYTHON) manage.py words

# For maintainers, who have uv; LOCK=--upgrade takes newer releases.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(LOCK) --output-file requirements.txt requirements.in
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(LOCK) --output-file requirements-dev.txt requirements-dev.in

# A stamp is the last thing made, and goes before anything is changed: an environment without one is half made, and made again.
$(VENV)/to-run: requirements.txt
	@if [ -e $@ ]; then rm -f $@ $(VENV)/to-test; else $(new-environment); fi
	@echo "Installing what the portal needs (once, about half a minute) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/to-test: $(VENV)/to-run requirements-dev.txt
	@rm -f $@ $(VENV)/to-run
	@echo "Installing what the tests need (once, about half a minute) ..."
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $(VENV)/to-run $@

# Some Pythons are there and do not run, and some come without what an environment is made from: each is tried.
define new-environment
for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then \
		echo "Making an environment in $(VENV) with $$($$python --version) ..."; \
		exec $$python -m venv --clear $(VENV); \
	fi; \
done; \
echo "The portal needs Python 3.11, 3.12, 3.13 or 3.14 with venv, and none was found. On Debian or Ubuntu: apt install python3-venv"; \
exit 1
endef
