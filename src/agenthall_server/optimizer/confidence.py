"""How sure a mean score is: an interval that may be looked at after every result.

Method: beta-binomial mixture confidence sequence. For results x_1, x_2, ... in [0, 1] with mean p, each given the ones
before it, and S their sum,

    M_n(p) = B(a + S, b + n - S) / B(a, b) / (p^S (1 - p)^(n - S)),   a = b = 1/2,

is the average over theta ~ Beta(a, b) of the products of (theta/p)^x ((1-theta)/(1-p))^(1-x). Each factor is convex in
x, hence at most x theta/p + (1-x) (1-theta)/(1-p), whose mean is 1: M is a supermartingale that starts at 1 (for x in
{0, 1} a martingale), whatever the distribution on [0, 1]. By Ville's inequality M ever reaches 1/alpha with probability
at most alpha, so {p: M_n(p) < 1/alpha} covers the true mean at all n at once with probability 1 - alpha: looking
again and again, and choosing variants by what was seen, does not spoil it.
H. Robbins, "Statistical methods related to the law of the iterated logarithm", Ann. Math. Stat. 41 (1970);
S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences",
Ann. Stat. 49 (2021); I. Waudby-Smith, A. Ramdas, "Estimating means of bounded random variables by betting",
J. R. Stat. Soc. B 86 (2023).

Known limits: it needs n and S only, so it cannot use a small variance: for steady scores it is wider than it need be.
It knows nothing of results that never came; where bad runs report less often or later, every mean is too good.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, lgamma, log

from agenthall_server.intervals import Interval

_PRIOR = 0.5  # Beta(1/2, 1/2): the Krichevsky-Trofimov mixture, at most log(2 sqrt(n)) behind the best theta
_BISECTIONS = 60  # halves [0, 1] down to less than one double's spacing near 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What results say about their mean: S and n - S, which need not be whole."""

    successes: float
    failures: float

    def against(self, mean: float) -> float:
        """The logarithm of M_n(mean): at most 0 at S / n, growing to both sides."""
        return self._mixture() - _x_log_y(self.successes, mean) - _x_log_y(self.failures, 1 - mean)

    def interval(self, alpha: float) -> Interval:
        """The means that are not refuted at level `alpha`; all from 0 to 1 without results."""
        budget = -log(alpha) - self._mixture()
        low = self._edge(0.0, budget) if self.successes else 0.0
        high = self._edge(1.0, budget) if self.failures else 1.0
        return Interval(low, high, 1 - alpha)

    def _edge(self, outside: float, budget: float) -> float:
        """Where the negative log-likelihood, convex in the mean, passes the budget; rounded outwards."""
        inside = self.successes / (self.successes + self.failures)
        for _ in range(_BISECTIONS):
            middle = (outside + inside) / 2
            if -_x_log_y(self.successes, middle) - _x_log_y(self.failures, 1 - middle) < budget:
                inside = middle
            else:
                outside = middle
        return outside

    def _mixture(self) -> float:
        return _log_beta(_PRIOR + self.successes, _PRIOR + self.failures) - _log_beta(_PRIOR, _PRIOR)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _x_log_y(x: float, y: float) -> float:
    """The product x log(y); 0 where x is 0."""
    if x == 0:
        return 0.0
    return x * log(y) if y > 0 else -inf
