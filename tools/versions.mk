# Versions of the tools that pip does not lock (those are in requirements.lock). Plain NAME=VALUE lines: make includes
# this file and tools/*.sh source it. The TypeScript plugin is pinned in generated/typescript/package-lock.json, since
# npm installs from nothing else.
UV_VERSION=0.13.8
PROTOC_GEN_GO_VERSION=v1.36.12
PROTOC_GEN_GO_GRPC_VERSION=v1.6.2
# Generated Java refuses a protobuf-java older than its protoc: keep both at what generated/java/pom.xml asks for. The
# plugins of grpc-java 1.84 and 1.85 are not to be had as programs.
PROTOC_JAVA_VERSION=4.35.1
PROTOC_GEN_GRPC_JAVA_VERSION=1.83.0
MAVEN_DEPENDENCY_PLUGIN_VERSION=3.8.1
PROTOC_GEN_PROST_VERSION=0.5.0
PROTOC_GEN_PROST_CRATE_VERSION=0.5.0
PROTOC_GEN_TONIC_VERSION=0.5.0
GRPCURL_VERSION=v1.9.4
