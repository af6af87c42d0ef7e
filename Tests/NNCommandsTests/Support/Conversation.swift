import Glibc
import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// A session in a temporary folder of its own, with what it said.
final class Conversation {
  let console: StringConsole
  let session: Session
  let folder: String
  private let kind: TextKind

  init(kind: TextKind = .script, isInteractive: Bool = false, configure: (inout SessionOptions) -> Void = { _ in }) {
    var template = Array("/tmp/nnsh-test-XXXXXX".utf8CString)
    mkdtemp(&template)
    folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    self.kind = kind
    console = StringConsole(isInteractive: isInteractive)
    var options = SessionOptions()
    options.folder = folder
    configure(&options)
    session = Session(console: console, options: options)
  }

  deinit { Self.remove(folder) }

  private static func remove(_ path: String) {
    if let handle = opendir(path) {
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      closedir(handle)
    }
    Glibc.remove(path)
  }

  /// Reads and runs a text; what was said before is forgotten.
  @discardableResult
  func run(_ text: String) -> Outcome {
    console.clear()
    switch session.read(Array((text + "\n").utf8), name: "test.nn", kind: kind) {
    case .ready(let program): return session.run(program)
    case .failed(let diagnostics):
      session.report(diagnostics)
      return .failed
    case .incomplete(let opener):
      Issue.record("'\(opener)' is not closed")
      return .failed
    }
  }

  /// Runs a text that must end well and gives what it printed.
  @discardableResult
  func output(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    let outcome = run(text)
    #expect(outcome == .done, "\(console.reported)", sourceLocation: sourceLocation)
    return console.written
  }

  var reported: String { console.reported }

  /// The codes of the errors that a text ends with; empty if it ends well.
  func errors(_ text: String) -> [String] {
    _ = run(text)
    return reported.matches(of: /error\[(E\d{4})\]/).map { String($0.1) }
  }

  /// Everything a statement could change, as text.
  var fingerprint: String {
    var state = session.state
    state.revision = 0
    // A draw is no change: it is the same whenever it is made.
    let weights = state.workspace.weights.sorted { $0.key < $1.key }.compactMap { name, kept in
      kept.learned.map { "\(name): \($0)" }
    }
    let variables = session.evaluator.variables
    let values = variables.names.map { "\($0)=\(variables[$0]?.source ?? "")" }
    return "\(state.workspace.description) \(weights) \(state.runs) \(String(describing: state.workspace.dataset)) "
      + "\(String(describing: state.workspace.split)) \(session.journal.lines.prefix(state.journalLength)) \(values)"
  }

  /// The numbers of the current model.
  var parameters: [Double] { session.state.workspace.model?.parameters.doubles ?? [] }

  func write(_ bytes: [UInt8], to name: String) throws {
    try FileAccess.write(bytes, to: FileLocation("\(folder)/\(name)"))
  }

  func contents(of name: String) throws -> String {
    String(decoding: try FileAccess.read(FileLocation("\(folder)/\(name)")), as: UTF8.self)
  }
}

/// The bytes of a file in Tests/Fixtures.
func fixture(_ path: String, file: String = #filePath) throws -> [UInt8] {
  let root = file.split(separator: "/").prefix { $0 != "Tests" }.joined(separator: "/")
  return try FileAccess.read(FileLocation("/\(root)/Tests/Fixtures/\(path)"))
}
