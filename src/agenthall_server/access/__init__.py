"""Who is calling, and the API keys of a workspace."""
