import NNShell
import NNText

/// The parsed command line.
enum Arguments {
  case launch(Launch)
  case help
  case version
  case text(String)

  /// The arguments after the program's name; `nil` if they are not available. Nothing runs then: options such as
  /// `--sandbox` would be silently ignored.
  static func words(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>?>?) -> [String]? {
    guard count >= 1, let words else { return nil }
    var texts: [String] = []
    for index in 0..<Int(count) {
      guard let word = words[index] else { return nil }
      texts.append(String(cString: word))
    }
    return Array(texts.dropFirst())
  }

  /// Parses options and files in the order given. `--` ends the options; `NAME=VALUE` overrides a `param`.
  static func parse(_ words: [String], table: [Flag] = Flag.table) throws(UsageError) -> Arguments {
    var launch = Launch()
    var rest = words[...]
    var takesOptions = true
    while let word = rest.popFirst() {
      if takesOptions && word == "--" {
        takesOptions = false
      } else if takesOptions && word.hasPrefix("-") && word != "-" {
        let (name, glued) = split(word)
        guard let flag = table.first(where: { $0.names.contains(name) }) else { throw unknown(name, table) }
        switch flag.effect {
        case .help: return .help
        case .version: return .version
        case .set(let apply):
          if glued != nil {
            throw UsageError(Wording(en: "option '\(name)' takes no value", ko: "옵션 '\(name)'에는 값을 쓰지 않습니다"))
          }
          apply(&launch)
        case .take(let apply):
          try apply(&launch, try value(of: flag, name, glued, &rest))
        case .print(let text): return .text(try text(try value(of: flag, name, glued, &rest)))
        }
      } else if let override = override(word) {
        launch.options.overrides.append(override)
      } else {
        launch.inputs.append(word == "-" ? .standardInput : .file(word))
      }
    }
    return .launch(launch)
  }

  /// The value after the `=`, otherwise the next word.
  private static func value(
    of flag: Flag, _ name: String, _ glued: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    if let value = glued ?? rest.popFirst() { return value }
    throw UsageError(
      Wording(
        en: "option '\(name)' needs a value: \(name) \(flag.argument ?? "")",
        ko: "옵션 '\(name)'에는 값이 필요합니다: \(name) \(flag.argument ?? "")"))
  }

  /// The value of `--lang`, even if other arguments are invalid.
  static func language(of words: [String]) -> String? {
    for (index, word) in words.enumerated() {
      if word == "--lang" { return words.dropFirst(index + 1).first }
      if word.hasPrefix("--lang=") { return String(word.dropFirst("--lang=".count)) }
    }
    return nil
  }

  /// Splits `--color=never` into name and value.
  private static func split(_ word: String) -> (name: String, value: String?) {
    guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<sign]), String(word[word.index(after: sign)...]))
  }

  private static func override(_ word: String) -> (name: String, text: String)? {
    guard let sign = word.firstIndex(of: "=") else { return nil }
    let name = word[..<sign]
    let isName = name.utf8.enumerated().allSatisfy { index, byte in
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      return isLetter || (index > 0 && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte))
    }
    return isName && !name.isEmpty ? (String(name), String(word[word.index(after: sign)...])) : nil
  }

  private static func unknown(_ name: String, _ table: [Flag]) -> UsageError {
    let suggestion = UsageError.suggestion(for: name, among: table.filter { !$0.isHidden }.flatMap(\.names))
    let unknown = Wording(en: "unknown option '\(name)'", ko: "알 수 없는 옵션 '\(name)'")
    return UsageError(suggestion.map { unknown + Wording(verbatim: "; ") + .didYouMean($0) } ?? unknown)
  }
}
