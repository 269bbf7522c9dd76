# `make run` opens ibdash, `make test` tests it.  Each sets itself up: a Python of 3.11 to 3.14,
# a folder .venv, and the packages of requirements*.txt, again whenever those change.

VENV := .venv
PYTHON := $(VENV)/bin/python
FOUND := python3.13 python3.12 python3.11 python3.14 python3
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(PYTHON) -m uv pip compile --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url

.PHONY: run test check format lock

run: $(VENV)/ready-to-run
	@$(PYTHON) -m ibdash start $(if $(PORT),--port $(PORT))

test: $(VENV)/ready-to-develop
	@$(PYTHON) -m pytest -n 2 --dist loadfile $(ARGS)

check: $(VENV)/ready-to-develop
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/ready-to-develop
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

lock: $(VENV)/ready-to-develop
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) -c requirements.txt --group dev -o requirements-dev.txt

$(VENV)/ready-to-run: requirements.txt | $(PYTHON)
	@echo "ibdash: pakketten ophalen. Dat duurt de eerste keer een paar minuten."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/ready-to-develop: requirements.txt requirements-dev.txt | $(PYTHON)
	@echo "ibdash: pakketten ophalen. Dat duurt de eerste keer een paar minuten."
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $@ $(VENV)/ready-to-run

$(PYTHON):
	@for python in $(FOUND); do \
		if command -v $$python >/dev/null 2>&1 && $$python -c \
			'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then \
			found=$$python; break; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "ibdash heeft Python 3.11, 3.12, 3.13 of 3.14 nodig, en dat is er niet." >&2; \
		echo "Debian of Ubuntu: sudo apt install python3 python3-venv" >&2; exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip' >/dev/null 2>&1; then \
		echo "$$found kan hier geen eigen map voor pakketten maken: python3-venv ontbreekt." >&2; \
		echo "Debian of Ubuntu: sudo apt install python3-venv" >&2; exit 1; \
	fi; \
	$$found -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
