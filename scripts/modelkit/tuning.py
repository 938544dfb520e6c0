"""Training of the whole network, where a new head on a frozen backbone is not enough."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2
from tqdm import tqdm

from modelkit.backbones import Backbone
from modelkit.photos import Photo
from modelkit.picture import InputSpec
from modelkit.reading import Compute


@dataclass(frozen=True)
class Plan:
    epochs: int
    learning_rate: float
    batch: int
    seed: int


class _Augmented(Dataset[tuple[torch.Tensor, int]]):
    """(uint8[size, size, 3], label): a random crop of the photo, mirrored half of the time."""

    def __init__(self, photos: Sequence[Photo], spec: InputSpec) -> None:
        self.photos = photos
        self.spec = spec
        self.augment = v2.Compose(
            [
                v2.RandomResizedCrop(spec.size, scale=(0.4, 1.0), antialias=True),
                v2.RandomHorizontalFlip(),
                v2.PILToTensor(),
            ]
        )

    def __len__(self) -> int:
        return len(self.photos)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        photo = self.photos[index]
        return self.augment(self.spec.upright(photo.path)).permute(1, 2, 0), photo.label


def fine_tuned(
    backbone: Backbone, head: nn.Linear, photos: Sequence[Photo], plan: Plan, compute: Compute
) -> tuple[nn.Module, nn.Linear]:
    """Copies of network and head, trained end to end: AdamW, cosine decay to zero. Batch normalization keeps its
    statistics: those of a few photos would be worse than those of the pre-training."""
    torch.manual_seed(plan.seed)
    network = copy.deepcopy(backbone.network).to(compute.device)
    head = copy.deepcopy(head).to(compute.device)
    loader = DataLoader(
        _Augmented(photos, backbone.input), batch_size=plan.batch, shuffle=True, num_workers=compute.workers
    )
    optimizer = torch.optim.AdamW([*network.parameters(), *head.parameters()], lr=plan.learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=plan.epochs * len(loader))
    _train_mode(network)
    for epoch in range(plan.epochs):
        with tqdm(loader, desc=f"epoch {epoch + 1} of {plan.epochs}", unit="batch") as progress:
            for pixels, labels in progress:
                pictures = backbone.input.normalized(pixels.to(compute.device))
                loss = functional.cross_entropy(head(network(pictures)), labels.to(compute.device))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
                progress.set_postfix(loss=f"{loss.item():.3f}")
    return network.eval(), head.eval()


def _train_mode(network: nn.Module) -> None:
    network.train()
    for module in network.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.eval()
