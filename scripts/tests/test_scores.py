import math

import pytest
import torch

from modelkit import scores


def test_the_wilson_interval_has_its_golden_value() -> None:
    assert scores.wilson(8, 10) == pytest.approx((0.490157, 0.943319), abs=1e-6)


def test_the_wilson_interval_stays_inside_zero_and_one() -> None:
    assert scores.wilson(10, 10)[1] == 1.0 and scores.wilson(0, 10)[0] == 0.0


@pytest.mark.parametrize("true_temperature", [0.4, 1.0, 2.5])
def test_the_temperature_that_made_the_labels_is_found(true_temperature: float) -> None:
    torch.manual_seed(3)
    logits = torch.randn(20_000, 6) * 3
    labels = torch.multinomial(torch.softmax(logits / true_temperature, dim=1), 1).flatten()
    assert scores.temperature(logits, labels) == pytest.approx(true_temperature, rel=0.03)


def test_scores_count_what_is_right_and_how_sure_it_was() -> None:
    logits = torch.tensor([[math.log(9), 0.0], [0.0, math.log(3)], [math.log(1.5), 0.0], [0.0, math.log(4)]])
    measured = scores.scores(logits, torch.tensor([0, 1, 1, 1]), temperature=1)
    assert measured.accuracy == 0.75
    assert measured.mean_confidence == pytest.approx((0.9 + 0.75 + 0.6 + 0.8) / 4)
    assert measured.nll == pytest.approx(-(math.log(0.9) + math.log(0.75) + math.log(0.4) + math.log(0.8)) / 4)
    assert measured.share_below_0_7 == 0.25
