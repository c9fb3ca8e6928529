"""Benchmarks (`python -m bench`) and proofs (`python -m bench.prove`): what this project claims, measured.

A benchmark is a module of this folder with a `run()` that prints one JSON line a figure: {name, ours, reference, ratio,
goal, ok} and whatever else explains it. Figures drift with the machine, so a claim is a ratio inside one run: medians
of interleaved repetitions, servers and load generators in processes of their own.
"""
