import Glibc
import NNText
import NeuralNetwork

extension GradientProfile {
  /// Below and above these shares of the last layer's gradient the first layer's is worth a name.
  private static let vanishingShare = 1e-2
  private static let explodingShare = 1e2
  private static let saturatedShare = 0.5

  /// What the numbers show, in a teacher's words; nothing beyond them.
  var sentences: [Wording] {
    guard loss.isFinite, layers.allSatisfy(\.norm.isFinite) else {
      let what =
        loss.isFinite
        ? Wording(en: "a gradient is not finite", ko: "유한하지 않은 기울기가 있습니다")
        : Wording(en: "the loss is \(NumberFormat.display(loss))", ko: "손실이 \(NumberFormat.display(loss))입니다")
      return [
        Wording(
          en: "\(what): these gradients say nothing; `diagnose` looks for the cause",
          ko: "\(what). 이 기울기로는 아무것도 알 수 없습니다. `diagnose`로 원인을 찾으세요")
      ]
    }
    return [flow].compactMap { $0 } + layers.compactMap(Self.saturation) + layers.compactMap(Self.deadUnits)
  }

  /// How the gradient fares on its way back through the layers.
  private var flow: Wording? {
    guard let first = layers.first, let last = layers.last, layers.count > 1 else { return nil }
    let starved = layers.prefix { $0.norm == 0 }
    if starved.count == layers.count {
      return Wording(en: "no layer's weights get any gradient", ko: "어느 층의 가중치도 기울기를 받지 못합니다")
    }
    if let end = starved.last {
      return first.number == end.number
        ? Wording(en: "no gradient reaches layer \(end.number)", ko: "\(end.number)층에는 기울기가 닿지 않습니다")
        : Wording(
          en: "no gradient reaches layers \(first.number) to \(end.number)",
          ko: "\(first.number)층부터 \(end.number)층까지는 기울기가 닿지 않습니다")
    }
    guard let share = first.toLast else {
      return Wording(
        en: "layer \(last.number), the last one, gets no gradient",
        ko: "마지막 층인 \(last.number)층이 기울기를 받지 못합니다")
    }
    let shown = Self.brief(share)
    let whole = Wording(
      en: "layer \(first.number) gets \(shown) of what layer \(last.number) gets",
      ko: "\(first.number)층의 기울기는 \(last.number)층의 \(shown)배입니다")
    let factor = pow(share, 1 / Double(layers.count - 1))
    if share < Self.vanishingShare {
      return Wording(
        en: "the gradient vanishes: it shrinks by ÷ \(Self.brief(1 / factor)) a layer on the way back; \(whole)",
        ko: "기울기가 소실됩니다. 역전파에서 한 층을 지날 때마다 \(Self.brief(1 / factor))분의 1이 됩니다. \(whole)")
    }
    if share > Self.explodingShare {
      return Wording(
        en: "the gradient explodes: it grows by × \(Self.brief(factor)) a layer on the way back; \(whole)",
        ko: "기울기가 폭발합니다. 역전파에서 한 층을 지날 때마다 \(Self.brief(factor))배가 됩니다. \(whole)")
    }
    return hiddenVanishing
      ?? Wording(en: "the gradient neither vanishes nor explodes: \(whole)", ko: "기울기가 소실되지도 폭발하지도 않습니다. \(whole)")
  }

  /// On a plateau the rows' gradients cancel out in the last layer's weights, and a share of that tells nothing.
  private var hiddenVanishing: Wording? {
    guard layers.count >= 3, let first = layers.first?.delta, let last = layers.last?.delta, first > 0,
      first < VanishingGradient.limit * last
    else { return nil }
    let factor = Self.brief(pow(last / first, 1 / Double(layers.count - 1)))
    return Wording(
      en: """
        row by row the gradient vanishes: dL/dz shrinks by ÷ \(factor) a layer on the way back; the table's norms are \
        those of sums over the rows, which cancel out in the last layer
        """,
      ko: """
        행마다 보면 기울기가 소실됩니다. 역전파에서 한 층을 지날 때마다 dL/dz가 \(factor)분의 1이 됩니다. 표의 크기는 \
        모든 행을 더한 기울기의 크기인데, 마지막 층에서는 행들의 기울기가 서로 상쇄됩니다
        """)
  }

  private static func saturation(_ layer: LayerLine) -> Wording? {
    guard let share = layer.saturated, share >= saturatedShare else { return nil }
    return Wording(
      en: """
        layer \(layer.number): \(brief(100 * share)) % of its outputs are saturated, where \(layer.name) is \
        flat
        """, ko: "\(layer.number)층: 출력의 \(brief(100 * share)) %가 \(layer.name)의 평평한 곳에서 포화되었습니다")
  }

  private static func deadUnits(_ layer: LayerLine) -> Wording? {
    guard layer.dead > 0 else { return nil }
    let units =
      layer.dead == layer.units
      ? Wording(en: "no unit learns", ko: "배우는 유닛이 하나도 없습니다")
      : Wording(
        en: "\(CountText.units(layer.dead)) of \(layer.units) dead",
        ko: "유닛 \(layer.units)개 가운데 \(CountText.number(layer.dead))개가 죽었습니다")
    return Wording(
      en: "layer \(layer.number): \(units): the slope of \(layer.name) is 0 at every row",
      ko: "\(layer.number)층: \(units). 모든 행에서 \(layer.name)의 미분값이 0입니다")
  }

  private static func brief(_ number: Double) -> String { NumberFormat.rounded(number, digits: 2) }
}
