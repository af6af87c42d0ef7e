/// `--color`, and what follows from it and the environment.
package enum ColorChoice: String, Sendable, CaseIterable {
  case automatic = "auto"
  case always, never

  /// `--color` before FORCE_COLOR before NO_COLOR before TERM=dumb before whether the stream is a terminal.
  /// Decided for each stream apart.
  package func isOn(environment: Environment, isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .automatic: break
    }
    if let force = environment["FORCE_COLOR"] { return force != "0" && force != "false" }
    if environment["NO_COLOR"] != nil { return false }
    if environment["TERM"] == "dumb" { return false }
    return isTerminal
  }
}
