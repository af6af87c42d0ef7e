import NNText

/// What the parser says of a text.
package enum ParseResult: Sendable {
  case complete(Block)
  /// Right so far, but something is still open: at the prompt, ask for another line.
  case incomplete(Opener)
  /// Every error of the text, in its order. Nothing of it may run.
  case failed([Diagnostic])
}

/// What is still open at the end of a text.
package struct Opener: Sendable, Equatable {
  /// `for`, `if`, `"`, `(`, `[`, `\`: what a continuation prompt shows.
  package var text: String
  package var range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// How `include` reads files. The language itself touches no file.
package struct SourceLoader {
  package enum Outcome {
    /// `identity` is the same for every spelling of the file's path.
    case loaded(bytes: [UInt8], identity: String)
    /// The reason, in words: `no such file`.
    case failed(reason: Wording)
  }

  let load: (_ path: String) -> Outcome

  package init(_ load: @escaping (_ path: String) -> Outcome) { self.load = load }

  /// Where files cannot be read.
  package static var none: SourceLoader {
    SourceLoader { _ in .failed(reason: Wording(en: "files cannot be included here", ko: "여기서는 파일을 포함할 수 없습니다")) }
  }
}
