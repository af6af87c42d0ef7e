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
      ko: "`help 단어`는 한 문장을 설명하고, `help keys`는 프롬프트의 키를 보여 줍니다.")
    return (lines + ["", more[language]]).joined(separator: "\n")
  }

  static let keys = Wording(
    en: """
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
      """,
    ko: """
      Tab             단어를 완성하거나, 쓸 수 있는 단어를 늘어놓습니다
      Up, Down        입력한 글자로 시작하는 이전 입력과 다음 입력
      Ctrl-R          이전 입력에서 찾기
      Ctrl-A, Ctrl-E  줄의 처음으로, 줄의 끝으로
      Ctrl-W, Ctrl-U  커서 앞의 단어, 커서 앞의 줄을 지우기
      Ctrl-L          화면 지우기
      Ctrl-C          줄이나 블록을 버립니다. 학습 중에는 다음 배치에서 멈추고
                      가중치는 남깁니다
      Ctrl-D          빈 줄에서는 끝내고, 블록 안에서는 블록을 버립니다
      Ctrl-Z          nnsh를 멈춰 둡니다. 시작한 셸에서 `fg`를 쓰면 이어집니다
      키는 ~/.inputrc에 있는 readline 설정을 따릅니다(`$if nnsh`는 nnsh에만 쓰입니다).
      """)
}

extension Signature {
  /// Whether some form works today.
  package var isBuilt: Bool { forms.isEmpty || forms.contains { $0.availability == .built } || !grammarUsage.isEmpty }
}
