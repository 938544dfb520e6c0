import argparse
from pathlib import Path

import pytest
import torch
import torchvision

from modelkit import backbones
from modelkit.backbones import Backbone
from modelkit.command import UsageError


def load(*options: object) -> Backbone:
    parser = argparse.ArgumentParser()
    backbones.add_arguments(parser, default="mobilenet_v2")
    return backbones.load(parser.parse_args([str(option) for option in options]))


@pytest.fixture
def trained() -> torch.nn.Module:
    torch.manual_seed(1)
    return torchvision.models.mobilenet_v2(weights=None, num_classes=11).eval()


@pytest.mark.parametrize("wrap", [lambda state: state, lambda state: {"epoch": 3, "state_dict": state}])
def test_a_checkpoint_keeps_its_predictions(tmp_path: Path, trained: torch.nn.Module, wrap) -> None:
    state = {f"module.{name}": tensor for name, tensor in trained.state_dict().items()}
    torch.save(wrap(state), tmp_path / "food11.pth")
    backbone = load("--weights", tmp_path / "food11.pth")
    pictures = torch.rand(2, 3, 64, 64)
    with torch.inference_mode():
        assert torch.allclose(backbone.head(backbone.network(pictures)), trained(pictures), atol=1e-5)


def test_a_pickled_model_runs_no_code_unless_asked_to(tmp_path: Path, trained: torch.nn.Module) -> None:
    torch.save(trained, tmp_path / "food11.pth")
    with pytest.raises(UsageError, match="--allow-pickle"):
        load("--weights", tmp_path / "food11.pth")
    assert load("--weights", tmp_path / "food11.pth", "--allow-pickle").head.out_features == 11


def test_a_checkpoint_of_another_network_says_so(tmp_path: Path) -> None:
    torch.save(torchvision.models.resnet18(weights=None).state_dict(), tmp_path / "resnet.pth")
    with pytest.raises(UsageError, match="belongs to another network"):
        load("--weights", tmp_path / "resnet.pth")


def test_nothing_is_downloaded_without_being_asked() -> None:
    with pytest.raises(UsageError, match="needs --weights FILE, or --random"):
        load()


@pytest.mark.parametrize(
    ("name", "dimensions"), [("resnet18", 512), ("mobilenet_v3_small", 1024), ("timm:resnet10t", 512)]
)
def test_other_backbones_of_torchvision_and_timm_have_an_embedding(name: str, dimensions: int) -> None:
    backbone = load("--backbone", name, "--random", "--size", 64)
    with torch.inference_mode():
        assert backbone.network(torch.rand(2, 3, 64, 64)).shape == (2, dimensions)


def test_a_network_without_linear_classifier_is_refused() -> None:
    with pytest.raises(UsageError, match="no linear layer"):
        load("--backbone", "squeezenet1_0", "--random")


def test_an_unknown_backbone_is_refused() -> None:
    with pytest.raises(UsageError, match="no classifier nonsense"):
        load("--backbone", "nonsense", "--random")


def test_the_size_moves_the_resizing_with_it() -> None:
    spec = load("--random", "--size", 112).input
    assert (spec.size, spec.resize_short_side) == (112, 116)
