import Glibc

/// Measures the workloads named on the command line, all without a name: one line of JSON each, the median of five
/// repetitions, or of as many as `--repetitions N` says.
let workloads: [any Workload.Type] = [
  SeedExperiment.self, Sweep.self, WideClassifier.self, SlimClassifier.self, Convolutions.self, ClothesProcess.self,
  StartUp.self, Check.self, TableReading.self, Crossover.self,
]
let identifiers = workloads.map { $0.id }
func complain(_ message: String) {
  let line = "nnsh-bench: \(message)\n"
  _ = write(2, line, line.utf8.count)
}

/// What the command line asks for.
func request(_ arguments: [String]) -> (names: [String], repetitions: Int) {
  guard arguments.first == "--repetitions" else { return (arguments, 5) }
  guard arguments.count > 1, let count = Int(arguments[1]), (1...1000).contains(count) else {
    complain("--repetitions takes a number from 1 to 1000")
    exit(2)
  }
  return (Array(arguments.dropFirst(2)), count)
}

let (names, repetitions) = request(Array(CommandLine.arguments.dropFirst()))
if let unknown = names.first(where: { !identifiers.contains($0) }) {
  complain("unknown workload '\(unknown)', expected \(identifiers.joined(separator: ", "))")
  exit(2)
}

/// Whether the workload could be measured; its line is printed then.
func measure(_ workload: any Workload.Type, repetitions: Int) -> Bool {
  do {
    let measurement = try workload.run(repetitions: repetitions)
    print(measurement.line(workload.id, workload.summary))
    fflush(nil)
    return true
  } catch {
    complain("\(workload.id): \(error.description)")
    return false
  }
}

// The crossover is no target and takes a while: only by name.
let wanted = workloads.filter { names.contains($0.id) || names.isEmpty && $0.id != Crossover.id }
let failures = wanted.filter { !measure($0, repetitions: repetitions) }
exit(failures.isEmpty ? 0 : 1)
