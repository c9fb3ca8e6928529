# Versions of the tools that pip does not lock (those are in requirements.lock). Plain NAME=VALUE lines: make includes
# this file and tools/*.sh source it. The TypeScript plugin is pinned in generated/typescript/package-lock.json, since
# npm installs from nothing else.
UV_VERSION=0.13.8
PROTOC_GEN_GO_VERSION=v1.36.12
PROTOC_GEN_GO_GRPC_VERSION=v1.6.2
GRPCURL_VERSION=v1.9.4
