"""The main job on real input, through the public gRPC API only; with --check, a smoke test of any server.

    inputs.py    real rows as requests; what is absent in a row stays absent in the request
    stages.py    what is done with them, and what the server must answer
    running.py   a server of its own where none is given; progress, summary, exit code

Every figure that the demo prints was answered by the server; the checks compare it with what was sent.
"""
