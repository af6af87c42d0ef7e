import NNText

extension DiagnosticCode {
  static let invalidEncoding = DiagnosticCode(
    "E0101", "text that is not UTF-8",
    "Scripts are UTF-8. Save the file as UTF-8 in your editor; old Korean files are often EUC-KR or CP949.")
  static let strayCharacter = DiagnosticCode(
    "E0102", "a character that means nothing here",
    "Outside strings and comments a statement is made of words, numbers, strings in double quotes, `$variables`\n"
      + "and expressions in parentheses. Anything else needs quotes.")
  static let unclosedString = DiagnosticCode(
    "E0103", "a string without its closing quote",
    "A string runs from one double quote to the next, over lines if need be. A quote inside it is written `\\\"`.")
  static let unclosedBracket = DiagnosticCode(
    "E0104", "a bracket without its partner",
    "Each `(` needs its `)` and each `[` its `]`. Inside them an expression may run over lines.")
  static let malformedNumber = DiagnosticCode(
    "E0105", "a number that is not one",
    "Numbers look like `5`, `-1`, `0.01`, `1e-3` or `80%`. Digits stand on both sides of the point; a number is followed by a\n"
      + "blank, a bracket or an operator.")
  static let textTooLarge = DiagnosticCode(
    "E0106", "a script that is too large", "A script has at most 64 MiB. Keep data in csv, npz or idx files.")
}
