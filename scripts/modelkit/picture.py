"""From a photo's file to the tensor that the server would make of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps

_LEAST_DECODED = 256

Channels = tuple[float, float, float]


@dataclass(frozen=True)
class InputSpec:
    """The short side is resized to `resize_short_side`, the middle `size` x `size` cut out, v in [0, 1] becomes
    (v - mean) / std."""

    size: int
    resize_short_side: int
    mean: Channels
    std: Channels

    def pixels(self, photo: Path) -> np.ndarray:
        """uint8[size, size, 3], RGB, upright. Raises whatever the decoder raises."""
        upright = self.upright(photo)
        side = min(upright.size)
        left, top = (upright.width - side) // 2, (upright.height - side) // 2
        square = (self.resize_short_side, self.resize_short_side)
        resized = upright.resize(square, Image.Resampling.BILINEAR, (left, top, left + side, top + side))
        margin = (self.resize_short_side - self.size) // 2
        middle = np.asarray(resized)[margin : margin + self.size, margin : margin + self.size]
        return middle.copy()

    def upright(self, photo: Path) -> Image.Image:
        """The whole photo; a large JPEG is decoded at a half, a quarter or an eighth of its size, as by the server."""
        with Image.open(photo) as image:
            least = max(_LEAST_DECODED, self.resize_short_side)
            image.draft("RGB", (least, least))
            return ImageOps.exif_transpose(image).convert("RGB")

    def normalized(self, pixels: torch.Tensor) -> torch.Tensor:
        """uint8[N, H, W, 3] to float32[N, 3, H, W]."""
        mean, std = (torch.tensor(values, device=pixels.device).view(1, 3, 1, 1) for values in (self.mean, self.std))
        return (pixels.permute(0, 3, 1, 2).float() / 255 - mean) / std

    def manifest(self) -> dict[str, Any]:
        return {
            "name": "input",
            "size": self.size,
            "resize_short_side": self.resize_short_side,
            "crop": "center",
            "interpolation": "bilinear",
            "channels": "RGB",
            "mean": [round(value, 6) for value in self.mean],
            "std": [round(value, 6) for value in self.std],
        }
