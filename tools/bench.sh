#!/usr/bin/env bash
# Run every benchmark, or those named: tools/bench.sh [startup …]; leave with 1 when one fails.
set -euo pipefail
cd "$(dirname "$0")/.."

status=0
for benchmark in benchmarks/[a-z]*.py; do
    name=$(basename "$benchmark" .py)
    [ $# = 0 ] || [[ " $* " == *" $name "* ]] || continue
    echo "== $name"
    QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} .venv/bin/python "$benchmark" || status=1
done
exit $status
