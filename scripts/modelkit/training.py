"""From embedded photos to a calibrated classifier."""

from dataclasses import dataclass

import torch
from torch import nn

from modelkit import backbones, head, reading, scores, tuning
from modelkit.backbones import Backbone
from modelkit.command import UsageError
from modelkit.photos import PhotoFolder
from modelkit.reading import Compute, Embedded
from modelkit.scores import Scores

MOST_FOLDS = 5


@dataclass(frozen=True)
class Trained:
    """`held_out` is measured, and the temperature fitted, on photos that the measured weights never saw."""

    network: nn.Module
    fc: nn.Linear
    temperature: float
    held_out: Scores
    held_out_set: str
    backbone_text: str
    head_text: str

    def scores_on(self, embedded: Embedded) -> Scores:
        """`embedded` comes from this network."""
        with torch.inference_mode():
            return scores.scores(self.fc.cpu()(embedded.embeddings), embedded.labels, self.temperature)


def require_enough(embedded: Embedded, folder: PhotoFolder) -> None:
    """Two usable photos a class, since one must be held out."""
    counts = torch.bincount(embedded.labels, minlength=len(folder.labels))
    few = [f"{name} ({count})" for name, count in zip(folder.folders, counts.tolist(), strict=True) if count < 2]
    if few:
        raise UsageError(f"{folder.root} needs at least 2 usable photos in every class; too few in: {', '.join(few)}")


def new_head(backbone: Backbone, embedded: Embedded, folder: PhotoFolder, c: float, seed: int) -> Trained:
    """A head on the frozen backbone, of all photos; temperature and scores by cross-validation."""
    labels, classes = embedded.labels, len(folder.labels)
    fold = head.folds(labels, _folds(labels), seed)
    logits = head.out_of_fold_logits(embedded.embeddings, labels, fold, classes, c)
    temperature = scores.temperature(logits, labels)
    return Trained(
        backbone.network,
        head.fit(embedded.embeddings, labels, classes, c).linear(),
        temperature,
        scores.scores(logits, labels, temperature),
        f"{folder.title}, {_folds(labels)}-fold cross-validation",
        backbone.description,
        _head_text(c, f"all {len(labels):,} photos of {folder.title}"),
    )


def whole_network(
    backbone: Backbone, embedded: Embedded, folder: PhotoFolder, c: float, plan: tuning.Plan, compute: Compute
) -> Trained:
    """Backbone and head trained together, from a head fitted first; temperature and scores on one fold that neither
    has seen. That fold stays out: a network trained on it too would have no honest temperature."""
    labels = embedded.labels
    held_out = head.folds(labels, _folds(labels), plan.seed) == 0
    start = head.fit(embedded.embeddings[~held_out], labels[~held_out], len(folder.labels), c).linear()
    training = [photo for photo, out in zip(embedded.photos, held_out.tolist(), strict=True) if not out]
    network, fc = tuning.fine_tuned(backbone, start, training, plan, compute)

    tuned = Backbone(network, fc, backbone.input, backbone.description)
    kept_apart = [photo for photo, out in zip(embedded.photos, held_out.tolist(), strict=True) if out]
    unseen = reading.embed(tuned, kept_apart, compute, "held-out fold")
    with torch.inference_mode():
        logits = fc.cpu()(unseen.embeddings)
    temperature = scores.temperature(logits, unseen.labels)
    epochs = f"{plan.epochs} epoch{'s' if plan.epochs > 1 else ''}"
    return Trained(
        network,
        fc,
        temperature,
        scores.scores(logits, unseen.labels, temperature),
        f"{folder.title}, one fold of {_folds(labels)} held out",
        f"{backbone.description}; fine-tuned for {epochs} on {folder.title} ({backbones.digest(network)})",
        f"{_head_text(c, f'{len(training):,} photos of {folder.title}')}, then trained with the backbone",
    )


def _folds(labels: torch.Tensor) -> int:
    return min(MOST_FOLDS, int(labels.bincount().min()))


def _head_text(c: float, photos: str) -> str:
    return f"multinomial logistic regression, L2 (C = {c:g} on the sum of losses), {photos}"
