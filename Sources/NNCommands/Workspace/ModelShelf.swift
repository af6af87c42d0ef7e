import NNScript

/// Models by name, in the order in which they were started.
package struct ModelShelf: Sendable {
  struct Place: Sendable, Equatable {
    var outline: ModelOutline
    var number: Int
  }

  private var models = LayeredDictionary<Place>()
  private var started = 0

  package var names: [String] {
    models.names.map { (name: $0, number: models[$0]?.number ?? 0) }.sorted { $0.number < $1.number }.map(\.name)
  }

  package subscript(name: String) -> ModelOutline? {
    get { models[name]?.outline }
    set {
      if let newValue {
        if models[name] == nil { started += 1 }
        models[name] = Place(outline: newValue, number: models[name]?.number ?? started)
      } else {
        models[name] = nil
      }
    }
  }

  /// Changes a model where it lies, without a copy beside it.
  mutating func update(_ name: String, _ change: (inout ModelOutline) -> Void) {
    models.update(name) { change(&$0.outline) }
  }

  /// A copy to try a way out on.
  var branch: ModelShelf {
    var copy = self
    copy.models = models.branch
    return copy
  }

  typealias Changes = (entries: [String: LayeredDictionary<Place>.Entry], started: Int)

  /// What changed since ``branch``.
  var changes: Changes { (models.changes, started) }

  /// Takes over what all the ways agree on; a model that they do not agree on is of unknown shape.
  mutating func join(_ ways: [Changes]) {
    started = ways.reduce(started) { max($0, $1.started) }
    let before = models
    for name in models.join(ways.map { $0.entries }) {
      let outlines = ways.compactMap { way -> ModelOutline? in
        if case .value(let place)? = way.entries[name] { place.outline } else { before[name]?.outline }
      }
      var outline = self[name] ?? ModelOutline()
      if outlines.count == ways.count, let joined = ModelOutline(joining: outlines) {
        outline = joined
      } else {
        outline.isUnknown = true
      }
      self[name] = outline
    }
  }
}
