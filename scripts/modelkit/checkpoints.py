"""Weights in files, as people save them."""

import pickle
from collections.abc import Callable, Mapping
from pathlib import Path

import safetensors.torch
import torch
from safetensors import SafetensorError
from torch import nn

from modelkit.command import UsageError

State = Mapping[str, torch.Tensor]
_WRAPPERS = ("state_dict", "model_state_dict", "model", "state_dict_ema")
_SHOWN = 3


def read(file: Path, allow_pickle: bool) -> State:
    """The tensors by name, out of the wrappings that training loops put around them."""
    if not file.is_file():
        raise UsageError(f"{file} is no file")
    content = _content(file, allow_pickle)
    if isinstance(content, nn.Module):
        content = content.state_dict()
    for wrapper in _WRAPPERS:
        if isinstance(content, Mapping) and isinstance(content.get(wrapper), Mapping):
            content = content[wrapper]
    if not isinstance(content, Mapping) or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise UsageError(f"{file} holds no state dict")
    return {name.removeprefix("module."): tensor for name, tensor in content.items()}


def fitted(create: Callable[[int], nn.Module], state: State, file: Path) -> nn.Module:
    """A network with these weights, with as many outputs as they have."""
    path = last_linear(create(2))
    weight = state.get(f"{path}.weight")
    if weight is None:
        raise UsageError(f"{file} has no {path}.weight: it belongs to another network. It has {_few(list(state))}")
    net = create(weight.shape[0])
    try:
        missing, unexpected = net.load_state_dict(state, strict=False)
    except RuntimeError as error:
        raise UsageError(f"{file} belongs to another network: {str(error).splitlines()[-1].strip()}") from error
    if missing or unexpected:
        raise UsageError(f"{file} belongs to another network: lacks {_few(missing)}, has besides {_few(unexpected)}")
    return net


def last_linear(net: nn.Module) -> str | None:
    linear = [path for path, module in net.named_modules() if isinstance(module, nn.Linear)]
    return linear[-1] if linear else None


def _content(file: Path, allow_pickle: bool) -> object:
    try:
        if file.suffix == ".safetensors":
            return safetensors.torch.load_file(file)
        return torch.load(file, map_location="cpu", weights_only=not allow_pickle)
    except pickle.UnpicklingError as error:
        raise UsageError(
            f"{file} is not a plain state dict. If it is a whole model of someone you trust, add --allow-pickle; "
            "better, save model.state_dict()"
        ) from error
    except (SafetensorError, RuntimeError, EOFError, AttributeError, ModuleNotFoundError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error


def _few(names: list[str]) -> str:
    if not names:
        return "nothing"
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
