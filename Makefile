# 모든 일을 하는 한 가지 길. `make help`가 할 수 있는 일을 보여 줍니다.
# 내부 설명은 영어입니다.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PKG := autograder
STUDENT := $(PKG)/npml
READY := $(VENV)/.ready
# The environment's own programs first: nbgrader starts alembic and jupyter by name.
RUN := PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONDONTWRITEBYTECODE=1
AUTOGRADER := $(RUN) $(BIN)/autograder
# One BLAS thread in every process: pytest-xdist fills the cores, and sums come in one order.
THREADS := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
WORKERS ?= 2
# Tests that wait for a time limit or a browser leave a core to another worker.
TESTERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
EXAMPLES ?= 3000
SECONDS_EACH ?= 60
BENCH_SIZE ?= 288
BENCH_SAMPLE ?= 36
BENCH_SIZES ?= 100,1000
BENCH_UNITS ?=
BENCH_STUDENTS ?= 3000
# Debian packages are installed where that needs no password (root); SYSTEM=no leaves the machine as it is.
SYSTEM ?= yes
# No record of what was practised on this computer may show up in a notebook that is compared.
NBVAL := $(RUN) $(THREADS) AUTOGRADER_STATE= $(BIN)/python -m pytest -p no:cacheprovider -c $(PKG)/nbval.ini --rootdir . -q -n $(TESTERS) --dist loadfile

.PHONY: help setup demo test check lab release check-drift bundle wheel site new lint format types terms leaks bench bench-scale fuzz quick test-unit test-units test-notebooks \
	test-lowest test-student test-torch test-hub test-cgroup2 soak formgrader lock clean bubblewrap chromium postgresql python-ok compiled

help: ## 이 목록을 보여 줍니다
	@printf '쓰는 법: make 할일\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\n처음이라면: make demo\n'

# --- set-up ------------------------------------------------------------------------------

setup: $(READY) bubblewrap compiled ## .venv에 필요한 것을 모두 설치합니다

python-ok:
	@command -v $(PYTHON) >/dev/null || { printf '%s을(를) 찾지 못했습니다. 파이썬 3.11 이상을 설치한 뒤 다시 실행하세요.\n' '$(PYTHON)' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		printf '파이썬 3.11 이상이 필요한데 %s은(는) %s입니다. PYTHON=python3.12처럼 다른 파이썬을 알려 주세요.\n' \
			'$(PYTHON)' "$$($(PYTHON) -V)" >&2; exit 1; }

# pip fetches uv alone, in the version and with the hashes of the lock; uv fetches the rest in less time, and compiles it as
# pip does: every kernel, sandbox and command that the tests start would compile what it imports again.
$(READY): $(PKG)/requirements.lock $(PKG)/pyproject.toml $(STUDENT)/pyproject.toml | python-ok
	@printf '파이썬 패키지를 %s에 설치합니다. 처음에는 1분쯤 걸립니다 …\n' '$(VENV)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call debian,python3-venv,가상 환경); }
	@$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' $(PKG)/requirements.lock > $(VENV)/uv.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes $(PKG)/requirements.lock
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps --no-build-isolation --editable $(STUDENT) --editable $(PKG)
	@touch $@
	@printf '설치가 끝났습니다.\n'

# A command, a worker or a kernel starts a second sooner when it need not compile the package; an edited file is seen by its time.
compiled: $(READY)
	@$(BIN)/python -m compileall -q $(PKG)/src $(STUDENT)/src

# $(call debian,packages,what for,more): says what it installs and why, and installs it; without root it says how to.
debian = if [ "$$(id -u)" = 0 ] && [ "$(SYSTEM)" = yes ] && command -v apt-get >/dev/null; then \
		printf '%s에 쓰는 데비안 패키지를 apt-get으로 설치합니다: %s (원하지 않으면 SYSTEM=no)\n' '$(2)' '$(1)'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
	else printf '%s에 쓰는 패키지가 없습니다. 데비안·우분투: sudo apt install %s%s\n' '$(2)' '$(1)' '$(3)' >&2; fi
# Variables, because a comma would end the argument.
SKIPPED := . 없으면 그 테스트는 건너뜁니다.
ELSEWHERE := , 페도라: sudo dnf install bubblewrap, conda: conda install -c conda-forge bubblewrap

# Grading runs students' code inside bubblewrap; everything else works without it.
bubblewrap:
	@command -v bwrap >/dev/null || { $(call debian,bubblewrap,채점할 때 학생의 코드를 격리하는 데,$(ELSEWHERE)); }

# Only the tests that drive a real browser need it; without it they are skipped and say so.
chromium:
	@command -v chromium >/dev/null || { $(call debian,chromium fonts-nanum,브라우저 테스트,$(SKIPPED)); }

# Only the tests of the gradebook in PostgreSQL need a server, their own; without one they are skipped and say so.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { $(call debian,postgresql,성적부 테스트,$(SKIPPED)); }

lock: $(READY) ## requirements.lock을 pyproject.toml에 맞추어 새로 만듭니다
	cd $(PKG) && ../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--no-emit-package npml --extra grading --extra dev --custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml
	cd $(PKG) && for group in site:requirements site-wheels:wheels; do \
		../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
			$$(test $$group = site:requirements || printf -- --no-deps) --group $${group%:*} --custom-compile-command 'make lock' --output-file site/$${group#*:}.lock || exit 1; \
	done

# --- for teaching ------------------------------------------------------------------------

demo: setup ## 본보기 학급을 만들어 채점하고 피드백까지 보여 줍니다
	@$(AUTOGRADER) demo

# The folder autograder/jupyterlab also holds configuration: nbgrader's extensions for instructors are off.
lab: setup ## 주피터랩에서 course/를 엽니다
	@$(RUN) JUPYTER_CONFIG_PATH='$(CURDIR)/$(PKG)/jupyterlab'"$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" $(BIN)/python -m npml.lab course

formgrader: setup ## 채점 결과를 nbgrader의 formgrader로 엽니다
	@$(AUTOGRADER) formgrader

release: setup ## lesson.py에서 학생용 노트북과 풀이 노트북을 만듭니다 (UNIT=이름이면 그 단원만, EDITION=self-study면 dist/에 혼자 공부하는 판)
	@$(AUTOGRADER) release $(if $(EDITION),--edition '$(EDITION)') $(UNIT)

bundle: setup ## 학생에게 나누어 줄 zip 파일을 dist/에 만듭니다 (UNITS="01 02"면 그 단원만, ADDRESS=npml을 설치할 곳)
	@$(AUTOGRADER) bundle $(UNITS) $(if $(ADDRESS),--address '$(ADDRESS)')

# JupyterLite has an environment of its own; the wheels that it ships for the browser are fetched, but never run here.
SITE := $(CURDIR)/.venv-site/bin
site: setup ## 브라우저에서 바로 여는 사이트를 dist/site에 만듭니다 (PYODIDE=폴더면 Pyodide도 함께 넣습니다)
	@rm -rf build/site dist/site
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-site
	@$(BIN)/uv pip sync --quiet --python .venv-site/bin/python --require-hashes $(PKG)/site/requirements.lock
	@$(AUTOGRADER) site build/site $(if $(PYODIDE),--pyodide '$(abspath $(PYODIDE))')
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --dest build/site/pypi --requirement $(PKG)/site/wheels.lock
	@cd build/site && PATH="$(SITE):$$PATH" jupyter lite build > build.log 2>&1 || { tail -20 build.log >&2; exit 1; }
	@cd build/site && PATH="$(SITE):$$PATH" jupyter lite check > check.log 2>&1 || { tail -20 check.log >&2; exit 1; }
	@printf 'dist/site를 만들었습니다. 웹 서버에 그대로 올리거나 python3 -m http.server -d dist/site로 열어 보세요.\n'

wheel: setup ## 학생용 패키지 npml의 휠을 dist/에 만듭니다
	@$(AUTOGRADER) wheel

new: setup ## 새 단원의 폴더를 만듭니다 (UNIT=13_svm)
	@test -n "$(UNIT)" || { printf '만들 단원의 이름을 알려 주세요. 예: make new UNIT=13_svm\n' >&2; exit 2; }
	@$(AUTOGRADER) new $(UNIT)

# --- checks ------------------------------------------------------------------------------

test: check ## 모든 검사를 합니다. CI가 하는 일과 같습니다

check: setup
	@$(MAKE) --no-print-directory --jobs $(WORKERS) --output-sync lint types terms check-drift leaks
	@$(MAKE) --no-print-directory test-notebooks
	@$(MAKE) --no-print-directory test-student UNITS="01_ or 08_ or 11_"
	@$(MAKE) --no-print-directory test-unit

lint: $(READY) ## 코드의 모양을 검사합니다
	@$(BIN)/ruff check --quiet --config $(PKG)/pyproject.toml $(PKG) solutions
	@$(BIN)/ruff format --check --quiet --config $(PKG)/pyproject.toml $(PKG) || { printf '모양이 다른 파일이 있습니다. make format을 실행하세요.\n' >&2; exit 1; }

format: $(READY) ## 코드의 모양을 고칩니다
	@$(BIN)/ruff check --quiet --fix --config $(PKG)/pyproject.toml $(PKG) solutions
	@$(BIN)/ruff format --quiet --config $(PKG)/pyproject.toml $(PKG)

types: $(READY) ## 타입을 검사합니다
	@cd $(PKG) && ../$(BIN)/mypy --no-error-summary

terms: $(READY) ## 용어집과 다른 말을 찾습니다
	@$(AUTOGRADER) terms

check-drift: $(READY) ## 커밋된 노트북이 lesson.py와 같은지 확인합니다
	@$(AUTOGRADER) check-drift

# Always: it looks for files that git ignores too, compiled ones above all.
leaks: $(READY) ## 학생에게 나가는 파일에 풀이가 섞이지 않았는지 확인합니다
	@$(AUTOGRADER) leaks

# A student's notebook runs to its end without the library that its unit needs; the solved one is run by test-torch.
LIBRARY_UNITS := $(patsubst %/hidden.py,%,$(shell grep -l '^LIBRARIES' solutions/*/hidden.py))
SOLVED := --nbval --nbval-sanitize-with $(PKG)/nbval-sanitize.cfg
test-notebooks: $(READY) ## 노트북을 처음부터 끝까지 실행합니다
	@$(NBVAL) --nbval-lax course
	@$(if $(LIBRARY_UNITS),printf 'PyTorch나 Keras가 필요한 풀이는 make test-torch가 실행합니다: %s\n' '$(notdir $(LIBRARY_UNITS))')
	@AUTOGRADER_STRICT=1 $(NBVAL) $(SOLVED) $(addprefix --ignore=,$(LIBRARY_UNITS)) solutions

test-unit: setup chromium postgresql ## 채점기와 단원의 테스트를 실행합니다
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -n $(TESTERS) --dist worksteal

quick: lint types ## 코드를 고치며 자주 하는 빠른 검사입니다
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -n $(TESTERS) tests/test_layers.py tests/core tests/authoring tests/judge tests/student \
		--ignore tests/student/test_kernel.py --ignore tests/student/test_units.py

soak: setup chromium postgresql ## 오래 걸리는 장애·공격 테스트를 실행합니다
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -s -m soak

test-units: setup ## 단원의 테스트만 실행합니다 (오답 표를 보여 줍니다, UNIT=이름이면 그 단원만)
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -s tests/units tests/student/test_units.py \
		$(if $(UNIT),-k '$(UNIT) or test_$(firstword $(subst _, ,$(UNIT)))_oracle')

test-lowest: $(READY) ## 허용하는 가장 낮은 판들로 테스트합니다 (.venv-lowest)
	@$(BIN)/uv venv --quiet --python $(BIN)/python .venv-lowest
	@$(BIN)/uv pip install --quiet --python .venv-lowest --resolution lowest-direct './$(PKG)[grading,dev]'
	@cd $(PKG) && PATH="$(CURDIR)/.venv-lowest/bin:$$PATH" $(THREADS) ../.venv-lowest/bin/python -m pytest -q -n $(TESTERS) --dist worksteal

# The student's wheel with the versions of Colab and with the lowest, each in an environment of its own.
test-student: $(READY) ## 학생용 패키지를 코랩의 판과 가장 낮은 판으로 테스트합니다 (UNITS="01 or 08"이면 그 단원만)
	@for name in colab floor; do \
		test -x .venv-$$name/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python .venv-$$name; \
		$(BIN)/uv pip install --quiet --compile-bytecode --python .venv-$$name/bin/python -r $(PKG)/tests/platforms/$$name.txt; \
	done
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadscope -m platforms tests/platforms $(if $(UNITS),-k '$(UNITS) or first_cell or allows')

# What was skipped because PyTorch and Keras are not installed, in an environment of its own that has them: with pip, which
# finds the CPU build where its settings point to one (PIP_EXTRA_INDEX_URL).
TORCH := .venv-torch
test-torch: $(READY) bubblewrap chromium ## PyTorch와 Keras를 쓰는 단원을 테스트합니다 (.venv-torch, UNIT=이름이면 그 단원만)
	@test -x $(TORCH)/bin/python || $(PYTHON) -m venv $(TORCH)
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(TORCH)/bin/python --require-hashes -r $(PKG)/requirements.lock
	@$(TORCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e './$(STUDENT)[torch,keras]' -e ./$(PKG)
	@$(subst $(BIN),$(TORCH)/bin,$(AUTOGRADER)) check-drift $(notdir $(LIBRARY_UNITS))
	@$(if $(LIBRARY_UNITS),AUTOGRADER_STRICT=1 $(subst $(BIN),$(TORCH)/bin,$(NBVAL)) $(SOLVED) $(LIBRARY_UNITS))
	@cd $(PKG) && $(subst $(BIN),$(TORCH)/bin,$(RUN)) $(THREADS) ../$(TORCH)/bin/python -m pytest -q -n $(WORKERS) --dist worksteal \
		-m 'library and not soak and not platforms and not hub' $(if $(UNIT),-k '$(UNIT)')

# A JupyterHub on this machine with Unix users of its own, which are gone afterwards.
test-hub: setup ## 진짜 JupyterHub에서 배포부터 피드백까지 해 봅니다 (root일 때)
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -m hub tests/hub

test-cgroup2: setup ## 격리를 cgroup 버전 2에서 테스트합니다 (User-Mode Linux)
	@command -v linux.uml >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq --no-install-recommends user-mode-linux >/dev/null; \
		else printf '따로 도는 커널이 필요합니다. 데비안: sudo apt install user-mode-linux\n' >&2; exit 1; fi; }
	@cd $(PKG) && tests/uml.sh ../$(BIN)/python tests/sandbox tests/attacks/test_resources.py

bench: setup ## 채점 속도와 메모리를 재어 nbgrader·하한과 비교합니다 (BENCH_SIZE=288 BENCH_SAMPLE=36)
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python benchmarks/bench.py --size $(BENCH_SIZE) --sample $(BENCH_SAMPLE) --workers $(WORKERS) $(addprefix --before ,$(BENCH_BEFORE))
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python benchmarks/workers.py --rounds 2

bench-scale: setup ## 학급이 커져도 제출물마다 드는 시간이 같은지, 한 학기의 일이 얼마나 걸리는지 잽니다 (BENCH_SIZES=100,1000 BENCH_UNITS="6 12" BENCH_STUDENTS=3000)
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python benchmarks/bench.py --scale $(BENCH_SIZES) $(addprefix --unit ,$(BENCH_UNITS)) --workers $(WORKERS)
	@cd $(PKG) && $(RUN) $(THREADS) ../$(BIN)/python benchmarks/term.py --students $(BENCH_STUDENTS)

fuzz: setup ## 믿을 수 없는 입력을 읽는 코드를 오래 두드립니다 (EXAMPLES=3000 SECONDS_EACH=60)
	@cd $(PKG) && AUTOGRADER_FUZZ=$(EXAMPLES) $(RUN) $(THREADS) ../$(BIN)/python -m pytest -q -n $(WORKERS) tests/fuzz
	@if $(BIN)/python -c 'import atheris' 2>/dev/null; then \
		mkdir -p $(PKG)/.fuzz && cd $(PKG)/.fuzz && for target in frame notebook outputs html markdown; do \
			printf '%s: %s초 동안 커버리지를 따라가며 두드립니다 …\n' $$target $(SECONDS_EACH); \
			$(THREADS) ../../$(BIN)/python ../tests/fuzz/guided.py $$target $(SECONDS_EACH) 2>&1 | grep -E 'Error|crash-|executed_units' ; \
			test $${PIPESTATUS[0]} = 0 || exit 1; \
		done; \
	else printf 'atheris가 없어 커버리지를 따라가는 퍼징은 건너뜁니다. 설치: %s -m pip install atheris\n' '$(BIN)/python'; fi

clean: ## 만들어진 파일을 지웁니다 (.venv와 class/는 그대로 둡니다)
	@rm -rf dist build $(PKG)/dist $(PKG)/build .pytest_cache .ruff_cache $(PKG)/.pytest_cache $(PKG)/.mypy_cache $(PKG)/.ruff_cache $(PKG)/.hypothesis .autograder
	@find $(PKG) course solutions -name __pycache__ -type d -prune -exec rm -rf {} +
	@find course solutions -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +
