"""Photos through a backbone, with the unreadable and the repeated ones told apart."""

import argparse
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from tqdm import tqdm

from modelkit.backbones import Backbone
from modelkit.command import UsageError
from modelkit.photos import Photo
from modelkit.picture import InputSpec

_SHOWN = 10


@dataclass(frozen=True)
class Compute:
    """Where the network runs, and how many processes decode photos for it."""

    device: torch.device
    workers: int

    @property
    def batch(self) -> int:
        """Larger ones take 2.5 times the time of a CPU: their activations go back to the system after every layer."""
        return 4 if self.device.type == "cpu" else 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument("--device", default=device, help=f"cpu, cuda or mps (default here: {device})")
    parser.add_argument("--threads", type=int, help="CPU threads of the network (default: PyTorch's)")
    parser.add_argument("--workers", type=int, default=(os.cpu_count() or 1) // 2, help="processes that decode photos")


def compute(arguments: argparse.Namespace) -> Compute:
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    try:
        device = torch.empty(0, device=arguments.device).device
    except (RuntimeError, AssertionError) as error:  # the latter from a PyTorch that was built without it
        raise UsageError(f"--device {arguments.device} cannot be used: {str(error).splitlines()[0]}") from error
    return Compute(device, arguments.workers)


@dataclass
class Embedded:
    """Row i of `embeddings`, float32[N, D], is photo i; `digests` name the pixels that the network saw."""

    photos: list[Photo] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    embeddings: torch.Tensor = field(default_factory=lambda: torch.empty(0))
    left_out: list[str] = field(default_factory=list)

    @property
    def labels(self) -> torch.Tensor:
        return torch.tensor([photo.label for photo in self.photos], dtype=torch.int64)

    def report(self) -> None:
        for line in self.left_out[:_SHOWN]:
            print(f"  left out: {line}")
        if len(self.left_out) > _SHOWN:
            print(f"  left out: {len(self.left_out) - _SHOWN} more")


class _Decoded(Dataset[tuple[int, np.ndarray | str]]):
    """(index, uint8[size, size, 3]), or (index, why there is none)."""

    def __init__(self, photos: Sequence[Photo], spec: InputSpec) -> None:
        self.photos = photos
        self.spec = spec

    def __len__(self) -> int:
        return len(self.photos)

    def __getitem__(self, index: int) -> tuple[int, np.ndarray | str]:
        try:
            return index, self.spec.pixels(self.photos[index].path)
        except Exception as error:  # a decoder may fail in any way on a broken file; the user is shown how
            return index, f"{type(error).__name__}: {error}".splitlines()[0]


def embed(
    backbone: Backbone, photos: Sequence[Photo], compute: Compute, title: str, known: Sequence[str] = ()
) -> Embedded:
    """Every usable photo once, in the given order. Left out, with the reason: the unreadable; a photo whose pixels are
    those of an earlier one or of `known` (digests); and all copies of a photo that stands in two classes."""
    result = Embedded()
    rows: list[torch.Tensor] = []
    network = backbone.network.to(compute.device).eval()
    with tqdm(total=len(photos), desc=title, unit="photo") as progress:
        for batch in _batches(photos, backbone.input, compute):
            readable = [(photos[index], pixels) for index, pixels in batch if not isinstance(pixels, str)]
            result.left_out += [f"{photos[index].title}: {why}" for index, why in batch if isinstance(why, str)]
            if readable:
                rows.append(_through(network, backbone.input, [pixels for _, pixels in readable], compute))
            result.photos += [photo for photo, _ in readable]
            result.digests += [hashlib.sha256(pixels.tobytes()).hexdigest() for _, pixels in readable]
            progress.update(len(batch))
    if rows:
        result.embeddings = torch.cat(rows)
    return _each_once(result, set(known))


def _batches(
    photos: Sequence[Photo], spec: InputSpec, compute: Compute
) -> Iterator[list[tuple[int, np.ndarray | str]]]:
    decoded = _Decoded(photos, spec)
    return iter(DataLoader(decoded, batch_size=compute.batch, num_workers=compute.workers, collate_fn=list))


def _through(network: nn.Module, spec: InputSpec, pixels: list[np.ndarray], compute: Compute) -> torch.Tensor:
    with torch.inference_mode():
        batch = torch.from_numpy(np.stack(pixels)).to(compute.device)
        return network(spec.normalized(batch)).float().cpu()


def _each_once(read: Embedded, known: set[str]) -> Embedded:
    first: dict[str, Photo] = {}
    labels: dict[str, set[int]] = {}
    for photo, digest in zip(read.photos, read.digests, strict=True):
        first.setdefault(digest, photo)
        labels.setdefault(digest, set()).add(photo.label)
    kept: list[int] = []
    left_out = list(read.left_out)
    for row, (photo, digest) in enumerate(zip(read.photos, read.digests, strict=True)):
        if digest in known:
            left_out.append(f"{photo.title}: the same picture is among the training photos")
        elif len(labels[digest]) > 1:
            left_out.append(f"{photo.title}: the same picture stands in another class")
        elif first[digest] is not photo:
            left_out.append(f"{photo.title}: the same picture as {first[digest].title}")
        else:
            kept.append(row)
    return Embedded(
        [read.photos[row] for row in kept],
        [read.digests[row] for row in kept],
        read.embeddings[kept],
        left_out,
    )


def dataset_digest(embedded: Embedded, labels: Sequence[str]) -> str:
    """Names a set of labeled pictures, whatever their files are called."""
    lines = sorted(
        f"{digest} {labels[photo.label]}" for photo, digest in zip(embedded.photos, embedded.digests, strict=True)
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
