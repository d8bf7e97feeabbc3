#!/usr/bin/env bash
# Install FlipDesk as a user would, without any development package, and see that it starts.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

.venv/bin/python -m pip wheel -qq --no-input --no-deps --no-build-isolation -w "$scratch" .
.venv/bin/python -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check \
    --require-hashes -r requirements.txt
"$scratch/venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check \
    --no-deps "$scratch"/flipdesk-*.whl
"$scratch/venv/bin/python" -m pip check

cd "$scratch"
export HOME=$scratch XDG_DATA_HOME=$scratch/data QT_QPA_PLATFORM=offscreen
venv/bin/flipdesk --version
venv/bin/flipdesk demo --kb "$scratch/demo.flipkb"
