"""Which prompt works best: experiments that choose while agents work.

    bandit.py       the weights of the variants and the choice by hash
    scoring.py      the score of a result, and which variant stands best
    confidence.py   intervals that may be looked at after every result
    report.py       verdicts, best prompts, improvements
    selection.py    the policy of an experiment at one revision
    policies.py     the policies in memory, moved on by every result
    claims.py       what a selection token says

The rest is store.py, store_results.py, tables.py, wire.py and servicer.py.
"""
