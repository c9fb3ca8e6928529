"""The control of the rapid-reset and burst proofs: gRPC's own defaults for streams and for calls that wait."""

from agenthall_server import cli, server

if __name__ == "__main__":
    setattr(server, "transport_options", lambda _settings: [("grpc.so_reuseport", 0)])  # noqa: B010 - not offered for this
    cli.app()
