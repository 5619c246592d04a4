#!/bin/sh
# Makes sure of what pip cannot install: Python's venv module, and Pango and fonts for PDFs.
# Installs with apt where that needs no password, and says what to type where it cannot.
# Only a missing Python or venv is an error: Word, HTML and text files need no Pango.
set -eu

python=${1:-python3}
if [ "$(id -u)" = 0 ]; then as_root=; else as_root="sudo -n"; fi

say() { echo "setup: $*"; }

can_apt() {
    command -v apt-get >/dev/null && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }
}

apt_install() {
    say "apt-get install $*"
    log=$(mktemp)
    # The package lists of a new machine are empty or old.
    if { $as_root apt-get update -qq &&
         $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; } \
         >"$log" 2>&1
    then status=0; else status=1; cat "$log" >&2; fi
    rm -f "$log"
    return $status
}

# ── Python ──

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "$python is missing or older than Python 3.11; install a newer one, or: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if ! { can_apt && apt_install python3-venv; }; then
        say "Python's venv module is missing: sudo apt install python3-venv" >&2
        exit 1
    fi
fi

# ── Pango and fonts ──

has_libraries() {
    "$python" - <<'PYTHON' 2>/dev/null
from ctypes.util import find_library
import sys
sys.exit(not all(map(find_library, ["pango-1.0", "pangoft2-1.0", "harfbuzz-subset", "fontconfig"])))
PYTHON
}

# Fonts for what the packaged ones have no glyph for; macOS brings its own.
has_fonts() {
    [ "$(uname)" = Darwin ] || {
        command -v fc-list >/dev/null && fc-list : family | grep -q Emoji && fc-list : family | grep -q DejaVu
    }
}

missing=
has_libraries || missing="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
has_fonts || missing="$missing fontconfig fonts-dejavu-core fonts-noto-color-emoji"
[ -n "$missing" ] || exit 0

# shellcheck disable=SC2086 # a list of words on purpose
if can_apt && apt_install $missing; then exit 0; fi

say "PDFs need Pango, and fonts for rare characters and emoji. Install them with one of these:"
say "  Debian, Ubuntu:  sudo apt install" $missing
say "  Fedora:          sudo dnf install pango harfbuzz fontconfig dejavu-sans-fonts google-noto-color-emoji-fonts"
say "  macOS:           brew install pango"
say "Going on without: Word, HTML and text files need none of this."
