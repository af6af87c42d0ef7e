import NNScript
import NNText
import NeuralNetwork

/// `data npz` and `data npy`.
extension Session {
  func arrays(_ call: Invocation) throws(Stop) -> Dataset {
    let arguments = call.arguments
    let hasClasses = arguments.has("classes")
    if call.form == "npz" {
      let path = arguments.text("path") ?? ""
      let (x, y) = (arguments.text("x_name") ?? "", arguments.text("y_name") ?? "")
      let file = try bytes("path", call)
      return try reading("path", call) { () throws(NumPyError) in
        try Dataset(
          npz: file, name: path, x: x, y: y, hasClasses: hasClasses, limit: state.description.memory.spare / 4)
      }
    }
    let (x, y) = (try array("x_path", call), try array("y_path", call))
    do {
      return try Dataset(name: "npy", x: x, y: y, hasClasses: hasClasses)
    } catch {
      throw .failed(diagnostic(error, at: error.name == x.name ? "x_path" : "y_path", call))
    }
  }

  private func array(_ key: String, _ call: Invocation) throws(Stop) -> NPYArray {
    let file = try bytes(key, call)
    return try reading(key, call) { () throws(NumPyError) in
      try NPYArray(file, name: call.arguments.text(key) ?? "", limit: state.description.memory.spare / 4)
    }
  }

  private func bytes(_ key: String, _ call: Invocation) throws(Stop) -> [UInt8] {
    try read(call.arguments.text(key) ?? "", at: call.arguments.range(key) ?? call.range)
  }

  private func reading<Result>(
    _ key: String, _ call: Invocation, _ body: () throws(NumPyError) -> Result
  ) throws(Stop) -> Result {
    do {
      return try body()
    } catch {
      throw .failed(diagnostic(error, at: key, call))
    }
  }

  /// A mistake in a file stands at its path, one in the name of an array at that name.
  private func diagnostic(_ error: NumPyError, at key: String, _ call: Invocation) -> Diagnostic {
    guard case .noArray(let name, let arrays) = error.reason else {
      return Diagnostic(.badDataFile, error.wording, at: call.arguments.range(key) ?? call.range, help: error.advice)
    }
    let item = call.arguments.items.last { $0.key.hasSuffix("_name") && $0.value == .text(name) }
    let near = Spelling.suggestion(for: name, among: arrays).map { Wording.didYouMean($0) }
    return Diagnostic(.tableColumn, error.wording, at: item?.range ?? call.range, help: near ?? error.advice)
  }
}
