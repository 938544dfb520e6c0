"""Photos that the tests make themselves."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

Draw = Callable[..., Path]


@pytest.fixture
def draw() -> Draw:
    """draw(file, color, seed) writes a noisy picture of a color, different for each seed."""

    def picture(file: Path, color: tuple[int, int, int] = (128, 128, 128), seed: int = 0, size=(80, 64)) -> Path:
        noise = np.random.default_rng(seed).integers(-60, 60, (size[1], size[0], 3))
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray((np.array(color) + noise).clip(0, 255).astype(np.uint8)).save(file)
        return file

    return picture


@pytest.fixture
def two_dishes(tmp_path: Path, draw: Draw) -> Path:
    """Twelve photos each of a reddish and a bluish dish."""
    root = tmp_path / "dishes" / "train"
    for seed in range(12):
        draw(root / "red_soup" / f"{seed}.png", (190, 60, 60), seed)
        draw(root / "blue_soup" / f"{seed}.png", (60, 60, 190), 100 + seed)
    return root
