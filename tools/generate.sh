#!/usr/bin/env bash
# Writes generated/ from proto/. Usage: tools/generate.sh [ROOT], where ROOT (default: here) holds the generated/ folder.
# Go, TypeScript, Java and Rust need their toolchains: without one its part is left as it is, which is an error where
# CI is set.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/versions.mk
out=${1:-.}
buf=.venv/bin/buf

have() { # LANGUAGE TOOL...
  local tool
  for tool in "${@:2}"; do
    command -v "$tool" >/dev/null && continue
    echo "skipped: $tool not found, generated/$1 left as it is" >&2
    [[ -z ${CI:-} ]] || { echo "CI is set: nothing may be skipped" >&2; exit 1; }
    return 1
  done
}

# Files of a proto that is gone must go too; what people wrote beside them (go.mod, pom.xml, lib.rs, py.typed) stays.
remove() {
  find "$out/generated/$1" \( -name node_modules -o -name target \) -prune -o -type f \( "${@:2}" \) -exec rm {} +
}

# Programs in Maven Central are files for one kind of machine, without the right to run.
from_maven() { # GROUP NAME VERSION
  local machine file
  machine=linux-$(uname -m | sed s/aarch64/aarch_64/)
  file=$2-$3-$machine.exe
  [[ -e .tools/maven/$file ]] ||
    mvn --quiet --batch-mode -Dstyle.color=never \
      "org.apache.maven.plugins:maven-dependency-plugin:$MAVEN_DEPENDENCY_PLUGIN_VERSION:copy" \
      -Dartifact="$1:$2:$3:exe:$machine" -DoutputDirectory="$PWD/.tools/maven"
  install -D -m 755 ".tools/maven/$file" ".tools/bin/$2"
}

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

if have typescript npm; then
  # npm writes this record last, so it is newer than the lock only after a complete installation of that lock.
  [[ generated/typescript/node_modules/.package-lock.json -nt generated/typescript/package-lock.json ]] ||
    npm ci --prefix generated/typescript --loglevel=error --no-progress >/dev/null
  remove typescript -name '*_pb.js' -o -name '*_pb.d.ts'
  $buf generate --template tools/buf.gen.typescript.yaml -o "$out"
fi

if have java mvn java; then
  from_maven com.google.protobuf protoc "$PROTOC_JAVA_VERSION"
  from_maven io.grpc protoc-gen-grpc-java "$PROTOC_GEN_GRPC_JAVA_VERSION"
  remove java -name '*.java'
  $buf generate --template tools/buf.gen.java.yaml -o "$out"
fi

if have rust cargo; then
  # --locked: with the dependencies that the authors of the plugin released it with. The first time takes 2-3 minutes.
  cargo install --quiet --locked --root .tools "protoc-gen-prost@$PROTOC_GEN_PROST_VERSION" \
    "protoc-gen-prost-crate@$PROTOC_GEN_PROST_CRATE_VERSION" "protoc-gen-tonic@$PROTOC_GEN_TONIC_VERSION"
  remove rust -name 'agenthall.*.rs'
  $buf generate --template tools/buf.gen.rust.yaml -o "$out"
fi
