import NNText

/// O1: the output's activation and the loss do not belong together.
package enum OutputMisfit: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    let output = patient.output.kind
    let isUnit = [.sigmoid, .softmax, .hardSigmoid].contains(output)
    let range = patient.output.definition.range
    func misfit(_ evidence: Wording, _ cure: Wording, _ statement: String) -> Finding {
      Finding(
        "O1", .certain, "output and loss do not fit", evidence: [evidence], cure: cure, statements: [statement])
    }
    switch patient.loss.kind {
    case .bceNaive where !isUnit:
      return misfit(
        "bce naive takes log h and log(1 - h); \(output.rawValue) gives h in \(range)",
        "a sigmoid output lies between 0 and 1", "output sigmoid")
    case .bce where output != .sigmoid && output != .linear:
      return misfit(
        "bce takes the output of \(output.rawValue), in \(range), for a logit, which can be any number",
        "bce belongs to a sigmoid output", "output sigmoid")
    case .crossEntropy where output != .softmax && output != .linear:
      return misfit(
        "cross_entropy takes the outputs of \(output.rawValue), in \(range), for logits, which can be any numbers",
        "cross_entropy belongs to a softmax output", "output softmax")
    case .hinge where isUnit:
      return misfit(
        "hinge wants outputs beyond -1 and 1; \(output.rawValue) gives \(range)", "hinge belongs to a linear output",
        "output linear")
    default: return nil
    }
  }
}
