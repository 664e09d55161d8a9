"""The network that training makes and the package ships: MPNet's lower layers, thinned, with a CRF and a link head.

In:   wordpiece numbers and features of windows (onrecord/tag/wordpieces.py).
Out:  per word, scores of seven tags and link vectors.
Not here: its quantized form (export.py).

Base: all-mpnet-base-v2 (Apache-2.0), Song et al. 2020. The first `layers` layers are kept, of each feed-forward the
`inner` neurons that weigh most, of the vocabulary what news uses.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.tag.act import ACT_WIDTH, ACTS, PARTS
from onrecord.tag.decode import IMPOSSIBLE, forbid_tags
from onrecord.tag.link import DISTANCES, LINES, WIDTH
from onrecord.tag.point import FIELDS, LONGEST_STRETCH, POINT_WIDTH, VECTOR
from onrecord.tag.wordpieces import PAD

HIDDEN, HEADS, HEAD, EPS = 768, 12, 64, 1e-5
# The layers that read wordpieces; those after read words, each by its first piece, which by then knows the others. A
# network that was trained without this loses 3 % of its loss on PolNeAR's dev part, and mends it in training.
PIECE_LAYERS = 1
DROPOUT = 0.1
FEATURES = {"case": 7, "mark": 7, "quoted": 2, "place": 3}
LONGEST = 192


def bucket_positions(length: int) -> Tensor:
    """Return MPNet's relative position bucket of every pair, [length, length], as in T5 (32 buckets, 128 far)."""
    n = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    side = (n < 0).long() * 16
    n = n.abs()
    far = 8 + (torch.log(n.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return side + torch.where(n < 8, n, far.clamp(max=15))


class Dropout(nn.Module):
    """Dropout whose mask costs an eighth of torch's own on a CPU: one draw of 64 bits serves eight numbers."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.below = round(256 * rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.below:
            return x
        if x.is_cuda:
            return nn.functional.dropout(x, self.below / 256)
        draws = torch.randint(-(2**63), 2**63 - 1, (x.numel() // 8 + 1,)).view(torch.uint8)
        kept = (draws[: x.numel()] >= self.below).view(x.shape)
        return x * (kept.to(x.dtype) * (256 / (256 - self.below)))


class Layer(nn.Module):
    def __init__(self, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.dropout = Dropout(dropout)
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(HIDDEN, heads * HEAD) for _ in range(3))
        self.out = nn.Linear(heads * HEAD, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, EPS), nn.LayerNorm(HIDDEN, EPS)
        self.widen, self.narrow = nn.Linear(HIDDEN, inner), nn.Linear(inner, HIDDEN)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def heads(linear: nn.Linear) -> Tensor:
            return linear(x).view(batch, length, self.heads, HEAD).transpose(1, 2)

        # Plain matmul and softmax: the fused attention of torch's CPU build is four times slower backwards.
        products = heads(self.query) @ heads(self.key).transpose(-1, -2)
        weights = torch.softmax(products * HEAD**-0.5 + bias, -1)
        mixed = (weights @ heads(self.value)).transpose(1, 2).reshape(batch, length, self.heads * HEAD)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.narrow(nn.functional.gelu(self.widen(x)))))


class Network(nn.Module):
    """`encode` gives the last layer per word, with START and END; `read` the tag scores and link vectors per word."""

    def __init__(
        self, vocabulary: int, layers: int = 6, inner: int = 3072, heads: int = HEADS, piece_layers: int = PIECE_LAYERS
    ) -> None:
        super().__init__()
        self.piece_layers = min(piece_layers, layers)
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(LONGEST, HIDDEN)
        self.features = nn.ModuleDict({name: nn.Embedding(size, HIDDEN) for name, size in FEATURES.items()})
        for table in self.features.values():
            nn.init.zeros_(table.weight)  # training starts from the base model exactly
        self.norm = nn.LayerNorm(HIDDEN, EPS)
        self.relative = nn.Embedding(32, heads)
        self.layers = nn.ModuleList(Layer(inner, heads, DROPOUT) for _ in range(layers))
        self.dropout = Dropout(DROPOUT)
        self.tags = nn.Linear(HIDDEN, 7)
        self.links = nn.Linear(HIDDEN, 4 * WIDTH + 1)
        self.acts = nn.Linear(HIDDEN, len(PARTS) * ACT_WIDTH)
        self.act = nn.Linear(ACT_WIDTH, len(ACTS))
        self.points = nn.Linear(HIDDEN, VECTOR)
        self.nowhere = nn.Linear(POINT_WIDTH, len(FIELDS))
        self.point_distance = nn.Parameter(torch.zeros(len(FIELDS), DISTANCES))
        self.point_lines = nn.Parameter(torch.zeros(len(FIELDS), LINES))
        self.point_length = nn.Parameter(torch.zeros(len(FIELDS) - 1, LONGEST_STRETCH))
        after, first = forbid_tags()
        self.register_buffer("forbidden_after", torch.from_numpy(after), persistent=False)
        self.register_buffer("forbidden_first", torch.from_numpy(first), persistent=False)
        self.register_buffer("buckets", bucket_positions(LONGEST), persistent=False)
        self.after, self.first = nn.Parameter(torch.zeros(7, 7)), nn.Parameter(torch.zeros(7))
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.lines = nn.Parameter(torch.zeros(2, LINES))

    def encode(self, pieces: Tensor, features: Tensor, first: Tensor) -> Tensor:
        """[batch, length] pieces, [batch, length, 4] features, [batch, words + 2] first -> [batch, words + 2, HIDDEN].

        `first` is where START, each word and END stand among the pieces; 0 after that, as `pieces` is PAD.
        """
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]]
        for number, table in enumerate(self.features.values()):
            x = x + table(features[..., number])
        x = self.dropout(self.norm(x))
        bias = self.bias_pairs(pieces != PAD)
        for layer in self.layers[: self.piece_layers]:
            x = layer(x, bias)
        x = x.gather(1, first[..., None].expand(-1, -1, x.shape[-1]))
        kept = first > 0
        kept[:, 0] = True
        bias = self.bias_pairs(kept)
        for layer in self.layers[self.piece_layers :]:
            x = layer(x, bias)
        return x

    def bias_pairs(self, mask: Tensor) -> Tensor:
        """Return what their distance adds to each pair of places, and that none looks at padding."""
        length = mask.shape[1]
        near = self.relative(self.buckets[:length, :length]).permute(2, 0, 1)[None]
        return near + (~mask)[:, None, None, :] * IMPOSSIBLE

    def read(self, encoded: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what the heads make of each word, each [batch, words, ...].

        Scores of the seven tags; the link vectors (onrecord/tag/link.py); the act vectors (onrecord/tag/act.py); the
        point vectors (onrecord/tag/point.py).
        """
        at_words = self.dropout(encoded[:, 1:-1]).float()
        return self.tags(at_words), self.links(at_words), self.acts(at_words), self.points(at_words)

    def tag_loss(self, scores: Tensor, tags: Tensor, pairs: Tensor, mask: Tensor) -> Tensor:
        """Return the CRF's cross-entropy a word (Lafferty et al. 2001), impossible sequences left out.

        `tags` is [batch, words, 7], how likely each tag is; `pairs` [batch, 7, 7], how often each is expected to follow
        each. For gold tags these are ones and counts; for a teacher's, its marginals.
        """
        after, first = self.after + self.forbidden_after, self.first + self.forbidden_first
        path = (scores * tags).sum((1, 2)) + (first * tags[:, 0]).sum(1) + (after * pairs).sum((1, 2))
        return (sum_paths(scores, after, first, mask) - path).sum() / mask.sum()


def find_marginals(scores: Tensor, after: Tensor, first: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Return how likely a CRF holds each tag of each word, [batch, words, 7], and each pair, [batch, 7, 7].

    They are the slopes of the log-partition, so differentiating it spares the backward recursion.
    """
    with torch.enable_grad():
        scores = scores.detach().requires_grad_()
        after = after.detach().expand(len(scores), 7, 7).clone().requires_grad_()
        total = sum_paths(scores, after, first.detach(), mask).sum()
        return torch.autograd.grad(total, [scores, after])


def sum_paths(scores: Tensor, after: Tensor, first: Tensor, mask: Tensor) -> Tensor:
    """Return the log of the summed weight of all tag sequences of each window, [batch].

    Neighbouring steps are joined by pairs until one is left (Särkkä and García-Fernández 2021): eight rounds for the
    longest window, where the forward recursion takes a round for each word.
    """
    stay = scores.new_full((len(scores), 7, 7), IMPOSSIBLE)
    stay.diagonal(dim1=1, dim2=2).zero_()
    steps = after.expand(len(scores), 7, 7)[:, None] + scores[:, 1:, None]  # [batch, words - 1, before, after]
    steps = torch.where(mask[:, 1:, None, None], steps, stay[:, None])
    total = scores[:, 0] + first
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, stay[:, None]], 1)
        steps = torch.logsumexp(steps[:, ::2, :, :, None] + steps[:, 1::2, None], 3)
    for step in steps.unbind(1):
        total = torch.logsumexp(total[:, :, None] + step, 1)
    return torch.logsumexp(total, 1)


def thin_network(wide: Network, layers: int, vocabulary: int, neurons: list[Tensor], heads: Tensor) -> Network:
    """Return the lower layers of a network, with the commonest pieces, some neurons and some heads.

    `neurons` are those kept in each feed-forward; `heads` are kept in every layer, since they share their positions.
    """
    thin = Network(vocabulary, layers, len(neurons[0]), len(heads))
    kept = thin.state_dict()
    state = {name: wide.state_dict().get(name, value) for name, value in kept.items()}
    state["words.weight"] = state["words.weight"][:vocabulary]
    state["relative.weight"] = state["relative.weight"][:, heads]
    numbers = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    for number in range(layers):
        name = f"layers.{number}"
        for part in ("weight", "bias"):
            state[f"{name}.widen.{part}"] = state[f"{name}.widen.{part}"][neurons[number]]
            for asked in ("query", "key", "value"):
                state[f"{name}.{asked}.{part}"] = state[f"{name}.{asked}.{part}"][numbers]
        state[f"{name}.narrow.weight"] = state[f"{name}.narrow.weight"][:, neurons[number]]
        state[f"{name}.out.weight"] = state[f"{name}.out.weight"][:, numbers]
    thin.load_state_dict(state)
    return thin


def load_network(path: Path, vocabulary: int | None = None) -> tuple[Network, list[str]]:
    """Return a trained network and its vocabulary, cut to the commonest pieces where `vocabulary` says so."""
    saved = torch.load(path, weights_only=False)
    pieces = saved["vocabulary"][:vocabulary]
    shape = (saved[name] for name in ("layers", "inner", "heads"))
    network = Network(len(pieces), *shape, saved.get("piece_layers", PIECE_LAYERS))
    state = {**network.state_dict(), **saved["network"]}
    state["words.weight"] = state["words.weight"][: len(pieces)]
    network.load_state_dict(state)
    return network.eval(), pieces


def load_base(network: Network, weights: dict[str, Tensor], rows: list[int]) -> None:
    """Copy the base's weights in, vocabulary `rows` in our order."""
    state = network.state_dict()

    def copy(name: str, value: Tensor) -> None:
        state[name].copy_(value)

    copy("words.weight", weights["embeddings.word_embeddings.weight"][rows])
    copy("positions.weight", weights["embeddings.position_embeddings.weight"][2 : 2 + LONGEST])
    copy("relative.weight", weights["encoder.relative_attention_bias.weight"])
    for part in ("weight", "bias"):
        copy(f"norm.{part}", weights[f"embeddings.LayerNorm.{part}"])
        for number in range(len(network.layers)):
            ours, theirs = f"layers.{number}", f"encoder.layer.{number}"
            for mine, base in zip(("query", "key", "value", "out"), "qkvo", strict=True):
                copy(f"{ours}.{mine}.{part}", weights[f"{theirs}.attention.attn.{base}.{part}"])
            copy(f"{ours}.norm1.{part}", weights[f"{theirs}.attention.LayerNorm.{part}"])
            copy(f"{ours}.norm2.{part}", weights[f"{theirs}.output.LayerNorm.{part}"])
            copy(f"{ours}.widen.{part}", weights[f"{theirs}.intermediate.dense.{part}"])
            copy(f"{ours}.narrow.{part}", weights[f"{theirs}.output.dense.{part}"])
