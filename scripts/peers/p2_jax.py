"""P2 in JAX: 100 seeds of P1 as one compiled, vectorized training for each of four activations."""

import time

from peer import report

import jax
import jax.numpy as jnp

from p1_jax import start
from seed_experiment import RATE, STEPS, X, Y

SEEDS = 100
ACTIVATIONS = {
    "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "relu": jax.nn.relu, "leaky_relu": lambda x: jax.nn.leaky_relu(x, 0.01)}


def training(activation):
    def loss(parameters):
        value = jnp.array(X)
        for index, (weights, bias) in enumerate(parameters):
            value = value @ weights + bias
            value = jax.nn.sigmoid(value) if index == len(parameters) - 1 else activation(value)
        return -jnp.mean(jnp.array(Y) * jnp.log(value) + (1 - jnp.array(Y)) * jnp.log(1 - value))

    def step(parameters, _):
        return jax.tree.map(lambda w, g: w - RATE * g, parameters, jax.grad(loss)(parameters)), None

    return jax.jit(jax.vmap(lambda parameters: jax.lax.scan(step, parameters, None, STEPS)[0]))


models = jax.vmap(start)(jax.random.split(jax.random.key(1), SEEDS))
first = run = 0.0
for activation in ACTIVATIONS.values():
    train = training(activation)
    begun = time.perf_counter()
    compiled = train.lower(models).compile()
    first += time.perf_counter() - begun
    begun = time.perf_counter()
    jax.block_until_ready(compiled(models))
    run += time.perf_counter() - begun
report(
    "P2", "jax", jax.__version__, "us/step", run / (len(ACTIVATIONS) * SEEDS * STEPS) * 1e6,
    compile_seconds=round(first, 2))
