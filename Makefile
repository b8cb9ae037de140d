# The same commands as CI. Without make (or on Windows): python build.py build | check | serve | packs | init …
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site check serve packs test lint format prove bench accept screenshots lock clean

site: ## check every file, build the site with its packs into site/
	$(PYTHON) build.py build

check: ## check every course file
	$(PYTHON) build.py check

serve: ## live preview on http://127.0.0.1:8000/
	$(PYTHON) build.py serve

packs: ## only the printable packs, into packs/
	$(PYTHON) build.py packs

.PHONY: test-tools
test-tools:
	$(PYTHON) build.py setup --test
	$(BIN)/python scripts/install_test_tools.py
	$(BIN)/python build.py fonts

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m scripts.format_scripts --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: test-tools ## Python as ruff, JavaScript and CSS as Prettier writes them
	$(BIN)/ruff format .
	$(BIN)/python -m scripts.format_scripts

# A file's tests run in one worker, so that what they build is built once.
test: test-tools lint ## lint, types, import layers, all tests
	$(BIN)/python -m pytest -m "not prove" -n 3 --dist loadfile --no-loadscope-reorder

prove: test-tools ## what takes longer: fuzz, large sizes, matrices, every printed page
	$(BIN)/python -m pytest -m prove -n 2

bench: test-tools ## ratios of speed and memory, printed
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks

accept: test-tools ## rewrite the expected outputs; read the difference before committing
	$(BIN)/python -m pytest tests/test_broken.py tests/test_report_forms.py tests/test_guide.py --accept

screenshots: site test-tools ## the pictures of the README, from the built site, and of 投稿指南.md, from the form
	$(BIN)/python -m scripts.screenshots
	$(BIN)/python -m scripts.guide_pictures

lock: ## renew the hash-pinned locks (needs uv); they record no index address
	for name in site node test bench; do uv pip compile --universal --generate-hashes --no-annotate --no-header --quiet --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done

clean:
	rm -rf site .venv .fonts .pytest_cache .mypy_cache .ruff_cache
