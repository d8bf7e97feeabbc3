#!/usr/bin/env bash
# Open FlipDesk on the sample knowledge base; without a screen do the same job and print it.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/flipdesk demo
fi
sample=build/sample.flipkb
[ -d "$sample" ] || .venv/bin/flipdesk demo --kb "$sample"
exec .venv/bin/flipdesk --kb "$sample"
