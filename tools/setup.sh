#!/usr/bin/env bash
# Set up what this checkout lacks, and be quick when it lacks nothing:
#   tools/setup.sh run [test] [dist]
# System libraries come by apt where that is allowed; otherwise one sentence says what to install.
# Python packages come in the versions of requirements-dev.txt, into .venv.
set -euo pipefail
shopt -s extglob
cd "$(dirname "$0")/.."

run_packages=(
    libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libportaudio2 libpulse0 libx11-xcb1
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0
    pactl:pulseaudio-utils
)
test_packages=(
    arecord:alsa-utils cc:gcc chattr:e2fsprogs chromedriver:chromium-driver chromium:chromium
    espeak-ng:espeak-ng faketime fonts-crosextra-carlito
    fonts-dejavu-core fonts-liberation git:git libasound2-plugins libc6-dev openbox:openbox
    pdftoppm:poppler-utils pulseaudio:pulseaudio soffice:libreoffice-writer-nogui strace:strace
    unshare:util-linux xauth:xauth
    xdotool:xdotool xrandr:x11-xserver-utils Xvfb:xvfb
)
dist_packages=(objdump:binutils)

new_enough='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'

stop() {
    echo "$*" >&2
    exit 1
}

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c "$new_enough" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

# Some libraries got a new name with 64-bit time ("libglib2.0-0t64"); either will do. The word
# before a colon is a command: who has it, from whatever package, needs no other one.
missing_packages() {
    local have wanted command name
    have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${@#*:}" "${@/%/t64}" 2>/dev/null || true)
    for wanted in "$@"; do
        command=${wanted%%:*} name=${wanted#*:}
        [[ $'\n'$have$'\n' == *$'\n'"installed $name"?(t64)$'\n'* ]] && continue
        [ "$command" != "$wanted" ] && command -v "$command" >/dev/null && continue
        echo "$name"
    done
}

install_packages() {
    local as_root=() name wanted=()
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null ||
            stop "These system packages are missing; install them first: sudo apt-get install $*"
        as_root=(sudo -n)
    fi
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing system packages: $*"
    "${as_root[@]}" apt-get update -qq || echo "The package lists could not be renewed; going on."
    for name in "$@"; do
        [[ $(apt-cache show "$name" 2>/dev/null) == Package:* ]] || name=${name}t64
        wanted+=("$name")
    done
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 \
        "${wanted[@]}" </dev/null >/dev/null ||
        stop "The system packages could not be installed; try it by hand: apt-get install ${wanted[*]}"
}

set_up_system() {
    local group names packages=() missing=()
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
    for group in "$@"; do
        names="${group}_packages[@]"
        packages+=("${!names}")
    done
    read -r -d "" -a missing <<<"$(missing_packages "${packages[@]}")" || true
    [ -x .venv/bin/python ] || [ -n "$(find_python)" ] || missing+=(python3 python3-venv)
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

set_up_python() {
    local stamp python
    stamp=$({ pwd && cat requirements-dev.txt pyproject.toml; } | sha256sum)
    [ "$(cat .venv/set-up 2>/dev/null)" = "$stamp" ] && [ -x .venv/bin/flipdesk ] && return
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        [ -n "$python" ] || stop "FlipDesk needs Python 3.11 or newer with its venv module; install that first."
        "$python" -m venv --clear .venv
    fi
    echo "Installing Python packages into .venv"
    .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check \
        --require-hashes -r requirements-dev.txt
    .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check \
        --no-build-isolation --no-deps --editable .
    echo "$stamp" >.venv/set-up
}

set_up_system "$@"
set_up_python
.venv/bin/python tools/catalogue.py compile
