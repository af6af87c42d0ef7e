extension Grammar {
  /// Random numbers with a seed, the same everywhere.
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let lexemes: [String: [String]] = [
    "NL": ["\n", ";"], "NAME": ["x", "act", "i"], "WORD": ["note", "relu", "loss", "true", "by", "in", "as", "x"],
    "NUMBER": ["5", "0.5", "1e-3", "80%"], "VAR": ["$a", "$list"], "TEXT": ["\"f.nn\"", "\"a b\""],
    "STRING": ["\"t\"", "\"a {1 + $b} c\"", "\"\\{\\n\""],
  ]

  /// A random sentence of a rule; `depth` is the number of rules that may nest before the shortest alternative is
  /// taken.
  func sentence(_ rule: String, depth: Int, dice: inout Dice) -> [Piece] {
    var pieces: [Piece] = []
    var isGlued = false
    write(.rule(rule), depth, heights, &pieces, &isGlued, &dice)
    return pieces
  }

  private func write(
    _ node: Node, _ depth: Int, _ heights: [String: Int], _ pieces: inout [Piece], _ isGlued: inout Bool,
    _ dice: inout Dice
  ) {
    switch node {
    case .glue: isGlued = true
    case .terminal(let text):
      pieces.append(Piece(text: text, isGlued: isGlued))
      isGlued = false
    case .lexeme(let name):
      pieces.append(Piece(text: Grammar.lexemes[name]?.randomElement(using: &dice) ?? name, isGlued: isGlued))
      isGlued = false
    case .rule(let name): write(rules[name] ?? .glue, depth - 1, heights, &pieces, &isGlued, &dice)
    case .sequence(let nodes):
      for node in nodes { write(node, depth, heights, &pieces, &isGlued, &dice) }
    case .choice(let nodes):
      let low = nodes.map { height($0, heights) }.min() ?? 0
      let open = depth > 0 ? nodes : nodes.filter { height($0, heights) == low }
      write(open.randomElement(using: &dice) ?? .glue, depth, heights, &pieces, &isGlued, &dice)
    case .many(let inner):
      guard depth > 0 else { return }
      for _ in 0..<Int.random(in: 0...2, using: &dice) { write(inner, depth, heights, &pieces, &isGlued, &dice) }
    case .optional(let inner):
      if depth > 0, Bool.random(using: &dice) { write(inner, depth, heights, &pieces, &isGlued, &dice) }
    case .except(let inner, let other):
      let start = pieces.count
      let wasGlued = isGlued
      repeat {
        pieces.removeSubrange(start...)
        isGlued = wasGlued
        write(inner, depth, heights, &pieces, &isGlued, &dice)
      } while !ends(other, pieces, start).isEmpty
    }
  }

  mutating func measureHeights() {
    for _ in names {
      for name in names { heights[name] = height(rules[name] ?? .glue, heights) + 1 }
    }
  }

  private func height(_ node: Node, _ heights: [String: Int]) -> Int {
    switch node {
    case .terminal, .lexeme, .glue, .many, .optional: 0
    case .rule(let name): heights[name] ?? 1000
    case .sequence(let nodes): nodes.map { height($0, heights) }.max() ?? 0
    case .choice(let nodes): nodes.map { height($0, heights) }.min() ?? 0
    case .except(let node, _): height(node, heights)
    }
  }
}

extension Grammar {
  /// Whether the pieces are a sentence of the rule.
  func accepts(_ pieces: [Piece], as rule: String) -> Bool {
    var judge = Judge(grammar: self, pieces: pieces)
    return judge.ends(.rule(rule), 0).contains(pieces.count)
  }

  private func ends(_ node: Node, _ pieces: [Piece], _ start: Int) -> Set<Int> {
    var judge = Judge(grammar: self, pieces: pieces)
    return judge.ends(node, start)
  }

  /// Every position where a node that starts at `start` may end. The grammar has no left recursion.
  private struct Judge {
    struct Key: Hashable {
      var rule: String
      var start: Int
    }

    let grammar: Grammar
    let pieces: [Piece]
    var known: [Key: Set<Int>] = [:]

    mutating func ends(_ node: Node, _ start: Int, isGlued: Bool = false) -> Set<Int> {
      switch node {
      case .glue: return [start]
      case .terminal(let text):
        guard start < pieces.count, pieces[start] == Piece(text: text, isGlued: isGlued) else { return [] }
        return [start + 1]
      case .lexeme(let name):
        guard start < pieces.count, pieces[start].isGlued == isGlued, Judge.isLexeme(pieces[start].text, name) else {
          return []
        }
        return [start + 1]
      case .rule(let name):
        let key = Key(rule: name, start: start)
        if let ends = known[key] { return ends }
        let ends = ends(grammar.rules[name] ?? .glue, start, isGlued: isGlued)
        known[key] = ends
        return ends
      case .sequence(let nodes):
        var places: Set<Int> = [start]
        var glued = isGlued
        for node in nodes {
          if case .glue = node {
            glued = true
            continue
          }
          places = ends(node, from: places, isGlued: glued)
          glued = false
        }
        return places
      case .choice(let nodes):
        var places: Set<Int> = []
        for node in nodes { places.formUnion(ends(node, start, isGlued: isGlued)) }
        return places
      case .optional(let inner): return ends(inner, start, isGlued: isGlued).union([start])
      case .many(let inner):
        var places: Set<Int> = [start]
        var fresh = places
        while !fresh.isEmpty {
          fresh = ends(inner, from: fresh, isGlued: false).subtracting(places)
          places.formUnion(fresh)
        }
        return places
      case .except(let inner, let other):
        return ends(other, start, isGlued: isGlued).isEmpty ? ends(inner, start, isGlued: isGlued) : []
      }
    }

    private mutating func ends(_ node: Node, from starts: Set<Int>, isGlued: Bool) -> Set<Int> {
      var places: Set<Int> = []
      for start in starts { places.formUnion(ends(node, start, isGlued: isGlued)) }
      return places
    }

    private static func isLexeme(_ text: String, _ name: String) -> Bool {
      let first = text.first ?? " "
      return switch name {
      case "WORD", "NAME": first.isLetter
      case "NUMBER": first.isNumber
      case "VAR": first == "$"
      case "STRING": first == "\""
      case "TEXT": first == "\"" && !text.contains("{1")
      default: text == "\n" || text == ";"
      }
    }
  }
}
