import NNScript

/// `seed N`; alone it shows the seed.
struct Seed: SessionCommand {
  var signature: Signature {
    Signature(
      "seed", group: .model, summary: "the seed of every random draw",
      details: """
        Clouds, split, weights, shuffling and dropout each have a stream of their own made from the seed in force when \
        they are drawn. Default 0. Weights not yet trained are drawn anew; a trained model keeps its own until `reset`.
        """,
      forms: [Form("set", [.slot(.seed())]), Form("show", [])],
      examples: [Example("seed 7"), Example("seed")], seeAlso: ["reset", "init"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if let seed = call.arguments.integer("seed") { description.settings.giveSeed(seed) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.write("seed \(session.state.description.settings.seed)") }
    try session.redraw(self, call)
  }
}
