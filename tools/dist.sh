#!/usr/bin/env bash
# Build dist/flipdesk with PyInstaller and see that it starts without this checkout's Python.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -m PyInstaller --noconfirm --log-level WARN flipdesk.spec

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
program=(
    env -i HOME="$scratch" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen
    WAKEPY_FAKE_SUCCESS=1 dist/flipdesk/flipdesk
)
record=(record "Samtaleflip 3" --device fake:tone --kb "$scratch/demo.flipkb")
"${program[@]}" --version
"${program[@]}" doctor
"${program[@]}" demo --kb "$scratch/demo.flipkb"

# The libraries that draw PDF came along, and a document that comes back is read by a child.
minutes=(minutes write "Samtaleflip 3" --kb "$scratch/demo.flipkb")
"${program[@]}" "${minutes[@]}" -o "$scratch/referat.pdf"
grep -q '^%PDF-' "$scratch/referat.pdf"
"${program[@]}" "${minutes[@]}" -o "$scratch/referat.docx"
"${program[@]}" review import "$scratch/referat.docx" --kb "$scratch/demo.flipkb"
"${program[@]}" "${record[@]}" --seconds 2

# An encrypted knowledge base is made, is none that anybody can read, and opens again.
echo "fire ord uden sammenhæng" >"$scratch/passphrase"
locked=(--kb "$scratch/locked.flipkb" --passphrase-file "$scratch/passphrase")
"${program[@]}" kb create --encrypt "${locked[@]}"
if head -c 15 "$scratch/locked.flipkb/knowledge.sqlite" | grep -q "SQLite format"; then exit 1; fi
"${program[@]}" kb info "${locked[@]}"

# The window dies, its recorder goes on alone, and another window takes it back.
"${program[@]}" "${record[@]}" 2>"$scratch/first" &
first=$!
until grep -q "Samtaleflip 3" "$scratch/first"; do kill -0 $first && sleep 0.1; done
kill -KILL $first
"${program[@]}" "${record[@]}" --seconds 1 2>"$scratch/second"
grep "optages allerede" "$scratch/second"

# The recorder keeps the computer awake, by what reaches the desktop's bus.
start='{"command":"start","folder":"'"$scratch"'/awake","device":"fake:tone","alone_s":0}'
{ echo "$start" && sleep 2; } | "${program[@]}" recorder-child | grep '"event":"awake","kept":true'
grep -q "'jeepney.io.blocking'" build/flipdesk/PYZ-00.toc

log=("$scratch"/demo.flipkb/recordings/*/recorder.log)
if [ -s "${log[0]}" ]; then cat "${log[@]}" && exit 1; fi
du -sh dist/flipdesk
