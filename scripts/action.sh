#!/usr/bin/env bash
# The work of action.yml, apart so that it can be tested: `check`, then `build`, with annotations, in the working folder.
set -euo pipefail

cvbuild=${CVBUILD:-$RUNNER_TEMP/cvbuild/bin/cvbuild}
options=(--message-format github)
[ "$STRICT" != true ] || options+=(--strict)
[ "$REDACT" != true ] || options+=(--redact)
options+=(--)
while IFS= read -r path; do
    [ -z "$path" ] || options+=("$path")
done <<<"$PATHS"

# Annotations are read from both streams, but in their order from one only.
exec 2>&1
case $OUT in /*) echo "out=$OUT" ;; *) echo "out=$PWD/$OUT" ;; esac >>"$GITHUB_OUTPUT"
"$cvbuild" check "${options[@]}"
# What `check` has said is not said again.
if [ "$UP_TO_DATE" = true ]; then
    "$cvbuild" build --check --out "$OUT" "${options[@]}"
else
    "$cvbuild" build --out "$OUT" --quiet "${options[@]}"
fi
