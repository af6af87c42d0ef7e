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

  /// Changes a value, where there is one, without a copy beside it.
  package mutating func update(_ name: String, _ change: (inout Value) -> Void) {
    guard var value = self[name] else { return }
    // Held twice, it would be copied at each change.
    self[name] = nil
    change(&value)
    self[name] = value
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
    for (index, way) in ways.enumerated() {
      names: for (name, entry) in way {
        // Told with the first way that has it.
        for earlier in ways[..<index] where earlier[name] != nil { continue names }
        let before = self[name]
        let result = Self.value(entry)
        var isAgreed = index == 0 || result == before
        for later in ways[(index + 1)...] where isAgreed {
          isAgreed = (later[name].map(Self.value) ?? before) == result
        }
        if isAgreed { self[name] = result } else { contested.append(name) }
      }
    }
    return contested.sorted()
  }

  private static func value(_ entry: Entry) -> Value? {
    if case .value(let value) = entry { value } else { nil }
  }
}
