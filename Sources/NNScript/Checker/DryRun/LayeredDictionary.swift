/// A dictionary whose copies try something out: what a copy changes lies in a layer of its own, so that a way costs what
/// it changes and not what there is.
package struct LayeredDictionary<Value: Equatable & Sendable>: Sendable {
  /// What one layer says of a name.
  package enum Entry: Sendable, Equatable {
    case value(Value)
    case removed
  }

  private var base: [String: Value]
  /// The last one is written to.
  private var layers: [[String: Entry]] = []

  package init(_ values: [String: Value] = [:]) { base = values }

  package subscript(name: String) -> Value? {
    get {
      for layer in layers.reversed() {
        switch layer[name] {
        case .value(let value)?: return value
        case .removed?: return nil
        case nil: continue
        }
      }
      return base[name]
    }
    set {
      if layers.isEmpty {
        base[name] = newValue
      } else {
        layers[layers.count - 1][name] = newValue.map(Entry.value) ?? .removed
      }
    }
  }

  /// Every name with a value, in no order.
  package var names: Set<String> {
    var names = Set(base.keys)
    for layer in layers {
      for (name, entry) in layer {
        if entry == .removed { names.remove(name) } else { names.insert(name) }
      }
    }
    return names
  }

  /// A copy with a layer of its own.
  package var branch: Self {
    var copy = self
    copy.layers.append([:])
    return copy
  }

  /// What changed since ``branch``.
  package var changes: [String: Entry] { layers.last ?? [:] }

  /// Takes over what all the ways that went off from here agree on; the names they do not agree on stay as they are and
  /// are returned in alphabetical order. No branch should be alive any more: each would make this a copy of everything.
  package mutating func join(_ ways: [[String: Entry]]) -> [String] {
    var contested: [String] = []
    for name in Set(ways.flatMap(\.keys)) {
      let values = ways.map { way -> Value? in
        switch way[name] {
        case .value(let value)?: return value
        case .removed?: return nil
        case nil: return self[name]
        }
      }
      if values.dropFirst().allSatisfy({ $0 == values[0] }) { self[name] = values[0] } else { contested.append(name) }
    }
    return contested.sorted()
  }
}
