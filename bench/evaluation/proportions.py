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
    def shown(self) -> str:
        """The share in per cent with its counts, as a table shows it."""
        if self.share is None:
            return "–"
        return f"{100 * self.share:.2f} % ({self.successes}/{self.trials})"
