"""Proofs (`python -m bench.prove`): what must hold whatever happens, each with a control that must fail.

A proof is a module of this folder with a `prove(options)`. `ours` is what was broken, `reference` what the control
broke; a proof whose control breaks nothing has failed, because it would not have seen anything.
"""
