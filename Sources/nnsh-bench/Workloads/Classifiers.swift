import NeuralNetwork

/// P4: a classifier of images with one layer and small batches.
enum SlimClassifier: Workload {
  static let id = "P4"
  static let summary = "784-128-10 relu, sgd, batch 32, against its products alone"

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    try ClassifierTraining.dense(
      hidden: [128], optimizer: Optimizer(.sgd, rate: 0.01), batch: 32, steps: 2000, target: 250_000,
      repetitions: repetitions)
  }
}

/// P3: a classifier of images with two wide layers.
enum WideClassifier: Workload {
  static let id = "P3"
  static let summary = "784-512-256-10 relu, adam, batch 128, against its products alone"

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    try ClassifierTraining.dense(
      hidden: [512, 256], optimizer: Optimizer(.adam, rate: 0.001), batch: 128, steps: 100, target: 50_000,
      repetitions: repetitions)
  }
}
