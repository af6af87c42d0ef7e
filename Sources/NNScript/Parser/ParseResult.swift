import NNText

/// The result of parsing a text.
package enum ParseResult: Sendable {
  case complete(Block)
  /// Correct so far, but a construct is still open: the prompt reads another line.
  case incomplete(Opener)
  /// Every error of the text, in order. No part of it may run.
  case failed([Diagnostic])
}

/// The construct that is still open at the end of a text.
package struct Opener: Sendable, Equatable {
  /// `for`, `if`, `"`, `(`, `[`, `\`: what a continuation prompt shows.
  package var text: String
  package var range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// Reads files for `include`. The language itself accesses no files.
package struct SourceLoader {
  package enum Outcome {
    /// `identity` is the same for every spelling of the file's path.
    case loaded(bytes: [UInt8], identity: String)
    /// The reason, in words: `no such file`.
    case failed(reason: Wording)
  }

  let load: (_ path: String) -> Outcome

  package init(_ load: @escaping (_ path: String) -> Outcome) { self.load = load }

  /// A loader that cannot read any file.
  package static var none: SourceLoader {
    SourceLoader { _ in .failed(reason: Wording(en: "files cannot be included here", ko: "여기서는 파일을 포함할 수 없습니다")) }
  }
}

extension DiagnosticCode {
  static let unreadableInclude = DiagnosticCode(
    "E0002", Wording(en: "an included file that cannot be read", ko: "읽을 수 없는 include 파일"),
    Wording(
      en: "`include` reads its file before anything runs. A relative path starts at the folder of the including file.",
      ko: "`include`는 아무것도 실행하기 전에 파일을 읽습니다. 상대 경로는 include 한 파일이 있는 폴더에서 시작합니다."))
  static let includeCycle = DiagnosticCode(
    "E0003", Wording(en: "a cycle of included files", ko: "서로를 include 하는 파일"),
    Wording(
      en: "A file cannot include itself or a file that includes it. Move what both need into a third file.",
      ko: "파일은 자기 자신이나 자기를 include 하는 파일을 include 할 수 없습니다. 둘 다 필요한 부분은 세 번째 파일로 옮기세요."))
  static let tooManyIncludes = DiagnosticCode(
    "E0004", Wording(en: "too many included files", ko: "너무 많은 include"),
    Wording(
      en: "A script may include at most 1000 files, counting repeated ones each time.",
      ko: "한 스크립트는 파일을 1000번까지 include 할 수 있습니다."))
  static let gluedArguments = DiagnosticCode(
    "E0107", Wording(en: "arguments without a space between them", ko: "붙어 있는 인자"),
    Wording(
      en: "Separate arguments with spaces. Wrap computed values in parentheses: `rate ($lr / 10)`.",
      ko: "인자는 빈칸으로 나눕니다. 계산식은 괄호로 묶습니다: `rate ($lr / 10)`."))
  static let unknownEscape = DiagnosticCode(
    "E0108", Wording(en: "an unknown escape in a string", ko: "문자열 속의 알 수 없는 이스케이프"),
    Wording(
      en:
        "In strings, `\\n` is a new line, `\\t` a tab; in `\\\"` `\\\\` `\\{` `\\}` the backslash is dropped.",
      ko: "문자열에서 `\\n`은 줄 바꿈, `\\t`는 탭이고, `\\\"` `\\\\` `\\{` `\\}`는 역슬래시 뒤의 문자 그대로입니다.")
  )
  static let unbalancedBrace = DiagnosticCode(
    "E0109", Wording(en: "a brace without its partner in a string", ko: "문자열 속의 짝 없는 중괄호"),
    Wording(
      en: "In a string, `{ }` holds an expression: `\"loss {loss}\"`. Write a literal brace as `\\{` or `\\}`.",
      ko: "문자열에서 `{ }` 안에는 식을 씁니다: `\"loss {loss}\"`. 중괄호 자체는 `\\{`, `\\}`로 씁니다."))
  static let unclosedBlock = DiagnosticCode(
    "E0110", Wording(en: "a block without its end", ko: "end가 없는 블록"),
    Wording(
      en: """
        `if`, `for`, `repeat`, `while`, `sweep`, `layer residual`, `data table`, and `every` without a statement on its
        line, open a block that `end` closes.
        """,
      ko:
        "`if`, `for`, `repeat`, `while`, `sweep`, `layer residual`, `data table`, 그리고 같은 줄에 문장이 없는 `every`는\n블록을 엽니다. 블록은 `end`로 닫습니다."
    ))
  static let strayEnd = DiagnosticCode(
    "E0111", Wording(en: "an 'end' or 'else' without a block", ko: "어느 블록에도 속하지 않는 'end'나 'else'"),
    Wording(
      en: "`end` closes the nearest open block; `else` belongs to the nearest open `if`. No such block is open here.",
      ko: "`end`는 가장 가까운 열린 블록을 닫고, `else`는 가장 가까운 열린 `if`에 속합니다. 여기에는 그런 것이 없습니다."))
  static let unexpected = DiagnosticCode(
    "E0112", Wording(en: "a syntax error", ko: "문법에 맞지 않는 문장"),
    Wording(
      en: """
        The message states what is expected at this place. docs/language.md has the whole grammar; `help WORD` shows \
        the syntax of one statement.
        """,
      ko: "이 자리에 무엇이 올 수 있는지 메시지가 알려 줍니다. 문법 전체는 docs/language.md에 있고, `help 단어`는 그 문장을\n쓰는 법을 보여 줍니다."))
  static let tooDeep = DiagnosticCode(
    "E0113", Wording(en: "too much nesting", ko: "너무 깊은 중첩"),
    Wording(
      en: "Blocks nest 100 deep, expressions 200 deep. Use `let` to name the parts.",
      ko: "블록은 100겹, 식은 200겹까지 겹칠 수 있습니다. `let`으로 부분마다 이름을 붙이세요."))
  static let comparisonChain = DiagnosticCode(
    "E0114", Wording(en: "a chain of comparisons", ko: "이어 쓴 비교"),
    Wording(
      en: "Comparisons do not chain. Write `0 < $x and $x < 1`.", ko: "비교는 이어 쓸 수 없습니다. `0 < $x and $x < 1`처럼 쓰세요."))
  static let assignmentInCondition = DiagnosticCode(
    "E0115", Wording(en: "'=' in place of a comparison", ko: "비교할 자리에 쓴 '='"),
    Wording(
      en: "`=` gives a variable its value in `let`; `==` tests whether two values are equal.",
      ko: "`=`는 `let`에서 변수에 값을 줄 때 쓰고, `==`는 둘이 같은지 물을 때 씁니다.")
  )
  static let reservedWord = DiagnosticCode(
    "E0116", Wording(en: "a reserved word in place of a name", ko: "이름 자리에 쓴 문법 단어"),
    Wording(
      en: "`and`, `or` and `not` are operators in expressions. As text, they need quotes.",
      ko: "식에서 `and`, `or`, `not`은 정해진 뜻이 있습니다. 글로 쓰려면 따옴표로 묶으세요."))
}
