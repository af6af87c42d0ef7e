import NNScript

/// A part of what a session is made of, as far as its statements replace one another.
package enum JournalPart: Hashable, Sendable {
  case data
  case model(String)
  case currentModel
  /// What a statement of settings sets, by its word.
  case setting(String)
  case initialWeights, initialBiases
  /// With its `$`; `$_` is the last answer.
  case variable(String)

  static let stopping = setting("stop")
  static let callbacks = setting("every")
}

/// What a statement has to do with what a session is made of: whether a later one makes it superfluous.
package struct JournalEffect {
  /// What it does to the list of a model's layers.
  enum LayerChange {
    case none, addsOne, replacesOutput, removesLast
    /// Names layers, adds several, or begins anew: what stands before it cannot be taken out alone.
    case other
  }

  /// What it sets whatever it was before.
  var sets: Set<JournalPart> = []
  /// What it changes.
  var changes: Set<JournalPart> = []
  /// What it needs; `nil` means everything.
  var needs: Set<JournalPart>? = []
  /// Nothing makes it superfluous.
  var isKept = false
  /// Behind a training it stays: weights remember which one they were trained with.
  var isRememberedByWeights = false
  /// The first statement that names this stays: it decides the order.
  var firstOf: JournalPart?
  var layers = LayerChange.none
  /// The model that later statements work on, where it is another one; nil inside: only a run knows.
  var model: String??

  /// Trains, loads, repeats: anything may be in it.
  static let unknown = JournalEffect(needs: nil, isKept: true)

  /// Blocks may switch models inside; a name may be a variable's value.
  static let unknownModel = JournalEffect(needs: nil, isKept: true, model: .some(nil))

  /// A change of a model's layers.
  static func layers(_ change: LayerChange, of model: String?) -> JournalEffect {
    guard let model else { return .unknown }
    return JournalEffect(changes: [.model(model)], needs: [.currentModel, .data], layers: change)
  }
}

extension Set<JournalPart> {
  /// What a statement needs that is checked against the current model.
  static func fit(to model: String?) -> Set { Set([.currentModel] + (model.map { [.model($0)] } ?? [])) }
}

extension SessionCommand {
  /// Of a statement that sets one thing whatever it was.
  var setsItself: JournalEffect { JournalEffect(sets: [.setting(signature.name)]) }
}
