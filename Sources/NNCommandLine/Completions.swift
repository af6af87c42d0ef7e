/// Generates the completion of the command line for bash, zsh and fish from the table of options.
enum Completions {
  static let shells = ["bash", "zsh", "fish"]

  /// The script for one of ``shells``; `nil` for any other.
  static func text(for shell: String, _ table: [Flag] = Flag.table) -> String? {
    let table = table.filter { !$0.isHidden }
    switch shell {
    case "bash": return bash(table)
    case "zsh": return zsh(table)
    case "fish": return fish(table)
    default: return nil
    }
  }

  private static func bash(_ table: [Flag]) -> String {
    var cases: [String] = []
    for flag in table {
      guard let value = flag.value else { continue }
      let names = flag.names.joined(separator: " | ")
      let action =
        switch value {
        case .words(let words): "mapfile -t COMPREPLY < <(compgen -W '\(words.joined(separator: " "))' -- \"$word\")"
        case .file: "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")"
        case .folder: "mapfile -t COMPREPLY < <(compgen -d -- \"$word\")"
        case .free: "COMPREPLY=()"
        }
      cases.append("    \(names)) \(action); return ;;")
    }
    let names = table.flatMap(\.names).joined(separator: " ")
    return """
      # Completion of nnsh's options for bash; written by 'nnsh --completions bash'.
      _nnsh() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
        # '--color=al' comes in three words.
        [[ $word == '=' ]] && word=''
        [[ $before == '=' ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
        [[ ${COMP_WORDS[COMP_CWORD]} == '=' ]] && before=${COMP_WORDS[COMP_CWORD - 1]}
        case $before in
      \(cases.joined(separator: "\n"))
        esac
        if [[ $word == -* ]]; then
          mapfile -t COMPREPLY < <(compgen -W '\(names)' -- "$word")
        else
          mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.nn' -- "$word")
        fi
      }
      complete -o filenames -F _nnsh nnsh

      """
  }

  private static func zsh(_ table: [Flag]) -> String {
    var lines = [
      "#compdef nnsh", "# Completion of nnsh's options for zsh; written by 'nnsh --completions zsh'.", "_arguments \\",
    ]
    for flag in table {
      let summary = flag.summary.english.replacing("[", "\\[").replacing("]", "\\]").replacing("'", "'\\''").replacing(
        ":", "\\:")
      let value =
        switch flag.value {
        case nil: ""
        case .words(let words)?: ":value:(\(words.joined(separator: " ")))"
        case .file?: ":file:_files"
        case .folder?: ":folder:_files -/"
        case .free?: ":value: "
        }
      // An option may be given as '--color always' or '--color=always'.
      for name in flag.names {
        let sign = flag.value != nil && name.hasPrefix("--") ? "=" : ""
        let again = ["-c", "-f"].contains(name) ? "*" : ""
        lines.append("  '\(again)\(name)\(sign)[\(summary)]\(value)' \\")
      }
    }
    lines.append("  '*:script:_files -g \"*.nn\"'")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fish(_ table: [Flag]) -> String {
    var lines = [
      "# Completion of nnsh's options for fish; written by 'nnsh --completions fish'.", "complete -c nnsh -f",
      "complete -c nnsh -a '(__fish_complete_suffix .nn)'",
    ]
    for flag in table {
      let names = flag.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
      let value =
        switch flag.value {
        case nil: ""
        case .words(let words)?: " -x -a '\(words.joined(separator: " "))'"
        case .file?: " -r -F"
        case .folder?: " -x -a '(__fish_complete_directories)'"
        case .free?: " -x"
        }
      let summary = flag.summary.english.replacing("\\", "\\\\").replacing("'", "\\'")
      lines.append("complete -c nnsh \(names.joined(separator: " "))\(value) -d '\(summary)'")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// Replaces a character without Foundation.
  fileprivate func replacing(_ character: Character, _ text: String) -> String {
    reduce(into: "") { $0 += $1 == character ? text : String($1) }
  }
}
