import NNText

/// O1: the output's activation and the loss do not belong together.
package enum OutputMisfit: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    let output = patient.output.kind
    let isUnit = patient.output.definition.bounds == (0, 1)
    let range = patient.output.definition.range
    func misfit(_ evidence: Wording, _ cure: Wording, _ statement: String) -> Finding {
      Finding(
        "O1", .certain, Wording(en: "output and loss do not fit", ko: "출력과 손실이 맞지 않음"), evidence: [evidence],
        cure: cure, statements: [statement])
    }
    switch patient.loss.kind {
    case .bceNaive where !isUnit:
      return misfit(
        Wording(
          en: "bce naive takes log h and log(1 - h); \(output.rawValue) gives h in \(range)",
          ko: "bce naive는 log h와 log(1 - h)를 구하는데 \(output.rawValue)의 출력 h는 \(range)에 있습니다"),
        Wording(en: "a sigmoid output lies between 0 and 1", ko: "sigmoid 출력은 0과 1 사이에 있습니다"), "output sigmoid")
    case .bce where output != .sigmoid && output != .linear:
      return misfit(
        Wording(
          en: "bce takes the output of \(output.rawValue), in \(range), for a logit, which can be any number",
          ko: "로짓은 어떤 수든 될 수 있는데, bce는 \(range)에 있는 \(output.rawValue)의 출력을 로짓으로 여깁니다"),
        Wording(en: "bce belongs to a sigmoid output", ko: "bce는 sigmoid 출력과 함께 씁니다"), "output sigmoid")
    case .crossEntropy where output != .softmax && output != .linear:
      return misfit(
        Wording(
          en: """
            cross_entropy takes the outputs of \(output.rawValue), in \(range), for logits, which can be any \
            numbers
            """, ko: "로짓은 어떤 수든 될 수 있는데, cross_entropy는 \(range)에 있는 \(output.rawValue)의 출력을 로짓으로 여깁니다"),
        Wording(en: "cross_entropy belongs to a softmax output", ko: "cross_entropy는 softmax 출력과 함께 씁니다"),
        "output softmax")
    case .hinge where isUnit:
      return misfit(
        Wording(
          en: "hinge wants outputs beyond -1 and 1; \(output.rawValue) gives \(range)",
          ko: "hinge에는 -1과 1을 넘는 출력이 필요한데 \(output.rawValue)의 출력은 \(range)입니다"),
        Wording(en: "hinge belongs to a linear output", ko: "hinge는 linear 출력과 함께 씁니다"),
        "output linear")
    default: return nil
    }
  }
}
