"""The last layer: L2 multinomial logistic regression on frozen embeddings."""

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional
from tqdm import tqdm

_MAX_ITERATIONS = 2000
_GRADIENT_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Head:
    """weight float64[C, D], bias float64[C]."""

    weight: torch.Tensor
    bias: torch.Tensor

    def logits(self, embeddings: torch.Tensor) -> torch.Tensor:
        return functional.linear(embeddings.double(), self.weight, self.bias)

    def linear(self) -> torch.nn.Linear:
        layer = torch.nn.Linear(self.weight.shape[1], self.weight.shape[0])
        layer.load_state_dict({"weight": self.weight.float(), "bias": self.bias.float()})
        return layer


def fit(embeddings: torch.Tensor, labels: torch.Tensor, classes: int, c: float) -> Head:
    """Minimizes c * (sum of cross-entropies) + |weight|^2 / 2; the bias is free. Convex: there is one answer."""
    middle = embeddings.double().mean(dim=0)
    x = embeddings.double() - middle  # the free bias takes it back, and the solver needs a fraction of the steps
    weight = torch.zeros(classes, x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weight, bias],
        max_iter=_MAX_ITERATIONS,
        tolerance_grad=_GRADIENT_TOLERANCE,
        tolerance_change=0,
        history_size=20,
        line_search_fn="strong_wolfe",
    )

    def objective() -> torch.Tensor:
        optimizer.zero_grad()
        losses = functional.cross_entropy(functional.linear(x, weight, bias), labels, reduction="sum")
        loss = c * losses + weight.square().sum() / 2
        loss.backward()
        return loss

    optimizer.step(objective)
    weight, bias = weight.detach(), bias.detach()
    return Head(weight, bias - weight @ middle)


def folds(labels: torch.Tensor, count: int, seed: int) -> torch.Tensor:
    """Fold of each photo, int64[N], every class spread evenly over the folds."""
    random = np.random.default_rng(seed)
    fold = torch.empty(len(labels), dtype=torch.int64)
    for label in labels.unique():
        members = torch.nonzero(labels == label).flatten()
        fold[members[torch.from_numpy(random.permutation(len(members)))]] = torch.arange(len(members)) % count
    return fold


def out_of_fold_logits(
    embeddings: torch.Tensor, labels: torch.Tensor, fold: torch.Tensor, classes: int, c: float
) -> torch.Tensor:
    """Logits [N, C], those of each photo by a head that was fitted without the photo's fold."""
    logits = torch.empty(len(labels), classes, dtype=torch.float64)
    for held_out in tqdm(fold.unique(), desc="cross-validation", unit="fold"):
        inside = fold == held_out
        logits[inside] = fit(embeddings[~inside], labels[~inside], classes, c).logits(embeddings[inside])
    return logits
