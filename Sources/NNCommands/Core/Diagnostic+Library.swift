import NNScript
import NNText
import NeuralNetwork

extension Diagnostic {
  /// What the library says, at a place of the script; of a file, with its name in front.
  init(_ code: DiagnosticCode, _ error: some LibraryError, of path: String? = nil, at range: SourceRange?) {
    let name = Wording(verbatim: path.map { "'\($0)': " } ?? "")
    self.init(code, name + error.wording, at: range, help: error.advice)
  }
}
