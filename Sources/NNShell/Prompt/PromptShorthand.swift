/// What only the prompt understands: `WORD?` for `help WORD`, `?` for `help`, `:q` for `exit`.
package enum PromptShorthand {
  package static func expand(_ line: String) -> String {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count == 1, let word = words.first else { return line }
    if word == ":q" { return "exit" }
    guard word.hasSuffix("?") else { return line }
    let subject = word.dropLast()
    if subject.isEmpty { return "help" }
    let isWord = subject.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: false
      }
    }
    return isWord ? "help \(subject)" : line
  }
}
