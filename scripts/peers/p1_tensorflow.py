"""P1 in TensorFlow (compat.v1, as the seed experiment): 2-5x9-1 tanh, naive cross-entropy, SGD 0.01, full batch of 4."""

import json
import time

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
v1.disable_eager_execution()
v1.set_random_seed(1)

STEPS, RECORD = 20001, 100
data_x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
data_y = np.array([[0], [1], [1], [0]], dtype=np.float32)

x = v1.placeholder(tf.float32, [None, 2])
y = v1.placeholder(tf.float32, [None, 1])
value, width = x, 2
for index in range(10):
    units = 5 if index < 9 else 1
    weights = v1.Variable(v1.random_normal([width, units]))
    bias = v1.Variable(v1.random_normal([units]))
    value, width = tf.matmul(value, weights) + bias, units
    value = tf.tanh(value) if index < 9 else tf.sigmoid(value)
cost = -tf.reduce_mean(y * tf.math.log(value) + (1 - y) * tf.math.log(1 - value))
train = v1.train.GradientDescentOptimizer(learning_rate=0.01).minimize(cost)
accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.cast(value > 0.5, tf.float32), y), tf.float32))

feed = {x: data_x, y: data_y}
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
print(json.dumps({
    "workload": "P1", "peer": "tensorflow", "version": tf.__version__, "steps": STEPS,
    "us_per_step": round(seconds / STEPS * 1e6, 3), "seconds": round(seconds, 3), "loss": float(records[-1][1]),
}))
