import Glibc

/// Measures the workloads named on the command line, all without a name: one line of JSON each.
let workloads: [any Workload.Type] = [
  SeedExperiment.self, Sweep.self, WideClassifier.self, SlimClassifier.self, Convolutions.self, Crossover.self,
  StartUp.self,
  Check.self,
]
let identifiers = workloads.map { $0.id }
let names = Array(CommandLine.arguments.dropFirst())

func complain(_ message: String) {
  let line = "nnsh-bench: \(message)\n"
  _ = write(2, line, line.utf8.count)
}

if let unknown = names.first(where: { !identifiers.contains($0) }) {
  complain("unknown workload '\(unknown)', expected \(identifiers.joined(separator: ", "))")
  exit(2)
}

/// Whether the workload could be measured; its line is printed then.
func measure(_ workload: any Workload.Type) -> Bool {
  do {
    let measurement = try workload.run()
    print(measurement.line(workload.id, workload.summary))
    fflush(nil)
    return true
  } catch {
    complain("\(workload.id): \(error.description)")
    return false
  }
}

let wanted = workloads.filter { names.isEmpty || names.contains($0.id) }
let failures = wanted.filter { !measure($0) }
exit(failures.isEmpty ? 0 : 1)
