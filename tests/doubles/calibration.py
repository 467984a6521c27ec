"""Random weights that behave like trained ones: activations of order 1, outputs that differ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

from tests.doubles.blocks import ConvNorm, InvertedResidual, SqueezeExcite

# Of the logits over inputs, so that a sigmoid finds a few confident classes.
_MEAN, _SPREAD = -2.0, 1.5


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Draw from `seed` inside, and leave the caller's random numbers as they were."""
    threads = torch.get_num_threads()
    # More than one would add in another order, and the last bits of the weights would differ.
    torch.set_num_threads(1)
    try:
        with torch.random.fork_rng(devices=[]), torch.no_grad():
            torch.manual_seed(seed)
            yield
    finally:
        torch.set_num_threads(threads)


def powers(
    count: int, bands: int, frames: int, *, level: float = 1.0, contrast: float = 3.0
) -> torch.Tensor:
    """Draw log-normal powers [count,1,bands,frames] around 1, unequal between and within."""
    # Independent points alone would look the same to a network that averages over all of them.
    patches = nn.functional.interpolate(
        torch.randn(count, 1, 8, 12), (bands, frames), mode="bilinear"
    )
    contrasts = contrast * torch.rand(count, 1, 1, 1)
    levels = level * torch.randn(count, 1, 1, 1)
    return torch.exp(levels + contrasts * patches + 0.7 * torch.randn(count, 1, bands, frames))


def _initialise(body: nn.Module) -> None:
    """Draw the weights, and set the scales that calibration leaves as they are."""
    for module in body.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    # Small values under SiLU and half-open gates grow faster than in proportion. Over a hundred
    # layers that made silence or a tone, unlike all examples, a million times too large; so
    # activations work where they are nearly straight, and gates are nearly open.
    for module in body.modules():
        if isinstance(module, ConvNorm) and module.activated:
            nn.init.constant_(module.norm.weight, 2.0)
        if isinstance(module, SqueezeExcite):
            module.excite.weight.mul_(0.3)
            nn.init.constant_(module.excite.bias, 2.0)
        if isinstance(module, InvertedResidual) and module.residual:
            nn.init.constant_(module.project.norm.weight, 0.3)


def _settle(norm: nn.Module, inputs: tuple[torch.Tensor]) -> None:
    """Set the statistics of a BatchNorm to those of the median of its inputs [N,C,H,W]."""
    maps = inputs[0].flatten(2)
    means = maps.mean(dim=2)
    # On one thread, torch.var_mean takes more than twice as long, a quarter of all the work.
    deviations = torch.linalg.vector_norm(maps - means[:, :, None], dim=2)
    variances = deviations**2 / (maps.shape[2] - 1)
    mean = means.median(dim=0).values
    variance = (variances + (means - mean) ** 2).median(dim=0).values
    norm.running_mean.copy_(mean)
    # A random filter may cancel on every example, and dividing by so little would magnify the
    # first other input, and rounding errors, without bound.
    norm.running_var.copy_(variance.clamp(min=variance.mean()))


def calibrate(body: nn.Module, inputs: torch.Tensor) -> torch.Tensor:
    """Initialise a body, set its BatchNorm statistics by `inputs` and return its output on them."""
    body.eval()
    _initialise(body)
    norms = [module for module in body.modules() if isinstance(module, nn.BatchNorm2d)]
    hooks = [norm.register_forward_pre_hook(_settle) for norm in norms]
    outputs = body(inputs)
    for hook in hooks:
        hook.remove()
    return outputs


def aim(classifier: nn.Linear, embeddings: torch.Tensor) -> None:
    """Give a classifier [C,D] weights that spread its logits over embeddings [N,D]."""
    centre = embeddings.mean(dim=0)
    centred = embeddings - centre
    weight = torch.randn_like(classifier.weight)
    # Loudness moves an untrained network most; undamped, all logits would tell only that.
    _, sizes, directions = torch.linalg.svd(centred, full_matrices=False)
    damping = 1 - (sizes.median() / sizes).sqrt().clamp(max=1)
    weight -= (weight @ directions.T * damping) @ directions
    weight *= _SPREAD / (centred @ weight.T).std(dim=0)[:, None]
    classifier.weight.copy_(weight)
    classifier.bias.copy_(_MEAN - weight @ centre)
