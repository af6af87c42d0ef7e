import Glibc

/// P6: Fashion-MNIST as a process, from the gzip IDX files to the accuracy on the test part: time, memory, accuracy.
enum ClothesProcess: Workload {
  static let id = "P6"
  static let summary =
    "process: Fashion-MNIST from gzip IDX files, 784-512-256-10 relu, adam, batch 128, 5 epochs, test accuracy"

  private static let script = """
    data fashion_mnist
    seed 1
    scale by (1/255)
    batch 128
    layer flatten
    layer 512 relu
    layer 256 relu
    output softmax
    optimizer adam rate 0.001
    train 5 epochs
    print test.accuracy
    """

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let nnsh = try ChildProcess.nnsh()
    let file = try TemporaryFile(script + "\n", suffix: ".nn")
    var measurement = Measurement(unit: "s", samples: [], target: 9)
    var memory: [Double] = []
    var accuracies: [Double] = []
    for _ in 0..<repetitions {
      let begun = Clock.wall
      let ended = try ChildProcess.watch(nnsh, [file.path])
      measurement.samples.append(Clock.wall - begun)
      guard ended.status == 0 else {
        throw BenchError("nnsh ends with status \(ended.status): is the package dataset-fashion-mnist installed?")
      }
      guard let line = ended.output.split(separator: "\n").last, let accuracy = Double(line) else {
        throw BenchError("nnsh prints '\(ended.output)', no accuracy")
      }
      accuracies.append(accuracy)
      memory.append(ended.peakBytes / 1e6)
    }
    guard Set(accuracies).count == 1 else { throw BenchError("the same seed gave the accuracies \(accuracies)") }
    measurement.details = [
      ("peak_MB", .number(Measurement.median(memory))), ("target_MB", .number(350)),
      ("accuracy", .number(accuracies[0])), ("target_accuracy", .number(0.875)),
    ]
    return measurement
  }
}
