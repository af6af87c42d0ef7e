/// A piece of text as the lexer cuts it. Values (the number, the string without escapes) are read when asked for.
struct Token {
  enum Kind: UInt8 {
    /// A line end or `;` outside brackets.
    case newline
    /// After the last token.
    case end
    /// Already reported; the parser gives up the statement without another message.
    case bad
    case number, string, word, variable
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, comma, dot
    case assign, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plus, minus, star, slash, percent, caret
    /// `?` behind a word that is a statement by itself, and `:q`.
    case question, leave
  }

  var kind: Kind
  /// UTF-8 offsets, as in ``SourceRange``.
  var lower: Int32
  var upper: Int32

  /// How a message calls it, if that does not depend on the text.
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
