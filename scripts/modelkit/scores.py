"""How good and how honest predictions are, and the temperature that makes them honest."""

import math
from dataclasses import asdict, dataclass

import torch
from torch.nn import functional

_UNSURE_BELOW = 0.7
_HOTTEST = 20.0
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Scores:
    """Accuracy with its 95 % Wilson interval; nll, the mean negative log-likelihood, in nats."""

    n: int
    accuracy: float
    accuracy_low: float
    accuracy_high: float
    nll: float
    mean_confidence: float
    share_below_0_7: float

    def manifest(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}

    def __str__(self) -> str:
        interval = f"95 %: {self.accuracy_low:.1%} to {self.accuracy_high:.1%}"
        return (
            f"{self.accuracy:.1%} of {self.n:,} photos right ({interval}), "
            f"mean confidence {self.mean_confidence:.1%}, nll {self.nll:.4f}"
        )


def scores(logits: torch.Tensor, labels: torch.Tensor, temperature: float) -> Scores:
    """Of logits [N, C] for labels [N]."""
    scaled = logits.double() / temperature
    confidence, predicted = functional.softmax(scaled, dim=1).max(dim=1)
    right = int((predicted == labels).sum())
    low, high = wilson(right, len(labels))
    return Scores(
        n=len(labels),
        accuracy=right / len(labels),
        accuracy_low=low,
        accuracy_high=high,
        nll=functional.cross_entropy(scaled, labels).item(),
        mean_confidence=confidence.mean().item(),
        share_below_0_7=(confidence < _UNSURE_BELOW).double().mean().item(),
    )


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson 1927: the score interval of a share; 8 of 10 is [0.4902, 0.9433]."""
    share = right / n
    center = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, center - half), min(1.0, center + half)


def temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """Least negative log-likelihood of softmax(logits / T), T in [0.05, 20] (Guo et al. 2017), by golden section:
    the likelihood is concave in 1/T, so it has one peak in log T. The logits must come from models that never saw
    these photos."""
    logits = logits.double()

    def loss(log_t: float) -> float:
        return functional.cross_entropy(logits / math.exp(log_t), labels).item()

    low, high = -math.log(_HOTTEST), math.log(_HOTTEST)
    while high - low > 1e-6:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        low, high = (low, right) if loss(left) <= loss(right) else (left, high)
    return math.exp((low + high) / 2)
