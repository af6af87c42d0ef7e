/// The grammar of docs/language.md, read from its EBNF: generates sentences and recognizes them.
struct Grammar {
  indirect enum Node {
    case terminal(String)
    /// NL, WORD, NUMBER …: in capitals.
    case lexeme(String)
    case rule(String)
    case sequence([Node])
    case choice([Node])
    case many(Node)
    case optional(Node)
    case except(Node, Node)
    /// No space before what follows.
    case glue
  }

  /// A word of a sentence.
  struct Piece: Equatable {
    var text: String
    var isGlued = false
  }

  private(set) var rules: [String: Node] = [:]
  private(set) var names: [String] = []
  /// The number of nested rules in the shortest sentence of each rule.
  var heights: [String: Int] = [:]

  init(_ text: String) {
    var reader = Reader(text)
    while let (name, node) = reader.rule() {
      rules[name] = node
      names.append(name)
    }
    measureHeights()
  }

  /// The words of a rule that is a choice of single words.
  func words(of name: String) -> Set<String> {
    guard case .choice(let nodes)? = rules[name] else { return [] }
    return Set(nodes.compactMap { if case .terminal(let word) = $0 { word } else { nil } })
  }

  /// Rules that are used but not defined.
  var undefined: [String] {
    var found: [String] = []
    func visit(_ node: Node) {
      switch node {
      case .rule(let name): if rules[name] == nil { found.append(name) }
      case .sequence(let nodes), .choice(let nodes): nodes.forEach(visit)
      case .many(let node), .optional(let node): visit(node)
      case .except(let node, let other):
        visit(node)
        visit(other)
      case .terminal, .lexeme, .glue: return
      }
    }
    rules.values.forEach(visit)
    return found
  }

  static func text(_ pieces: [Piece]) -> String {
    var text = ""
    for piece in pieces { text += (piece.isGlued || text.isEmpty ? "" : " ") + piece.text }
    return text
  }
}

extension Grammar {
  private struct Reader {
    private var tokens: [String]
    private var position = 0

    init(_ text: String) {
      tokens = []
      var rest = Substring(text)
      while let first = rest.first {
        if first.isWhitespace {
          rest.removeFirst()
        } else if first == "\"" {
          let word = rest.dropFirst().prefix { $0 != "\"" }
          tokens.append("\"" + word)
          rest = rest.dropFirst(word.count + 2)
        } else if first.isLetter {
          let word = rest.prefix { $0.isLetter }
          tokens.append(String(word))
          rest = rest.dropFirst(word.count)
        } else {
          tokens.append(String(first))
          rest.removeFirst()
        }
      }
    }

    private var token: String { position < tokens.count ? tokens[position] : "" }

    mutating func rule() -> (String, Node)? {
      guard position + 1 < tokens.count, tokens[position + 1] == "=" else { return nil }
      let name = token
      position += 2
      let node = choice()
      position += 1
      return (name, node)
    }

    private mutating func choice() -> Node {
      var nodes = [sequence()]
      while token == "|" {
        position += 1
        nodes.append(sequence())
      }
      return nodes.count == 1 ? nodes[0] : .choice(nodes)
    }

    private mutating func sequence() -> Node {
      var nodes: [Node] = []
      while !["", ";", "|", ")", "]", "}"].contains(token) {
        var node = primary()
        if token == "-" {
          position += 1
          node = .except(node, primary())
        }
        nodes.append(node)
      }
      return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func primary() -> Node {
      let first = token
      position += 1
      switch first {
      case "(", "[", "{":
        let inner = choice()
        position += 1
        return first == "(" ? inner : first == "[" ? .optional(inner) : .many(inner)
      case "~": return .glue
      default:
        if first.hasPrefix("\"") { return .terminal(String(first.dropFirst())) }
        return first == first.uppercased() ? .lexeme(first) : .rule(first)
      }
    }
  }
}
