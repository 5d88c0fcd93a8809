# `make help` lists the targets. What takes more than a line stands in scripts/ or in helpcenter/build/.

BIN := .venv/bin
SERVING := .venv/installed-serve
TESTING := .venv/installed-test
# A file's tests stay together, since they share what its fixtures set up; browser tests stay last (tests/conftest.py).
PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

serve: $(SERVING) ## Install, build and serve on http://localhost:3000 (HELPCENTER_PORT, HELPCENTER_HOST)
	@$(BIN)/helpcenter serve

test: $(TESTING) ## Install what is missing, a browser too, and run all tests
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/helpcenter build
	@$(BIN)/pytest $(PARALLEL) $(ARGS)

bench: $(TESTING) ## Measure it beside a static site and a bare Reflex app; ARGS="paint search", ARGS=--help
	@$(BIN)/python -m bench $(ARGS)

check: $(TESTING) ## The locked packages, formatting, lint, types, import contracts, dead code, and the content of all stores
	$(BIN)/python -m pip check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	for store in content examples/stores/*/; do $(BIN)/helpcenter check --store $$store || exit 1; done

format: $(TESTING) ## Put the sources into the format that `make check` wants
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(TESTING) ## Lock what pyproject.toml asks for; newest versions with ARGS=--upgrade
	$(LOCK) --extra install --extra dev $(ARGS) pyproject.toml -o requirements.lock
	$(LOCK) --extra install --no-annotate -c requirements.lock pyproject.toml -o requirements-serve.lock

clean: ## Remove everything that was installed or built; var/ with the database stays
	rm -rf .venv .web .frontend .states test-results .*_cache .hypothesis

.PHONY: help serve test bench check format lock clean

$(SERVING): requirements-serve.lock pyproject.toml scripts/install
	@scripts/install $<
	@touch $@

$(TESTING): requirements.lock pyproject.toml scripts/install
	@scripts/install $<
	@touch $@ $(SERVING)
