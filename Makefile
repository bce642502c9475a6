# run: set up, load the samples where there is no database yet, open the dashboard · test · check · bench · shots · lock
PYTHON ?= python3
BIN := .venv/bin
DB ?= data/teirei.duckdb
PORT ?= 8501

.PHONY: run test check bench shots lock clean

run: .venv/ready $(DB).d/CURRENT
	$(BIN)/teirei dashboard --db $(DB) --port $(PORT)

test: .venv/ready
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check src
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_trm.py
	$(BIN)/python tools/bench_renewals.py

shots: .venv/ready $(DB).d/CURRENT
	TEIREI_DB=$(DB) $(BIN)/python tools/shots.py shots

lock: .venv/ready
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command "make lock" --group dev --upgrade pyproject.toml -o requirements.lock

$(DB).d/CURRENT: | .venv/ready
	$(BIN)/teirei load data/samples --db $(DB) --as-of 2026-10-05T08:30:00+09:00

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Teirei needs Python 3.11 or newer')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch .venv/ready

clean:
	rm -rf .venv build dist
