import CLimits
import Glibc
import NeuralNetwork

/// P2: what a user of `sweep` gets: the whole process, from its start to the table, with a seed and a script's statements
/// for each net.
///
/// The limit is P1's hand-written program on every core at once, without anything around it.
enum Sweep: Workload {
  static let id = "P2"
  static let summary = "sweep of 4 activations x 100 seeds of P1, as a process"

  private static let steps = 20001
  private static let models = 400
  /// A net that computes NaN goes on: its steps count like all others.
  private static let script = """
    data xor
    sweep act in sigmoid tanh relu leaky_relu and n from 1 to 100
      seed $n
      init all normal 0 1
      layer 5 $act times 9
      output 1 sigmoid
      loss bce naive
      optimizer sgd rate 0.01
      record every 100 steps
      on nan continue
      train \(steps) steps
    end
    show sweep by act
    """

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let nnsh = try ChildProcess.nnsh()
    let script = try TemporaryFile(script, suffix: ".nn")
    let cores = Double(Processors.count)
    let trained = Double(models * steps)
    var measurement = Measurement(unit: "us/step/model", samples: [], target: 0.45)
    var computed: [Double] = []
    for _ in 0..<repetitions {
      let begun = (wall: Clock.wall, computed: Clock.children)
      let status = try ChildProcess.run(nnsh, [script.path])
      guard status == 0 else { throw BenchError("the sweep ends with status \(status)") }
      measurement.samples.append((Clock.wall - begun.wall) / trained * 1e6)
      computed.append((Clock.children - begun.computed) / trained * 1e6)
      if let limit = try limit() { measurement.limits.append(limit / cores) }
    }
    // Where other programs keep the cores busy, the computing time of all threads says what the wall does not.
    measurement.details = [("cores", .number(cores)), ("computed", .number(Measurement.median(computed)))]
    return measurement
  }

  /// Microseconds a step of the program that is hard-wired for tanh.
  private static func limit() throws(BenchError) -> Double? {
    guard limit_available() else { return nil }
    let parameters: [Float]
    do {
      parameters = try ModelState(drawing: SeedExperiment.network, seed: 1, precision: .float32).parameters.floats
    } catch {
      throw BenchError(error.description)
    }
    let begun = Clock.computed
    for _ in 0..<5 { _ = limit_p1(parameters, Int32(steps), 0.01) }
    return (Clock.computed - begun) / Double(5 * steps) * 1e6
  }
}
