"""`python -m agenthall_server` is the agenthall command."""

from agenthall_server.cli import main

main()
