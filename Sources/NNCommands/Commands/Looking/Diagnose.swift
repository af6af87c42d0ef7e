import NNScript
import NNText
import NeuralNetwork

/// `diagnose`: what is wrong with the model, each finding with its numbers.
struct Diagnose: SessionCommand {
  var signature: Signature {
    Signature(
      "diagnose", group: .looking, summary: "what is wrong with the model, with numbers",
      details: """
        Each finding has a code (`explain G1` says more), its evidence from this network's own numbers, and a cure. It \
        looks at the current weights on the training part, and at the last run. The cure is tried on a copy that begins at \
        step 0 with the seed in force, or, where the weights themselves are ill, as they stand; nothing changes in the \
        session. A training that ends at a NaN is diagnosed of itself.
        """,
      forms: [Form("diagnose", [])],
      examples: [Example("diagnose", setup: "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\ntrain 100 steps")],
      seeAlso: ["gradients", "explain", "on"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let findings = try session.diagnose(at: call.range)
    guard !findings.isEmpty else { return session.write("nothing found in these weights and on these rows") }
    for text in findings { session.write(text) }
  }
}
