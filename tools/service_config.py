"""Prints the gRPC service config that every client should load, derived from the descriptor of the contract.

https://github.com/grpc/grpc/blob/master/doc/service_config.md. The server may override a retry with the trailer
`grpc-retry-pushback-ms`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorSet, MethodDescriptorProto, MethodOptions

RETRY_POLICY = {
    "maxAttempts": 5,  # the most that gRPC allows; with these delays a call outlives a restart of the server
    "initialBackoff": "0.2s",
    "maxBackoff": "5s",
    "backoffMultiplier": 3,
    "retryableStatusCodes": ["UNAVAILABLE", "RESOURCE_EXHAUSTED"],
}
UNARY_TIMEOUT = "30s"  # the server's own default deadline; a client that waits longer waits for nothing


def service_config(descriptors: FileDescriptorSet) -> dict[str, Any]:
    services: list[dict[str, str]] = []
    streams: list[dict[str, str]] = []
    once: list[dict[str, str]] = []
    for file in descriptors.file:
        if not file.package.startswith("agenthall."):
            continue
        for service in file.service:
            name = f"{file.package}.{service.name}"
            services.append({"service": name})
            streams += [_method(name, method) for method in service.method if _is_stream(method)]
            once += [_method(name, method) for method in service.method if not _may_repeat(method)]
    method_configs: list[dict[str, Any]] = [
        {"name": services, "timeout": UNARY_TIMEOUT, "waitForReady": True, "retryPolicy": RETRY_POLICY},
        # The more specific name wins: a Watch ends when its caller has seen enough ...
        {"name": streams, "waitForReady": True, "retryPolicy": RETRY_POLICY},
        # ... and what the contract does not call idempotent is not repeated behind the caller's back.
        {"name": once, "timeout": UNARY_TIMEOUT, "waitForReady": True},
    ]
    return {
        "loadBalancingConfig": [{"round_robin": {}}],
        "healthCheckConfig": {"serviceName": ""},
        "retryThrottling": {"maxTokens": 100, "tokenRatio": 0.5},
        "methodConfig": [config for config in method_configs if config["name"]],
    }


def _method(service: str, method: MethodDescriptorProto) -> dict[str, str]:
    return {"service": service, "method": method.name}


def _is_stream(method: MethodDescriptorProto) -> bool:
    return method.client_streaming or method.server_streaming


def _may_repeat(method: MethodDescriptorProto) -> bool:
    return method.options.idempotency_level != MethodOptions.IDEMPOTENCY_UNKNOWN


if __name__ == "__main__":
    descriptors = FileDescriptorSet.FromString(Path(sys.argv[1]).read_bytes())
    print(json.dumps(service_config(descriptors), indent=2))
