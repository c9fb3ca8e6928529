"""The control of the authz proof: viewers may make API keys."""

from agenthall_server import cli, roles

if __name__ == "__main__":
    roles.PERMISSIONS_OF_ROLE["ROLE_VIEWER"] |= {"access.keys.create"}
    cli.app()
