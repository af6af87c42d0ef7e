import NNText

/// A token of the lexer. Values (the number, the string without escapes) are parsed on demand.
struct Token {
  enum Kind: UInt8 {
    /// A line end or `;` outside brackets.
    case newline
    /// After the last token.
    case end
    /// An error already reported; the parser skips the statement without another message.
    case bad
    case number, string, word, variable
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, comma, dot
    case assign, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plus, minus, star, slash, percent, caret
    /// `?` after a word that is a whole statement, and `:q`.
    case question, leave
  }

  var kind: Kind
  /// UTF-8 offsets, as in ``SourceRange``.
  var lower: Int32
  var upper: Int32

  /// The token's name in messages, if it does not depend on the text.
  var symbol: String? {
    switch kind {
    case .newline: "end of line"
    case .end: "end of the script"
    case .leftParenthesis: "'('"
    case .rightParenthesis: "')'"
    case .leftBracket: "'['"
    case .rightBracket: "']'"
    case .comma: "','"
    case .dot: "'.'"
    case .assign: "'='"
    case .equal: "'=='"
    case .notEqual: "'!='"
    case .less: "'<'"
    case .lessOrEqual: "'<='"
    case .greater: "'>'"
    case .greaterOrEqual: "'>='"
    case .plus: "'+'"
    case .minus: "'-'"
    case .star: "'*'"
    case .slash: "'/'"
    case .percent: "'%'"
    case .caret: "'^'"
    case .question: "'?'"
    case .leave: "':q'"
    case .bad, .number, .string, .word, .variable: nil
    }
  }

  var isStatementEnd: Bool { kind == .newline || kind == .end }
}

extension DiagnosticCode {
  static let invalidEncoding = DiagnosticCode(
    "E0101", Wording(en: "text that is not UTF-8", ko: "UTF-8이 아닌 글"),
    Wording(
      en: "Scripts are UTF-8. Save the file as UTF-8 in your editor; old Korean files are often EUC-KR or CP949.",
      ko: "스크립트는 UTF-8로 씁니다. 편집기에서 UTF-8로 저장하세요. 오래된 한글 파일은 EUC-KR이나 CP949인 경우가 많습니다."))
  static let strayCharacter = DiagnosticCode(
    "E0102", Wording(en: "a character without a meaning here", ko: "여기서 뜻이 없는 문자"),
    Wording(
      en: """
        Outside strings and comments a statement is made of words, numbers, strings in double quotes, `$variables`
        and expressions in parentheses. Anything else needs quotes.
        """,
      ko: "문자열과 주석 밖에서 문장은 단어, 수, 큰따옴표로 묶은 문자열, `$변수`, 괄호로 묶은 식으로 이루어집니다.\n그 밖의 것은 따옴표로 묶어야 합니다."))
  static let unclosedString = DiagnosticCode(
    "E0103", Wording(en: "a string without its closing quote", ko: "닫는 따옴표가 없는 문자열"),
    Wording(
      en:
        "A string extends from one double quote to the next, possibly over lines. Write a quote inside it as `\\\"`.",
      ko: "문자열은 큰따옴표에서 다음 큰따옴표까지이며 여러 줄에 걸쳐도 됩니다. 그 안의 따옴표는 `\\\"`로 씁니다."))
  static let unclosedBracket = DiagnosticCode(
    "E0104", Wording(en: "a bracket without its partner", ko: "짝이 없는 괄호"),
    Wording(
      en: "Each `(` needs its `)` and each `[` its `]`. Inside them, an expression may span several lines.",
      ko: "`(`에는 `)`, `[`에는 `]`가 있어야 합니다. 괄호 안의 식은 여러 줄에 걸쳐도 됩니다."))
  static let malformedNumber = DiagnosticCode(
    "E0105", Wording(en: "a malformed number", ko: "형식이 잘못된 수"),
    Wording(
      en: """
        Write numbers as `5`, `-1`, `0.01`, `1e-3` or `80%`. There must be digits on both sides of the decimal point; \
        a number is followed by a space, a bracket or an operator.
        """,
      ko: "수는 `5`, `-1`, `0.01`, `1e-3`, `80%`처럼 씁니다. 소수점 앞뒤에는 숫자가 있어야 하고,\n수 뒤에는 빈칸이나 괄호, 연산자가 옵니다."))
  static let textTooLarge = DiagnosticCode(
    "E0106", Wording(en: "a script that is too large", ko: "너무 큰 스크립트"),
    Wording(
      en: "A script has at most 64 MiB. Keep data in csv, npz or idx files.",
      ko: "스크립트는 64 MiB까지입니다. 데이터는 csv, npz, idx 파일에 두세요."))
}
