"""Shares with exact confidence bounds."""

from dataclasses import dataclass

from scipy.stats import beta

CONFIDENCE = 0.95


@dataclass(slots=True)
class Proportion:
    """A count of successes among trials, grown while measuring."""

    successes: int = 0
    trials: int = 0

    def count(self, *, success: bool) -> None:
        """Add one trial."""
        self.trials += 1
        self.successes += success

    @property
    def share(self) -> float | None:
        """Successes over trials; None without a trial."""
        return self.successes / self.trials if self.trials else None

    @property
    def upper_bound(self) -> float | None:
        """One-sided upper bound at :data:`CONFIDENCE` (Clopper and Pearson, 1934)."""
        if not self.trials:
            return None
        if self.successes == self.trials:
            return 1.0
        left = self.successes + 1, self.trials - self.successes
        return float(beta.ppf(CONFIDENCE, *left))

    @property
    def interval(self) -> tuple[float, float] | None:
        """Two-sided interval at :data:`CONFIDENCE` (Clopper and Pearson, 1934); None untried."""
        if not self.trials:
            return None
        hits, misses = self.successes, self.trials - self.successes
        outside = (1 - CONFIDENCE) / 2
        lower = float(beta.ppf(outside, hits, misses + 1)) if hits else 0.0
        upper = float(beta.ppf(1 - outside, hits + 1, misses)) if misses else 1.0
        return lower, upper

    @property
    def bounded(self) -> str:
        """The share in per cent with its counts and its interval, as a table shows it."""
        found = self.interval
        if self.share is None or found is None:
            return "–"
        counts = f"{self.successes} of {self.trials}"
        return f"{100 * self.share:.1f} % ({counts}; {100 * found[0]:.1f} to {100 * found[1]:.1f})"
