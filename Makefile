# Every target sets up what it lacks first and is quick when nothing is lacking (tools/setup.sh).
# ARGS are handed on: make test ARGS="tests/knowledge -x"

MAKEFLAGS += --no-print-directory
BIN := .venv/bin

.PHONY: run test bench dist screenshots check lock
.DEFAULT_GOAL := run

run: ## Open FlipDesk on the sample knowledge base; without a screen, do the same job and print it
	@tools/setup.sh run
	@tools/run.sh

test: ## Run the tests with branch coverage
	@tools/setup.sh run test
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest --cov --cov-report=term:skip-covered $(ARGS)

check: ## Run the linters, the type checker and the import rules
	@tools/setup.sh run test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
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

lock: ## Compile the lock files again; make lock ARGS=--upgrade takes newer versions
	@tools/setup.sh run
	@tools/lock.sh $(ARGS)
