import NNText

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
        "S1", .certain, Wording(en: "equal units", ko: "똑같은 유닛"),
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
