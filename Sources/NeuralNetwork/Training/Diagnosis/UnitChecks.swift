import NNText

/// D2: a whole layer is dead. What comes out no longer depends on what goes in, and nothing before it learns.
package enum BornDeadLayer: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard let layer = patient.deadUnits.first(where: { $0.dead.count == $0.width }) else { return nil }
    let isBorn = patient.model.step == 0
    return Finding(
      .deadLayer, .certain,
      title: isBorn
        ? Wording(en: "a layer was born dead", ko: "처음부터 죽은 층") : Wording(en: "a layer is dead", ko: "죽은 층"),
      evidence: [
        Wording(
          en: """
            layer \(layer.layer + 1) (\(layer.activation.kind.rawValue)): all \(layer.width) units have slope 0 \
            at all \(patient.rows) rows
            """,
          ko: """
            \(layer.layer + 1)층(\(layer.activation.kind.rawValue)): 유닛 \(layer.width)개 모두 \(patient.rows)행 \
            전부에서 미분값이 0입니다
            """),
        Wording(
          en: "after \(patient.model.step) steps; no layer up to it gets a gradient",
          ko: "\(patient.model.step)스텝 학습한 뒤이며, 이 층과 그 앞의 층은 기울기를 받지 못합니다"),
      ],
      cure: isBorn
        ? Wording(
          en: "draw other weights (another seed, or he), or take leaky_relu",
          ko: "가중치를 다시 뽑거나(다른 시드 또는 he) leaky_relu를 쓰세요")
        : Wording(
          en: "take smaller steps from the start, or take leaky_relu", ko: "처음부터 학습률을 더 작게 하거나 leaky_relu를 쓰세요"),
      statements: isBorn ? ["init weights he", "activation leaky_relu on hidden"] : ["activation leaky_relu on hidden"])
  }
}

/// D1: units whose activation is flat at every row, so that no gradient reaches them.
package enum DeadUnits: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    var evidence: [Wording] = []
    for (index, dead, width, activation) in patient.deadUnits where dead.count < width {
      let names = dead.prefix(8).map { String($0 + 1) }.joined(separator: " ")
      let rest = dead.count > 8 ? " …" : ""
      evidence.append(
        Wording(
          en: """
            layer \(index + 1) (\(activation.kind.rawValue)): \(dead.count) of \(width) units, \(names)\(rest): \
            slope 0 at all \(patient.rows) rows
            """,
          ko: """
            \(index + 1)층(\(activation.kind.rawValue)): 유닛 \(width)개 가운데 \(dead.count)개(\(names)\(rest))가 \
            \(patient.rows)행 모두에서 미분값 0
            """))
    }
    if evidence.isEmpty { return nil }
    return Finding(
      .deadUnits, .certain, evidence: evidence,
      cure: Wording(
        en: "leaky_relu has a slope below zero, so that a unit can come back",
        ko: "leaky_relu는 0 아래에도 미분값이 있어 유닛이 되살아날 수 있습니다"),
      statements: ["activation leaky_relu on hidden"])
  }
}

extension Patient {
  /// Layers with dead units: the layer from 0, its dead units, its width and its activation.
  var deadUnits: [(layer: Int, dead: [Int], width: Int, activation: Activation)] {
    zip(model.network.layers, pass.layers).enumerated().compactMap { index, pair in
      let dead = pair.1.deadUnits
      return dead.isEmpty ? nil : (index, dead, pair.1.width, pair.0.activation)
    }
  }
}

/// S1: units of a hidden layer begin alike and get the same gradient for ever: together they are one unit.
package enum EqualUnits: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    let layout = patient.model.layout
    for (index, layer) in patient.model.network.layers.dropLast().enumerated() {
      guard case .dense = layer.kind, let weight = layout.tensor(.weight, ofLayer: index), weight.shape[0] > 1 else {
        continue
      }
      let width = weight.count / weight.shape[0]
      let bias = layout.tensor(.bias, ofLayer: index)
      let next = layout.tensor(.weight, ofLayer: index + 1)
      guard let next, next.count % weight.shape[0] == 0, next.shape.count == 2 else { continue }
      let numbers = patient.model.parameters
      func isAlike(_ unit: Int) -> Bool {
        (0..<width).allSatisfy { numbers[weight.offset + unit * width + $0] == numbers[weight.offset + $0] }
          && (bias.map { numbers[$0.offset + unit] == numbers[$0.offset] } ?? true)
          && (0..<next.shape[0]).allSatisfy { row in
            let start = next.offset + row * weight.shape[0]
            return numbers[start + unit] == numbers[start]
          }
      }
      guard (1..<weight.shape[0]).allSatisfy(isAlike) else { continue }
      let first = (0..<min(width, 4)).map { numbers[weight.offset + $0].brief }.joined(separator: " ")
      return Finding(
        .equalUnits, .certain,
        evidence: [
          Wording(
            en: """
              layer \(index + 1): all \(weight.shape[0]) units have the same weights, \
              \(first)\(width > 4 ? " …" : "")
              """, ko: "\(index + 1)층: 유닛 \(weight.shape[0])개의 가중치가 모두 같습니다: \(first)\(width > 4 ? " …" : "")"),
          Wording(
            en: "they go on to the next layer with the same weights too: every update keeps them alike",
            ko: "다음 층으로 가는 가중치도 같아서, 아무리 갱신해도 서로 같은 채로 남습니다"),
        ], cure: Wording(en: "draw the weights by chance, so that units differ", ko: "유닛이 서로 달라지도록 가중치를 무작위로 뽑으세요"),
        statements: ["init weights glorot"])
    }
    return nil
  }
}

/// P2: every row gets the same answer.
package enum ConstantOutput: DiagnosticCheck {
  private static let limit = 1e-3

  package static func examine(_ patient: Patient) -> Finding? {
    let (outputs, units) = (patient.outputs, patient.units)
    guard patient.rows > 1 else { return nil }
    var widest = 0.0
    var targetRange = 0.0
    for unit in 0..<units {
      let places = stride(from: unit, to: outputs.count, by: units)
      let values = places.map { outputs[$0] }
      let targets = places.map { Double(patient.samples.y[$0]) }
      widest = max(widest, (values.max() ?? 0) - (values.min() ?? 0))
      targetRange = max(targetRange, (targets.max() ?? 0) - (targets.min() ?? 0))
    }
    guard targetRange > 0, widest < limit * targetRange else { return nil }
    return Finding(
      .constantOutput, .certain,
      evidence: [
        Wording(
          en: "outputs of \(patient.rows) rows differ by at most \(widest.brief), targets by \(targetRange.brief)",
          ko: "\(patient.rows)행의 출력 차이는 최대 \(widest.brief)인데 정답의 차이는 \(targetRange.brief)입니다"),
        Wording(
          en: "every row gets \(outputs.prefix(units).map(\.brief).joined(separator: " "))",
          ko: "모든 행의 출력이 \(outputs.prefix(units).map(\.brief).joined(separator: " "))입니다"),
      ],
      cure: Wording(
        en: "the inputs do not reach the output: draw larger weights, take an activation that lets them through",
        ko: "입력이 출력까지 닿지 않습니다. 가중치를 더 크게 뽑거나, 신호를 통과시키는 활성화 함수를 쓰세요"),
      statements: statements(patient))
  }

  private static func statements(_ patient: Patient) -> [String] {
    guard let hidden = patient.hidden, hidden.kind != .tanh else {
      return ["init weights glorot", "optimizer adam rate 0.01"]
    }
    return ["activation tanh on hidden", "init weights glorot"]
  }
}
