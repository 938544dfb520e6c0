from pathlib import Path

import numpy as np
import torch
from PIL import Image

from modelkit.picture import InputSpec

SPEC = InputSpec(4, 4, (0.5, 0.25, 0.0), (0.5, 0.25, 1.0))


def test_the_middle_square_is_what_the_network_sees(tmp_path: Path) -> None:
    wide = Image.new("RGB", (12, 4), "black")
    wide.paste((10, 20, 30), (4, 0, 8, 4))
    wide.save(tmp_path / "wide.png")
    assert (SPEC.pixels(tmp_path / "wide.png") == (10, 20, 30)).all()


def test_a_margin_is_cut_off_after_resizing(tmp_path: Path) -> None:
    framed = Image.new("RGB", (8, 8), "white")
    framed.paste((0, 0, 0), (2, 2, 6, 6))
    framed.save(tmp_path / "framed.png")
    spec = InputSpec(4, 8, SPEC.mean, SPEC.std)
    assert (spec.pixels(tmp_path / "framed.png") == 0).all()


def test_exif_orientation_turns_the_photo_upright(tmp_path: Path) -> None:
    lying = np.zeros((4, 4, 3), np.uint8)
    lying[0] = 200  # a bright row on top
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right by 90 degrees
    Image.fromarray(lying).save(tmp_path / "lying.png", exif=exif)
    upright = SPEC.pixels(tmp_path / "lying.png")
    assert (upright[:, 3] == 200).all() and (upright[:, :3] == 0).all()


def test_gray_photos_and_transparent_ones_become_rgb(tmp_path: Path) -> None:
    Image.new("L", (6, 6), 77).save(tmp_path / "gray.png")
    Image.new("RGBA", (6, 6), (1, 2, 3, 0)).save(tmp_path / "clear.png")
    assert (SPEC.pixels(tmp_path / "gray.png") == 77).all()
    assert (SPEC.pixels(tmp_path / "clear.png") == (1, 2, 3)).all()


def test_a_large_jpeg_is_decoded_smaller_and_looks_the_same(tmp_path: Path) -> None:
    ramp = np.linspace(0, 255, 2400).astype(np.uint8)
    large = np.stack([np.tile(ramp, (2400, 1)), np.tile(ramp[:, None], (1, 2400)), np.full((2400, 2400), 90, np.uint8)])
    Image.fromarray(large.transpose(1, 2, 0)).save(tmp_path / "large.jpg", quality=95)
    spec = InputSpec(32, 32, SPEC.mean, SPEC.std)
    assert spec.upright(tmp_path / "large.jpg").size == (300, 300)
    middles = np.linspace(0, 255, 65)[1::2]
    assert np.abs(spec.pixels(tmp_path / "large.jpg")[16, :, 0] - middles).max() < 4


def test_normalization_is_by_channel() -> None:
    normalized = SPEC.normalized(torch.tensor([255, 0, 51], dtype=torch.uint8).view(1, 1, 1, 3))
    assert torch.allclose(normalized.flatten(), torch.tensor([1.0, -1.0, 0.2]))
