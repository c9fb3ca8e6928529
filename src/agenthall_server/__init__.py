"""The agenthall server: one async gRPC server, four services, one database. Start reading at server.py."""
