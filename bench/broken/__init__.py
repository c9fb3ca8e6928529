"""Servers that are wrong on purpose, for the controls of the proofs: a proof that does not catch them sees nothing.

`python -m bench.broken.<fault> serve ...` takes the flags of `agenthall`.
"""
