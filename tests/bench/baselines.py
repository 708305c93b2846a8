"""What others reach on the same data, and what is to be reached: MATCHING.md's figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Baselines:
    """The figures of one task by method, each for the sets in their order; `says` names the sets for people."""

    measure: str
    sets: Sequence[str]
    says: Sequence[str]
    methods: Mapping[str, Sequence[float]]
    targets: Sequence[float]
    by_meaning: Sequence[float] = ()  # to reach with the extra `semantic`


MEET = Baselines(
    measure="average precision",
    sets=("graphql", "ismir", "wasm"),
    says=("graphql", "ismir", "wasm"),
    methods={
        "random": (0.027, 0.003, 0.045),
        "common neighbours": (0.064, 0.020, 0.177),
        "Adamic-Adar": (0.064, 0.022, 0.179),
        "resource allocation": (0.069, 0.026, 0.183),
        "shared gatherings, decayed": (0.202, 0.108, 0.227),
        "the formula, h = 270": (0.235, 0.164, 0.324),
        "a regression on their own past": (0.238, 0.134, 0.315),
    },
    targets=(0.24, 0.145, 0.33),
)
DUE = Baselines(
    measure="area under the curve",
    sets=("lapse_abs", "lapse_sur", "lapse_rel"),
    says=("no contact next", "though a regular", "over 3 times their gap"),
    methods={
        "longest ago": (0.659, 0.698, 0.645),
        "a fixed cadence each": (0.590, 0.664, 0.648),
        "elapsed over own median gap": (0.580, 0.692, 0.686),
        "boosted trees on other networks": (0.728, 0.730, 0.636),
        "the blend, H = 90": (0.719, 0.771, 0.719),
    },
    targets=(0.72, 0.77, 0.72),
)
TEXT = Baselines(
    measure="mean reciprocal rank",
    sets=("esco-occupation", "onet-title", "onet-activity"),
    says=("ESCO occupations", "O*NET titles", "O*NET activities"),
    methods={
        "word overlap": (0.356, 0.203, 0.245),
        "rapidfuzz WRatio": (0.315, 0.233, 0.119),
        "rapidfuzz token_set_ratio": (0.494, 0.272, 0.305),
        "TF-IDF": (0.548, 0.307, 0.362),
        "BM25 with stems": (0.584, 0.329, 0.390),
        "stems and character grams": (0.610, 0.331, 0.380),
        "MiniLM embeddings": (0.720, 0.435, 0.494),
    },
    targets=(0.62, 0.34, 0.39),
    by_meaning=(0.72, 0.44, 0.50),
)
