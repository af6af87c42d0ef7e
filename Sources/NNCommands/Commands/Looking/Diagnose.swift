import NNScript
import NNText
import NeuralNetwork

/// `diagnose`: what is wrong with the model, each finding with its numbers.
struct Diagnose: SessionCommand {
  var signature: Signature {
    Signature(
      "diagnose", group: .looking, summary: "what is wrong with the model, with numbers",
      details: """
        Each finding has a code, its evidence from this network's own numbers, and a cure. It looks at the current \
        weights on the training part, and at the last run.
        """,
      forms: [Form("diagnose", [])],
      examples: [Example("diagnose", setup: "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\ntrain 100 steps")],
      seeAlso: ["gradients", "explain", "on"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let findings = try session.diagnose(at: call.range)
    guard !findings.isEmpty else { return session.write("nothing found in these weights and on these rows") }
    for finding in findings { session.write(finding.lines) }
  }
}
