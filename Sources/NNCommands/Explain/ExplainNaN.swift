import NNScript
import NNText
import NeuralNetwork

/// `explain nan`: whether there is one, and where it came from.
extension Session {
  /// `explain nan`: the row, its numbers, the formula with them put in, the effect, the cure and its trial.
  func explainNaN(at range: SourceRange) throws(Stop) {
    let patient = try patient(at: range)
    guard !patient.isFinite else {
      print(
        Wording(
          en: """
            the loss is a number, \(HandSheet.number(patient.pass.loss)), and so is every gradient: there is no \
            NaN
            """, ko: "손실은 \(HandSheet.number(patient.pass.loss))이고 기울기도 모두 수입니다. NaN은 없습니다"))
      return print(nearness(patient))
    }
    let loss = patient.loss.form(behind: patient.output).definition
    print(
      Wording(
        en: """
          the loss \(loss.name) is \(HandSheet.number(patient.pass.loss)) before the update of step \
          \(patient.model.step)
          """, ko: "손실(\(loss.name))이 스텝 \(patient.model.step)의 갱신 전에 이미 \(HandSheet.number(patient.pass.loss))입니다"))
    printWrapped(Wording(verbatim: "  ") + Wording(formula: loss.formula))
    let findings = try lines(of: patient, at: range)
    try write(findings: findings)
    guard !findings.isEmpty else {
      return print(
        Wording(
          en: """
            no known cause shows in these weights and on these rows; `on nan stop` and a new training find the \
            step
            """, ko: "이 가중치와 이 행에서는 알려진 원인이 보이지 않습니다. `on nan stop`을 쓰고 다시 학습하면 그 스텝을 찾을 수 있습니다"))
    }
    printWrapped(
      Wording(
        en: """
          the effect: a gradient with NaN makes every weight NaN with one update; accuracy then reads the \
          share of class 0, because NaN > 0.5 is false
          """, ko: "그 결과: 기울기에 NaN이 있으면 한 번의 갱신으로 모든 가중치가 NaN이 됩니다. NaN > 0.5가 거짓이므로 정확도는 클래스 0의 비율로 나옵니다"))
  }

  /// How far the naive loss is from its NaN.
  private func nearness(_ patient: Patient) -> Wording {
    guard patient.loss.kind == .bceNaive, let largest = patient.pass.sums.max(by: { abs($0) < abs($1) })
    else {
      return Wording(
        en: "\(patient.loss.definition.name) takes no logarithm of an output, so it has no NaN of its own",
        ko: "\(patient.loss.definition.name) 손실은 출력의 로그를 구하지 않으므로 스스로 NaN이 되지 않습니다")
    }
    let limit = patient.model.precision == .float32 ? "16.64" : "36.74"
    let precision = patient.model.precision.rawValue
    return Wording(
      en: """
        bce naive turns NaN where sigmoid(z) rounds to 1, from z = \(limit) in \(precision); \
        the largest |z| now is \(HandSheet.number(abs(largest)))
        """,
      ko: """
        bce naive는 sigmoid(z)가 1로 반올림되는 곳, \(precision)에서는 z = \(limit)부터 NaN이 됩니다. \
        지금 가장 큰 |z|는 \(HandSheet.number(abs(largest)))입니다
        """)
  }
}
