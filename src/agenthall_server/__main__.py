"""`agenthall` and `python -m agenthall_server`. Where only the client is installed they say how to get the server."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the `agenthall` script."""
    try:
        from agenthall_server import cli  # noqa: PLC0415 - needs libraries that a client does not have
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("agenthall"):
            raise
        print(  # noqa: T201 - what prints otherwise is missing
            f"agenthall: {error.name} is not installed; this is the client alone. "
            "For the server and its commands: pip install 'agenthall[server]'",
            file=sys.stderr,
        )
        sys.exit(2)
    cli.app()


if __name__ == "__main__":
    main()
