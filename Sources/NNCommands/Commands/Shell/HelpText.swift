import NNScript
import NNText

/// The texts of `help`, from the signatures.
enum HelpText {
  /// Every statement by group, one line each.
  static func overview(of table: SignatureTable, in language: Language) -> String {
    var lines: [String] = []
    let width = table.signatures.map(\.name.count).max() ?? 0
    for group in CommandGroup.allCases {
      let signatures = table.signatures.filter { $0.group == group }
      guard !signatures.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(group.title[language])
      lines += signatures.map {
        let summary = $0.isBuilt ? $0.summary : [$0.summary, .notBuiltYet].joined(separator: " ")
        return "  \(DisplayWidth.pad($0.name, to: width))  \(summary[language])"
      }
    }
    let more = Wording(
      en: "`help WORD` explains one, `help keys` the keys of the prompt.",
      ko: "`help 단어` 는 한 문장을 설명하고, `help keys` 는 프롬프트에서 쓰는 키를 보여 줍니다.")
    return (lines + ["", more[language]]).joined(separator: "\n")
  }

  static let keys: Wording = """
    Tab             complete the word, or list what fits
    Up, Down        earlier and later entries that begin with what is typed
    Ctrl-R          search the history
    Ctrl-A, Ctrl-E  to the start, to the end of the line
    Ctrl-W, Ctrl-U  delete the word, the line before the cursor
    Ctrl-L          clear the screen
    Ctrl-C          drop the line or block; while training: stop at the next batch, weights kept
    Ctrl-D          leave, on an empty line; in a block drop the block
    Ctrl-Z          stop nnsh; `fg` in the shell that started it goes on
    Keys follow readline's own settings in ~/.inputrc (`$if nnsh` holds for nnsh alone).
    """
}

extension Signature {
  /// Whether some form works today.
  package var isBuilt: Bool { forms.isEmpty || forms.contains { $0.availability == .built } || !grammarUsage.isEmpty }
}
