/// A dictionary with cheap branches: a branch keeps its changes in a layer of its own, so that it costs as much as it
/// changes, not as much as the dictionary holds.
package struct LayeredDictionary<Value: Equatable & Sendable>: Sendable {
  /// A change of one name in a layer.
  package enum Entry: Sendable, Equatable {
    case value(Value)
    case removed
  }

  private var base: [String: Value]
  /// The last layer receives the changes.
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

  /// Changes an existing value in place.
  package mutating func update(_ name: String, _ change: (inout Value) -> Void) {
    guard var value = self[name] else { return }
    // A second reference would force a copy at each change.
    self[name] = nil
    change(&value)
    self[name] = value
  }

  /// Every name that has a value, in no particular order.
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

  /// The changes since ``branch``.
  package var changes: [String: Entry] { layers.last ?? [:] }

  /// Applies the changes that all branches agree on. Names on which they differ stay unchanged and are returned in
  /// alphabetical order. No branch should still be alive, or this copies the whole dictionary.
  package mutating func join(_ ways: [[String: Entry]]) -> [String] {
    var contested: [String] = []
    for (index, way) in ways.enumerated() {
      names: for (name, entry) in way {
        // Already handled with the first branch that changes it.
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
