"""Runs proofs: `python -m bench.prove [name ...] [--rounds N] [--database sqlite|postgres] [--seed N]`.

Without names all of them. Exit code 1 where something did not hold, or where a control was not caught.
"""

from __future__ import annotations

import argparse
import sys

from bench.figures import KEYS, Figure, table
from bench.prove import (
    alerts,
    authz,
    burst,
    canary,
    cancel,
    damage,
    disk_full,
    fuzz,
    kill,
    once,
    outage,
    overload,
    rapid_reset,
    recovery,
    rolling,
    slow_readers,
    soak,
)
from bench.prove.options import DATABASES, Options

PROOFS = {
    "kill": kill.prove,
    "once": once.prove,
    "alerts": alerts.prove,
    "cancel": cancel.prove,
    "authz": authz.prove,
    "outage": outage.prove,
    "rolling": rolling.prove,
    "recovery": recovery.prove,
    "canary": canary.prove,
    "fuzz": fuzz.prove,
    "soak": soak.prove,
    "slow_readers": slow_readers.prove,
    "disk-full": disk_full.prove,
    "overload": overload.prove,
    "rapid-reset": rapid_reset.prove,
    "burst": burst.prove,
    "damage": damage.prove,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.prove", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(PROOFS))
    parser.add_argument("--rounds", type=int, help="rounds of each proof; default: its own number")
    parser.add_argument("--database", action="append", choices=DATABASES, help="default: both")
    parser.add_argument("--seed", type=int, default=1, help="of the random instants")
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - PROOFS.keys()):
        parser.error(f"no proof {', '.join(unknown)}; there are {', '.join(PROOFS)}")
    options = Options(given.rounds, tuple(given.database or DATABASES), given.seed)
    figures: list[Figure] = []
    for name in given.names or PROOFS:
        for figure in PROOFS[name](options):
            figure.print()
            figures.append(figure)
    print("\n" + table([{key: getattr(figure, key) for key in KEYS} for figure in figures]))
    sys.exit(not all(figure.ok for figure in figures))


if __name__ == "__main__":
    main()
