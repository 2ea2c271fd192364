# Set-up happens by itself: `make run` does the main job on schedules/, `make test` passes all tests.
PYTHON ?= python3
PY = .venv/bin/python
PIP = .venv/bin/pip --disable-pip-version-check --quiet

.PHONY: run test check bench clients faults fuzz picture messages golden clean

run: .venv/run
	.venv/bin/planner run schedules --out build

test: .venv/dev .venv/clients check
	$(PY) -m pytest --numprocesses auto --dist loadfile

check: .venv/dev
	.venv/bin/ruff check planner tests
	.venv/bin/ruff format --check planner tests
	.venv/bin/mypy
	.venv/bin/lint-imports

# 20,000 mutated files for every reader, 200 for LibreOffice and text recognition: about half an hour.
fuzz: .venv/dev
	$(PY) -m tests.fuzz

# One fault of each kind in each of 500 schedules; hostile texts through every property of a feed; killed exports and
# publishes; hostile requests: some ten minutes.
faults: .venv/dev .venv/clients
	$(PY) -m tests.faults
	$(PY) -m tests.repair.mended
	$(PY) -m tests.export.hostile
	$(PY) -m tests.serve.faults

# Feeds in calendar programs of Debian: says which are missing and how to install them.
clients: .venv/dev .venv/clients
	$(PY) -m tests.clients

bench: .venv/bench
	$(PY) -m tests.bench
	$(PY) -m tests.bench.dates_bench
	$(PY) -m tests.bench.read_bench
	$(PY) -m tests.bench.diff_bench
	$(PY) -m tests.bench.serve_bench
	$(PY) -m tests.bench.feed_bench
	$(PY) -m tests.bench.check_bench
	$(PY) -m tests.bench.repair_bench

# The picture of the timeline in the README.
picture: .venv/run
	.venv/bin/planner show schedules/arrangement-table-2005-05.txt schedules/batch-two.txt --today 2005-05-18 --picture docs/timeline.svg

# Collects the messages for translators and compiles what they wrote.
messages: .venv/dev
	$(PY) -m tests.messages

golden: .venv/dev
	$(PY) -m pytest --renew-golden

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("planner needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

.venv/dev: .venv/run
	$(PIP) install --constraint constraints.txt --editable '.[dev,all]'
	touch $@

.venv/bench: .venv/dev
	$(PIP) install --constraint constraints.txt --editable '.[bench]'
	touch $@

# Calendar readers from npm, where node is at hand; without it their tests are skipped.
.venv/clients: .venv/dev tests/clients/package.json tests/clients/package-lock.json
	mkdir -p $@
	cp tests/clients/package.json tests/clients/package-lock.json $@
	command -v npm >/dev/null && npm ci --silent --no-audit --no-fund --prefix $@ || echo "no calendar readers of npm: their tests skip"
	touch $@

clean:
	rm -rf .venv build
