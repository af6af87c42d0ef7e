import Glibc
import NNText

extension GradientProfile {
  /// Below and above these shares of the last layer's gradient the first layer's is worth a name.
  private static let vanishingShare = 1e-2
  private static let explodingShare = 1e2
  private static let saturatedShare = 0.5

  /// What the numbers show, in a teacher's words; nothing beyond them.
  var sentences: [String] {
    guard loss.isFinite, layers.allSatisfy(\.norm.isFinite) else {
      let what = loss.isFinite ? "a gradient is not finite" : "the loss is \(NumberFormat.display(loss))"
      return ["\(what): these gradients say nothing; `diagnose` looks for the cause"]
    }
    return [flow].compactMap { $0 } + layers.compactMap(Self.saturation) + layers.compactMap(Self.deadUnits)
  }

  /// How the gradient fares on its way back through the layers.
  private var flow: String? {
    guard let first = layers.first, let last = layers.last, layers.count > 1 else { return nil }
    let starved = layers.prefix { $0.norm == 0 }
    if starved.count == layers.count { return "no layer's weights get any gradient" }
    if let end = starved.last {
      let reached = first.number == end.number ? "layer \(end.number)" : "layers \(first.number) to \(end.number)"
      return "no gradient reaches \(reached)"
    }
    guard let share = first.toLast else { return "layer \(last.number), the last one, gets no gradient" }
    let shown = Self.brief(share)
    let whole = "layer \(first.number) gets \(shown) of what layer \(last.number) gets"
    let factor = pow(share, 1 / Double(layers.count - 1))
    if share < Self.vanishingShare {
      return "the gradient vanishes: it shrinks by ÷ \(Self.brief(1 / factor)) a layer on the way back; \(whole)"
    }
    if share > Self.explodingShare {
      return "the gradient explodes: it grows by × \(Self.brief(factor)) a layer on the way back; \(whole)"
    }
    return "the gradient neither vanishes nor explodes: \(whole)"
  }

  private static func saturation(_ layer: LayerLine) -> String? {
    guard let share = layer.saturated, share >= saturatedShare else { return nil }
    return "layer \(layer.number): \(brief(100 * share)) % of its outputs are saturated, where \(layer.name) is flat"
  }

  private static func deadUnits(_ layer: LayerLine) -> String? {
    guard layer.dead > 0 else { return nil }
    let units =
      layer.dead == layer.units ? "no unit learns" : "\(CountText.units(layer.dead).english) of \(layer.units) dead"
    return "layer \(layer.number): \(units): the slope of \(layer.name) is 0 at every row"
  }

  private static func brief(_ number: Double) -> String { NumberFormat.significant(number, digits: 2) }
}
