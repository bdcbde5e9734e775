# 常用：make build 生成，make test 检查和测试。Everything is installed into .venv, from the lock, with hashes.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/pip install -qq --disable-pip-version-check
# libatomic1 is for the driver of the browser; small images lack it.
SYSTEM_PACKAGES := chromium fonts-noto-cjk libatomic1 libreoffice-calc poppler-utils
APT_GET := DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300
MAY_INSTALL := [ "$$(id -u)" = 0 ] && type -P apt-get >/dev/null
# Unset to keep the locked versions where they still fit: make lock UPGRADE=
UPGRADE := --upgrade
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-python-downloads \
	--generate-hashes --custom-compile-command "make lock" $(UPGRADE)

.PHONY: build test test-all lint lock docs benchmark pictures wheel bundle clean

build: $(VENV)/.installed
	$(BIN)/disclose build

test: lint $(VENV)/.system
	$(BIN)/pytest -n 2 --dist loadgroup -m "not slow"

test-all: lint $(VENV)/.system
	$(BIN)/pytest -n 2 --dist loadgroup

lint: $(VENV)/.tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# uv does not read pip's settings, so the index that pip is set to use, if any, is handed to it.
lock: $(VENV)/.tools
	@export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/pip config get global.index-url 2>/dev/null || true)}}"
	$(LOCK) pyproject.toml --all-extras -o requirements/runtime.txt
	$(LOCK) --group build -c requirements/runtime.txt -o requirements/build.txt
	$(LOCK) pyproject.toml --all-extras --group build --group dev \
		-c requirements/runtime.txt -c requirements/build.txt -o requirements/dev.txt

docs: $(VENV)/.tools
	$(BIN)/python tools/generate_docs.py
	$(BIN)/pytest -q -n 0 tests/test_story.py --golden-update

# All sizes, into docs/性能.md: a quarter of an hour on a machine that does nothing else.
benchmark: $(VENV)/.tools
	$(BIN)/python -m benchmarks --write

pictures: $(VENV)/.system
	$(BIN)/python tools/take_pictures.py

wheel: $(VENV)/.installed
	$(BIN)/pip wheel -qq --no-index --no-deps --no-build-isolation -w dist .

# Everything that an installation without a network needs, for Linux and Windows; then such an installation is made.
bundle: wheel $(VENV)/.tools
	$(BIN)/python tools/make_bundle.py

clean:
	rm -rf $(VENV) build dist .benchmark .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# The stamps below are newer than what they were made from; they live in the environment and go with it.

$(VENV)/.created:
	@for candidate in python3.11 python3 python3.14 python3.13 python3.12; do
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
			python="$$candidate"
			break
		fi
	done
	if [ -z "$${python:-}" ]; then
		echo "错误: 需要 Python 3.11 或者更高版本，这台机器上没有找到。请先安装，例如 apt-get install python3 python3-venv" >&2
		exit 1
	fi
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
		if ! { $(MAY_INSTALL); }; then
			echo "错误: $$python 缺少 venv 模块，不能建立运行环境。请先以管理员身份运行 apt-get install python3-venv" >&2
			exit 1
		fi
		$(APT_GET) update
		$(APT_GET) install --no-install-recommends python3-venv
	fi
	"$$python" -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "安装 requirements/runtime.txt 里锁定的库"
	$(INSTALL) --require-hashes --only-binary :all: -r requirements/runtime.txt -r requirements/build.txt
	$(INSTALL) --no-index --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.tools: $(VENV)/.installed requirements/dev.txt
	@echo "安装 requirements/dev.txt 里锁定的检查和测试工具"
	$(INSTALL) --require-hashes --only-binary :all: -r requirements/dev.txt
	touch $@

# Where these programs cannot be installed, the browser and office tests skip, and say why.
$(VENV)/.system: $(VENV)/.tools
	@if type -P chromium soffice pdftotext >/dev/null && [ -n "$$(fc-list :lang=zh-cn)" ] \
		&& $(BIN)/playwright --version >/dev/null; then
		touch $@
	elif $(MAY_INSTALL) && $(APT_GET) update && $(APT_GET) install --no-install-recommends $(SYSTEM_PACKAGES); then
		touch $@
	else
		echo "提示: 缺少 $(SYSTEM_PACKAGES) 中的一些，又不能安装（要管理员权限和网络），用到它们的测试将跳过" >&2
	fi
