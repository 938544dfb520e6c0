import shutil
from pathlib import Path

import pytest
import torch
from torch import nn

from modelkit import photos, reading, training
from modelkit.backbones import Backbone
from modelkit.command import UsageError
from modelkit.picture import InputSpec

CPU = reading.Compute(torch.device("cpu"), workers=0)


@pytest.fixture
def mean_color() -> Backbone:
    """A backbone whose embedding is the mean of each channel."""
    spec = InputSpec(16, 16, (0.0,) * 3, (1.0,) * 3)
    network = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    return Backbone(network, nn.Linear(3, 2), spec, "mean color")


def embedded(root: Path, backbone: Backbone, known: tuple[str, ...] = ()) -> reading.Embedded:
    return reading.embed(backbone, photos.scan(root).photos, CPU, "photos", known)


def test_rows_belong_to_their_photos(two_dishes: Path, mean_color: Backbone) -> None:
    read = embedded(two_dishes, mean_color)
    assert read.embeddings.shape == (24, 3) and not read.left_out
    red = read.embeddings[:, 0] > read.embeddings[:, 2]
    assert [photo.path.parent.name == "red_soup" for photo in read.photos] == red.tolist()


def test_unreadable_photos_are_listed_and_left_out(two_dishes: Path, mean_color: Backbone) -> None:
    (two_dishes / "red_soup" / "notes.txt").write_text("no photo", encoding="utf-8")
    whole = (two_dishes / "red_soup" / "0.png").read_bytes()
    (two_dishes / "red_soup" / "half.png").write_bytes(whole[: len(whole) // 2])
    read = embedded(two_dishes, mean_color)
    assert len(read.photos) == 24
    assert [line.split(":")[0] for line in read.left_out] == ["red_soup/half.png", "red_soup/notes.txt"]


def test_a_copy_is_left_out_and_its_original_named(two_dishes: Path, mean_color: Backbone) -> None:
    shutil.copy(two_dishes / "red_soup" / "3.png", two_dishes / "red_soup" / "copy.png")
    read = embedded(two_dishes, mean_color)
    assert read.left_out == ["red_soup/copy.png: the same picture as red_soup/3.png"]


def test_a_picture_in_two_classes_teaches_neither(two_dishes: Path, mean_color: Backbone) -> None:
    shutil.copy(two_dishes / "red_soup" / "3.png", two_dishes / "blue_soup" / "copy.png")
    read = embedded(two_dishes, mean_color)
    assert len(read.photos) == 23 and len(read.left_out) == 2


def test_a_training_photo_does_not_test(two_dishes: Path, mean_color: Backbone) -> None:
    training_set = embedded(two_dishes, mean_color)
    tests = embedded(two_dishes, mean_color, known=tuple(training_set.digests[1:]))
    assert [photo.path for photo in tests.photos] == [training_set.photos[0].path]


def test_a_class_with_one_usable_photo_is_named(two_dishes: Path, mean_color: Backbone, draw) -> None:
    draw(two_dishes / "green_soup" / "only.png", (60, 190, 60))
    with pytest.raises(UsageError, match=r"too few in: green_soup \(1\)"):
        training.require_enough(embedded(two_dishes, mean_color), photos.scan(two_dishes))


def test_the_dataset_is_named_by_pictures_and_labels_not_by_files(two_dishes: Path, mean_color: Backbone) -> None:
    def digest() -> str:
        return reading.dataset_digest(embedded(two_dishes, mean_color), ["Blue", "Red"])

    before = digest()
    (two_dishes / "red_soup" / "0.png").rename(two_dishes / "red_soup" / "renamed.png")
    assert digest() == before
    (two_dishes / "red_soup" / "1.png").rename(two_dishes / "blue_soup" / "moved.png")
    assert digest() != before
