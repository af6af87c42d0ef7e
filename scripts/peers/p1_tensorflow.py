"""P1 in TensorFlow: compat.v1, as the seed experiment was written."""

import time

from peer import report

import numpy as np
import tensorflow as tf

from seed_experiment import RATE, RECORD, SIZES, STEPS, X, Y

v1 = tf.compat.v1
v1.disable_eager_execution()
v1.set_random_seed(1)
x = v1.placeholder(tf.float32, [None, 2])
y = v1.placeholder(tf.float32, [None, 1])
value = x
for index, (n, m) in enumerate(zip(SIZES, SIZES[1:])):
    value = tf.matmul(value, v1.Variable(v1.random_normal([n, m]))) + v1.Variable(v1.random_normal([m]))
    value = tf.sigmoid(value) if m == 1 else tf.tanh(value)
cost = -tf.reduce_mean(y * tf.math.log(value) + (1 - y) * tf.math.log(1 - value))
train = v1.train.GradientDescentOptimizer(learning_rate=RATE).minimize(cost)
accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.cast(value > 0.5, tf.float32), y), tf.float32))

feed = {x: np.array(X, np.float32), y: np.array(Y, np.float32)}
records = []
with v1.Session() as session:
    session.run(v1.global_variables_initializer())
    session.run([cost, accuracy], feed_dict=feed)  # the first call compiles
    begun = time.perf_counter()
    for step in range(STEPS):
        if step % RECORD == 0:
            records.append((step, *session.run([cost, accuracy], feed_dict=feed)))
        session.run(train, feed_dict=feed)
    seconds = time.perf_counter() - begun
assert len(records) == 201
report("P1", "tensorflow", tf.__version__, "us/step", seconds / STEPS * 1e6, loss=float(records[-1][1]))
