// A table: train on four fifths of it, judge the rest, predict one row.
import NeuralNetwork

let data = try Dataset(csv: CommandLine.arguments[1], CSVOptions(targets: ["kind"]))
let trainer = try Trainer(
  [.dense(8, .tanh), .output(.softmax)], on: data,
  split: Split(rows: data.rows, shares: [80, 20], classes: data.targets.classIndices, seed: 1), scaling: .standard,
  optimizer: .adam(rate: 0.01), batch: .rows(16, isOrdered: false), seed: 1)
trainer.train(.epochs(100))
print("test accuracy:", try trainer.evaluate(.test).accuracy ?? .nan)
print("predicted:", try trainer.predict([5.9, 3.0, 4.2, 1.5]).className ?? "?")
