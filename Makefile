# Every target sets up what it lacks first and is quick when nothing is lacking (tools/setup.sh).
# ARGS are handed on: make test ARGS="tests/knowledge -x"

MAKEFLAGS += --no-print-directory
BIN := .venv/bin

.PHONY: run test coverage faults bench dist screenshots pages check lock
.DEFAULT_GOAL := run

run: ## Open FlipDesk on the sample knowledge base; without a screen, do the same job and print it
	@tools/setup.sh run
	@tools/run.sh

TESTS = QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest -n 2 --dist loadfile

test: ## Run the tests
	@tools/setup.sh run test
	@$(TESTS) $(ARGS)

coverage: ## Run the tests and tell which branches they leave out; takes half as long again
	@tools/setup.sh run test
	@$(TESTS) --cov --cov-report=term:skip-covered $(ARGS)

faults: ## 10,000 faults, 100 power cuts, 100,000 hostile files and more; about 50 minutes
	@tools/setup.sh run test
	@FLIPDESK_FAULT_RUNS=200 FLIPDESK_POWER_CUTS=100 FLIPDESK_HISTORIES=500 \
		FLIPDESK_EVERY_SCHEMA=1 FLIPDESK_EVERY_PAGE=1 FLIPDESK_FUZZ=100000 \
		FLIPDESK_FAULT_POINTS=10000 \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/faults \
		tests/services/test_edit_histories.py $(ARGS)

check: lint format types imports catalogues ## Run the linter, the type checker and the import rules

.PHONY: lint format types imports catalogues ready
ready:
	@tools/setup.sh run test

lint: ready
	$(BIN)/ruff check

format: ready
	$(BIN)/ruff format --check

types: ready
	$(BIN)/mypy

imports: ready
	$(BIN)/lint-imports

catalogues: ready
	$(BIN)/python tools/catalogue.py check

bench: ## Run every benchmark
	@tools/setup.sh run
	@tools/bench.sh $(ARGS)

dist: ## Build a folder that runs without Python: dist/flipdesk
	@tools/setup.sh run dist
	@tools/dist.sh

screenshots: ## Draw every room from the sample knowledge base
	@tools/setup.sh run test
	@$(BIN)/python tools/screenshots.py $(ARGS)

pages: ## Turn the documents of the samples into PDF and pictures to look at: dist/pages
	@tools/setup.sh run test
	@$(BIN)/python tools/pages.py $(ARGS)

lock: ## Compile the lock files again; make lock ARGS=--upgrade takes newer versions
	@tools/setup.sh run
	@tools/lock.sh $(ARGS)
