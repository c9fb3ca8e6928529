#!/usr/bin/env bash
# Writes generated/ from proto/. Usage: tools/generate.sh [ROOT], where ROOT (default: here) holds the generated/ folder.
# Go and TypeScript need their toolchains: without them that part is left as it is, which is an error where CI is set.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/versions.mk
out=${1:-.}
buf=.venv/bin/buf

have() {
  command -v "$1" >/dev/null && return
  echo "skipped: $1 not found, generated/$2 left as it is" >&2
  [[ -z ${CI:-} ]] || { echo "CI is set: nothing may be skipped" >&2; exit 1; }
  return 1
}

# Files of a proto that is gone must go too; what people wrote beside them (go.mod, package.json, py.typed) stays.
remove() { find "$out/generated/$1" -name node_modules -prune -o -type f \( "${@:2}" \) -exec rm {} +; }

remove python -name '*_pb2*.py' -o -name '*_pb2*.pyi'
$buf generate -o "$out"
# protoc-gen-mypy_grpc types a module for every proto; those without services have no such module.
find "$out/generated/python" -name '*_pb2_grpc.pyi' | while read -r stub; do [[ -e ${stub%i} ]] || rm "$stub"; done

mkdir -p "$out/generated/descriptors"
$buf build -o "$out/generated/descriptors/agenthall.binpb" # with comments: grpcurl -protoset ... describe shows them
.venv/bin/python tools/service_config.py "$out/generated/descriptors/agenthall.binpb" >"$out/generated/service_config.json"

if have go go; then
  GOBIN=$PWD/.tools/bin go install "google.golang.org/protobuf/cmd/protoc-gen-go@$PROTOC_GEN_GO_VERSION"
  GOBIN=$PWD/.tools/bin go install "google.golang.org/grpc/cmd/protoc-gen-go-grpc@$PROTOC_GEN_GO_GRPC_VERSION"
  remove go -name '*.pb.go'
  $buf generate --template tools/buf.gen.go.yaml -o "$out"
fi

if have npm typescript; then
  # npm writes this record last, so it is newer than the lock only after a complete installation of that lock.
  [[ generated/typescript/node_modules/.package-lock.json -nt generated/typescript/package-lock.json ]] ||
    npm ci --prefix generated/typescript --loglevel=error --no-progress >/dev/null
  remove typescript -name '*_pb.js' -o -name '*_pb.d.ts'
  $buf generate --template tools/buf.gen.typescript.yaml -o "$out"
fi
