#!/usr/bin/env bash
# Build dist/flipdesk with PyInstaller and see that it starts without this checkout's Python.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -m PyInstaller --noconfirm --log-level WARN flipdesk.spec

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
frozen() {
    env -i HOME="$scratch" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen \
        dist/flipdesk/flipdesk "$@"
}
frozen --version
frozen doctor
frozen demo --kb "$scratch/demo.flipkb"
du -sh dist/flipdesk
