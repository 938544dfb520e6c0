import torch
from torch.nn import functional

from modelkit import head


def clouds(n: int, classes: int, dimensions: int, spread: float) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(5)
    labels = torch.arange(n) % classes
    return torch.randn(classes, dimensions)[labels] + spread * torch.randn(n, dimensions), labels


def test_the_solver_ends_where_the_gradient_is_zero() -> None:
    x, y = clouds(300, 3, 20, spread=1.0)
    x += 30  # embeddings are not centered on zero
    fitted = head.fit(x, y, classes=3, c=0.5)
    weight, bias = fitted.weight.clone().requires_grad_(), fitted.bias.clone().requires_grad_()
    losses = functional.cross_entropy(functional.linear(x.double(), weight, bias), y, reduction="sum")
    (0.5 * losses + weight.square().sum() / 2).backward()
    assert weight.grad.abs().max() < 1e-5 and bias.grad.abs().max() < 1e-5


def test_doubling_the_photos_equals_doubling_c() -> None:
    x, y = clouds(120, 3, 10, spread=1.0)
    twice = head.fit(torch.cat([x, x]), torch.cat([y, y]), classes=3, c=0.1)
    assert torch.allclose(twice.weight, head.fit(x, y, classes=3, c=0.2).weight, atol=1e-5)


def test_every_class_is_spread_over_all_folds() -> None:
    y = torch.tensor([0] * 10 + [1] * 5 + [2] * 23)
    fold = head.folds(y, count=5, seed=1)
    for label in range(3):
        sizes = torch.bincount(fold[y == label], minlength=5)
        assert sizes.max() - sizes.min() <= 1


def test_out_of_fold_logits_know_nothing_of_meaningless_labels() -> None:
    torch.manual_seed(11)
    x, y = torch.randn(200, 300), torch.randint(0, 2, (200,))
    seen = head.fit(x, y, classes=2, c=1).logits(x).argmax(dim=1)
    unseen = head.out_of_fold_logits(x, y, head.folds(y, 5, seed=2), classes=2, c=1).argmax(dim=1)
    assert (seen == y).double().mean() == 1.0
    assert 0.35 < (unseen == y).double().mean() < 0.65


def test_the_linear_layer_computes_the_heads_logits() -> None:
    x, y = clouds(60, 4, 8, spread=0.5)
    fitted = head.fit(x, y, classes=4, c=1)
    assert torch.allclose(fitted.linear()(x).double(), fitted.logits(x), atol=1e-4)
