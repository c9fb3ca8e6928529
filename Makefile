# Every target works from a fresh clone: it first makes .venv from requirements.lock. That needs Python 3.11+, git, make
# and a C compiler; Go, Node, Java and Rust are used when present, and their absence is an error only where CI is set.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
include tools/versions.mk

# Executed rather than looked up: a version manager's python3.12 may be a shim for a version that is not active.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready
COMPILE = .tools/uv-$(UV_VERSION)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock'
GRPCURL := .tools/bin/grpcurl
# Extra arguments of the tool behind test, proofs, serve, demo, bench, prove and lock: make test ARGS='-k paging'
ARGS ?=
# One more than there are processors: tests also wait, for servers, downloads and time.
WORKERS ?= $(shell echo $$((1 + $$(getconf _NPROCESSORS_ONLN))))

.PHONY: help generate docs verify lint check test proofs coverage serve demo bench prove versions sbom audit lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "agenthall needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Installing the locked dependencies into .venv (1-2 minutes the first time)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Where it cannot be built its test says that it was skipped, which is an error only where CI is set.
$(GRPCURL): tools/versions.mk
	@echo "Building grpcurl into .tools (1-2 minutes the first time)"
	@GOBIN=$(CURDIR)/.tools/bin go install github.com/fullstorydev/grpcurl/cmd/grpcurl@$(GRPCURL_VERSION) && touch $@ || \
		{ echo "skipped: go could not build grpcurl" >&2; test -z "$${CI:-}"; }

generate: $(READY) ## Generate code for callers from proto/ into generated/
	@tools/generate.sh

docs: $(READY) ## Write docs/api/ from the contract, docs/catalog.md from the shipped agents
	@$(BIN)/python -m tools.api_docs
	@$(BIN)/python tools/catalog_docs.py

verify: $(READY) ## Prove that generated/ and the generated documents are fresh
	@tools/verify.sh
	@$(BIN)/python -m tools.api_docs --check
	@$(BIN)/python tools/catalog_docs.py --check

lint: $(READY) ## Style, types, import rules and proto rules
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/buf lint
	$(BIN)/buf build -o /dev/null

check: lint verify ## Everything before a push, except the tests

test: $(READY) $(if $(shell command -v go),$(GRPCURL)) ## The suite on SQLite and PostgreSQL
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m 'not proof' $(ARGS)

proofs: $(READY) ## The proofs of `make prove` in their shortest form
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m proof $(ARGS)

coverage: $(READY) $(if $(shell command -v go),$(GRPCURL)) ## Suite and proofs, with the lines that no test runs
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov $(ARGS)

serve: $(READY) ## Serve on 127.0.0.1:50051 from agenthall.db
	@$(BIN)/agenthall serve $(ARGS)

demo: $(READY) ## Run the main job on real data against a temporary server
	@$(BIN)/agenthall demo $(ARGS)

bench: $(READY) ## Measure against the references in bench/ (<= 15 minutes)
	@$(BIN)/python -m bench $(ARGS)

prove: $(READY) ## Proofs with a control that fails (ARGS=name; see docs/reliability.md)
	@$(BIN)/python -m bench.prove $(ARGS)

versions: $(READY) ## Client and server with the oldest and the newest gRPC libraries
	@$(BIN)/python tools/client_versions.py oldest $(ARGS)
	@$(BIN)/python tools/client_versions.py newest $(ARGS)

sbom: $(READY) ## List what a server is made of in dist/agenthall.cdx.json (CycloneDX)
	@mkdir -p dist
	@$(BIN)/cyclonedx-py requirements deploy/server.lock --pyproject pyproject.toml --mc-type application \
		--output-reproducible --spec-version 1.6 --output-format JSON --output-file dist/agenthall.cdx.json

audit: $(READY) ## Look for known faults, unhashed files and unwanted licences in what is locked
	@$(BIN)/python tools/audit.py

# Apart from .venv: a lock that cannot be installed must not stop the target that mends it.
lock: ## Resolve pyproject.toml into requirements.lock and deploy/*.lock (ARGS=--upgrade for newer versions)
	@test -x .tools/uv-$(UV_VERSION)/bin/uv || { $(PYTHON) -m venv .tools/uv-$(UV_VERSION) && \
		.tools/uv-$(UV_VERSION)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); }
	$(COMPILE) --all-extras --group dev $(ARGS) -o requirements.lock pyproject.toml
	$(COMPILE) --all-extras --constraint requirements.lock -o deploy/server.lock pyproject.toml
	$(COMPILE) --group build --constraint requirements.lock -o deploy/build.lock

clean: ## Remove .venv, tools and caches; no data
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage* htmlcov dist
	rm -rf generated/typescript/node_modules examples/*/node_modules examples/*/dist examples/*/*/node_modules
	rm -rf generated/*/target examples/*/target examples/java/client/target examples/rust/Cargo.lock
	find src tests bench tools generated -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
