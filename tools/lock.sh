#!/usr/bin/env bash
# Compile the two lock files from pyproject.toml: requirements.txt is what FlipDesk needs to run,
# requirements-dev.txt adds what its tests, checks and builds need. Neither names a package host.
# Versions stay as they are where they can; with --upgrade they move to the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet uv

# PySide6 6.12.0 kills the process on Python 3.11; tests/test_house.py counts why.
constraints=$(mktemp)
trap 'rm -f "$constraints"' EXIT
printf '%s\n' 'PySide6-Essentials==6.11.3' 'PySide6-Addons==6.11.3' >"$constraints"

compile() {
    local target=$1
    shift
    .venv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
        --generate-hashes --no-strip-extras --no-emit-index-url --no-header --no-annotate \
        --constraint "$constraints" --output-file "$target" "$@" pyproject.toml >/dev/null
    sed -i "1i # Compiled by 'make lock' from pyproject.toml; not edited by hand." "$target"
}

compile requirements.txt "$@"
compile requirements-dev.txt --constraint requirements.txt \
    --group test --group check --group build "$@"
