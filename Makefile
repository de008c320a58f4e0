# Everything a person or a machine does with this checkout. `make` alone lists it.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv/bin/python
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

.DEFAULT_GOAL := help
.PHONY: help python-is-there install install-dev demo test test-thorough lint format messages stack bench lock clean

help: ## list what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null || grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

python-is-there:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Quipu needs Python 3.11 or newer, and there is no '$(PYTHON)' on this machine. Install it, or name yours: make PYTHON=/path/to/python3 …" >&2; exit 1; }

install: python-is-there ## install what the site needs into .venv (a second run is instant)
	@$(PYTHON) scripts/bootstrap.py runtime

install-dev: python-is-there ## the same, with what the tests need
	@$(PYTHON) scripts/bootstrap.py dev

demo: install ## the whole site with its record and one user per role (HOST=127.0.0.1 PORT=8000); Ctrl-C ends it
	@exec $(VENV) -m scripts.demo --host "$(HOST)" --port "$(PORT)"

test: install-dev lint ## lint and the whole suite, on SQLite and on PostgreSQL
	@exec $(VENV) -m scripts.suite

test-thorough: install-dev lint ## the same with far more examples and faults, and everything on both databases; takes much longer
	@exec $(VENV) -m scripts.suite --thorough

lint: install-dev ## style, types, templates, import arrows, migrations, catalogues
	@exec $(VENV) -m scripts.lint

format: install-dev ## put Python files into the project's style
	@$(VENV) -m ruff check --fix --exit-zero .
	@$(VENV) -m ruff format .

messages: install-dev ## collect the texts of the interface into locale/*/LC_MESSAGES/django.po
	@exec $(VENV) -m scripts.messages

stack: install-dev ## every service of docker-compose.yml as a plain process, without Docker; Ctrl-C ends it
	@exec $(VENV) -m scripts.stack --port "$(PORT)"

bench: install-dev ## measure regeneration and serving, as ratios of one run
	@exec $(VENV) -m benchmarks

lock: ## resolve pyproject.toml again into the two lock files (needs uv; UPGRADE=--upgrade for newer versions)
	@$(LOCK) $(UPGRADE) --extra dev pyproject.toml --output-file requirements-dev.lock >/dev/null
	@$(LOCK) --constraint requirements-dev.lock pyproject.toml --output-file requirements.lock >/dev/null

clean: ## remove what was installed and cached; the database and media under var/ stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find locale content transparency site scripts tests \( -name '*.mo' -o -name '__pycache__' \) -prune -exec rm -rf {} +
