"""The control of the overload proof: every call is served as it comes, however late."""

from agenthall_server import cli, interceptors
from agenthall_server.admission import Gate


class OpenGate(Gate):
    """Wrong on purpose."""

    async def enter(self, left: float) -> None:
        """Lets everybody in."""

    def leave(self) -> None:
        """Nobody waits."""


if __name__ == "__main__":
    setattr(interceptors, "Gate", OpenGate)  # noqa: B010 - a name that it imports, not one that it offers
    cli.app()
