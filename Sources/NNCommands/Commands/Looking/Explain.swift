import NNScript
import NNText

/// `explain E0203`; explaining losses, activations and gradients is not built yet.
struct Explain: SessionCommand {
  var signature: Signature {
    Signature(
      "explain", group: .looking, summary: "the long text of an error code",
      forms: [
        Form(
          "backward", [.word("backward"), .repeated(Slot("argument", "…", .any), atLeast: 0)], availability: .notBuilt),
        Form("nan", [.word("nan")], availability: .notBuilt), Form("loss", [.word("loss")], availability: .notBuilt),
        Form("code", [.slot(Slot("code", "E0203", .name(.code)))]),
      ],
      examples: [Example("explain E0407")], seeAlso: ["help"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let id = call.arguments.text("code") ?? ""
    guard let code = ErrorCatalogue.codes.first(where: { $0.id == id }) else {
      if Session.table.knows(id) { throw .failed(.notBuiltYet("explain \(id)", at: call.range)) }
      let suggestion = Spelling.suggestion(for: id, among: ErrorCatalogue.codes.map(\.id))
      throw .failed(
        Diagnostic(
          .unknownCode, "there is no error code '\(id)'", at: call.arguments.range("code"),
          help: suggestion.map { "did you mean '\($0)'?" } ?? "codes look like E0203; docs/errors.md lists them"))
    }
    session.write("\(code.id): \(code.title)\n")
    for line in DisplayWidth.wrap(code.explanation, to: 80) { session.write(line) }
  }
}

extension DiagnosticCode {
  static let unknownCode = DiagnosticCode(
    "E0224", "unknown error code", "`explain` takes a code as errors show it in brackets, for example E0203.")
}
