"""P1 in JAX: the whole training compiled, steps in a scan; recorded every 100 steps."""

import time

from peer import report

import jax
import jax.numpy as jnp

from seed_experiment import RATE, RECORD, SIZES, STEPS, X, Y


def start(key):
    keys = jax.random.split(key, 2 * len(SIZES))
    return [
        (jax.random.normal(keys[2 * i], (n, m)), jax.random.normal(keys[2 * i + 1], (m,)))
        for i, (n, m) in enumerate(zip(SIZES, SIZES[1:]))]


def loss(parameters):
    value = jnp.array(X)
    for index, (weights, bias) in enumerate(parameters):
        value = value @ weights + bias
        value = jax.nn.sigmoid(value) if index == len(parameters) - 1 else jnp.tanh(value)
    return -jnp.mean(jnp.array(Y) * jnp.log(value) + (1 - jnp.array(Y)) * jnp.log(1 - value))


def step(parameters, _):
    return jax.tree.map(lambda w, g: w - RATE * g, parameters, jax.grad(loss)(parameters)), None


@jax.jit
def train(parameters):
    def stretch(parameters, _):
        return jax.lax.scan(step, parameters, None, RECORD)[0], loss(parameters)

    return jax.lax.scan(stretch, parameters, None, STEPS // RECORD)


if __name__ == "__main__":
    parameters = start(jax.random.key(1))
    begun = time.perf_counter()
    jax.block_until_ready(train(parameters))
    compiled = time.perf_counter()
    _, losses = jax.block_until_ready(train(parameters))
    ended = time.perf_counter()
    report(
        "P1", "jax", jax.__version__, "us/step", (ended - compiled) / (STEPS // RECORD * RECORD) * 1e6,
        first_call_seconds=round(compiled - begun, 2))
