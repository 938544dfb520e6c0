from pathlib import Path

import pytest

from modelkit import labels, photos
from modelkit.command import UsageError


def test_a_folder_name_reads_as_a_label() -> None:
    assert labels.from_folder("baby_back_ribs") == "Baby back ribs"


def test_food11_keeps_its_order_whatever_its_folders_are_called(tmp_path: Path) -> None:
    for folder in ("Vegetable-Fruit", "Bread", "dairy_product", "Dessert", "Egg", "Fried food"):
        (tmp_path / folder).mkdir()
    for folder in ("Meat", "Noodles-Pasta", "Rice", "Seafood", "soup"):
        (tmp_path / folder).mkdir()
    scanned = photos.scan(tmp_path, labels.named("food11"))
    assert scanned.labels == labels.FOOD11
    assert scanned.folders[6] == "Noodles-Pasta" and scanned.folders[10] == "Vegetable-Fruit"


def test_a_label_without_folder_is_named(two_dishes: Path) -> None:
    with pytest.raises(UsageError, match="no folder for: Green soup"):
        photos.scan(two_dishes, ["Red soup", "Blue soup", "Green soup"])


def test_a_folder_without_label_is_named(two_dishes: Path) -> None:
    (two_dishes / "green_soup").mkdir()
    with pytest.raises(UsageError, match="no label of --labels: green_soup"):
        photos.scan(two_dishes, ["Red soup", "Blue soup"])


def test_a_file_of_labels_sets_their_order(tmp_path: Path) -> None:
    file = tmp_path / "labels.txt"
    file.write_text("Red soup\n\nBlue soup\n", encoding="utf-8")
    assert labels.named(str(file)) == ("Red soup", "Blue soup")


def test_a_file_that_lists_a_label_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "labels.txt"
    file.write_text("Red soup\nred_soup\n", encoding="utf-8")
    with pytest.raises(UsageError, match="each one once"):
        labels.named(str(file))


def test_one_class_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / "soup").mkdir()
    with pytest.raises(UsageError, match="1 class folders; at least two"):
        photos.scan(tmp_path)
