"""P1's numbers: 2-5x9-1 tanh, naive cross-entropy, SGD 0.01, full batch of 4, recorded every 100 steps."""

STEPS, RECORD, RATE = 20001, 100, 0.01
SIZES = [2] + [5] * 9 + [1]
X = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
Y = [[0.0], [1.0], [1.0], [0.0]]
