#!/usr/bin/env bash
# Generates into a copy and compares, so that it answers the same before and after a commit and changes nothing here.
set -euo pipefail
cd "$(dirname "$0")/.."
ignored=(--exclude=node_modules --exclude=__pycache__ --exclude=target --exclude=Cargo.lock)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
tar "${ignored[@]}" -cf - generated | tar -xf - -C "$copy"
tools/generate.sh "$copy"
if ! stale=$(diff -rq "${ignored[@]}" generated "$copy/generated"); then
  sed -E -e 's#^Files (.+) and .+ differ$#differs:   \1#' -e "s#^Only in $copy/(.+): #missing:   \1/#" \
    -e 's#^Only in (.+): #left over: \1/#' <<<"$stale" >&2
  echo "generated/ is stale: run 'make generate' and commit the result" >&2
  exit 1
fi
echo "generated/ is fresh"
