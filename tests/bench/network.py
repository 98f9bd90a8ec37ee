"""`make bench`: what it costs to train the network that reads digits. Nothing here passes or fails.

Run with ``OPENBLAS_NUM_THREADS=1`` to measure one core; its matrices are so small that more cores hardly help.
"""

import numpy as np

from convnets.classifiers import CONVOLUTIONAL, LINEAR, correct, learn
from convnets.digits import load_digits, split_at_random
from convnets.network import parameter_count
from timing import seconds


def main() -> None:
    split = split_at_random(load_digits(), np.random.RandomState(0))
    *_, parameters = learn(CONVOLUTIONAL, split.training, seed=0)
    share = correct(CONVOLUTIONAL, parameters, split.test)
    own = seconds(lambda: list(learn(CONVOLUTIONAL, split.training, seed=0)))
    plain = seconds(lambda: list(learn(LINEAR, split.training, seed=0)))
    print(f"{parameter_count(CONVOLUTIONAL):,} parameters, 30 epochs: {own:.1f} s, {share:.1%} of the test is right")
    print(f"  {own / plain:.0f} x the linear classifier with its {parameter_count(LINEAR)} parameters")


if __name__ == "__main__":
    main()
