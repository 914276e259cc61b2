# Everything runs in .venv, which the first target makes. PYTHON=python3.12 make demo takes another
# interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check bench format lint types clean

help:
	@echo "make demo    install, build the course, grade a sample class"
	@echo "make test    install, run the tests"
	@echo "make bench   compare with nbgrader and the last release, in an hour or two; BENCH=--quick make bench is short"
	@echo "make check   format, lint, types and tests: what CI runs"
	@echo "make format  format the code"
	@echo "make clean   remove what these made"

demo: $(READY)
	@$(BIN)/nbjudge release
	@$(BIN)/nbjudge demo

test: $(READY)
	$(BIN)/python -m pytest

check: lint types test

bench: $(READY)
	@$(BIN)/python benchmarks/grading.py $(BENCH)

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/nbjudge release --check

types: $(READY)
	$(BIN)/mypy

clean:
	rm -rf $(VENV) demo

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON). Install Python 3.11 to 3.13, for example: sudo apt-get install python3 python3-venv"; \
	  exit 1; }
	@$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" || { \
	  echo "nbjudge needs Python 3.11 to 3.13, but $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12"; \
	  exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { \
	  echo "Python's venv module is missing. Install it, for example: sudo apt-get install python3-venv"; \
	  exit 1; }
	@test "$$(df -Pk . | awk 'NR == 2 {print $$4}')" -gt 4000000 || { \
	  echo "Less than 4 GB are free on this disk, and TensorFlow needs about 3. Make room, then run make again."; \
	  exit 1; }
	@echo "Setting up $(VENV): a few minutes for the download of TensorFlow"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' || { \
	  echo "The installation failed: see pip's message above. Is there a network, and room on the disk?"; \
	  exit 1; }
	@touch $@
