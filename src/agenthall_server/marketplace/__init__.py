"""The catalogue of agents: what is published, how it is found, what a workspace has installed, what it is worth."""
