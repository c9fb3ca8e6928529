"""Prints the gRPC service config that every client should load, derived from the descriptor of the contract.

https://github.com/grpc/grpc/blob/master/doc/service_config.md. The server may override a retry with the trailer
`grpc-retry-pushback-ms`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorSet

RETRY_POLICY = {
    "maxAttempts": 4,
    "initialBackoff": "0.1s",
    "maxBackoff": "2s",
    "backoffMultiplier": 2,
    "retryableStatusCodes": ["UNAVAILABLE", "RESOURCE_EXHAUSTED"],
}
UNARY_TIMEOUT = "30s"  # the server's own default deadline; a client that waits longer waits for nothing


def service_config(descriptors: FileDescriptorSet) -> dict[str, Any]:
    services: list[dict[str, str]] = []
    streams: list[dict[str, str]] = []
    for file in descriptors.file:
        if not file.package.startswith("agenthall."):
            continue
        for service in file.service:
            name = f"{file.package}.{service.name}"
            services.append({"service": name})
            streams += [
                {"service": name, "method": method.name}
                for method in service.method
                if method.client_streaming or method.server_streaming
            ]
    method_configs: list[dict[str, Any]] = [
        {"name": services, "timeout": UNARY_TIMEOUT, "retryPolicy": RETRY_POLICY},
        # The more specific name wins: a Watch ends when its caller has seen enough.
        {"name": streams, "retryPolicy": RETRY_POLICY},
    ]
    return {
        "loadBalancingConfig": [{"round_robin": {}}],
        "healthCheckConfig": {"serviceName": ""},
        "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1},
        "methodConfig": [config for config in method_configs if config["name"]],
    }


if __name__ == "__main__":
    descriptors = FileDescriptorSet.FromString(Path(sys.argv[1]).read_bytes())
    print(json.dumps(service_config(descriptors), indent=2))
