import NNText
import NeuralNetwork

/// A pass on paper: the numbers of ``HandPass`` with what they were computed from, cut to what people can read.
struct HandSheet {
  /// One layer's part: what people read, and the same numbers for programs.
  struct Page {
    enum Block {
      case line(Wording)
      case table(Table)
    }

    var blocks: [Block]
    var records: [Table]
  }

  let model: ModelState
  let pass: Differentiation
  let samples: Samples
  /// Rows that passed, from 0 in the training part.
  let rows: [Int]
  /// What `show row` calls them.
  let rowNumbers: [Int]
  /// As it belongs to the output.
  let loss: LossForm
  /// What goes into each layer, rows × numbers; one more than there are layers.
  private(set) var passed: [[Double]] = []
  /// The numbers as printed.
  private(set) var paper = PaperPass()
  /// How people see it: at most so many rows, units and inputs of a table.
  static let limit = 8

  /// - Parameter rows: that passed, from 0 in the training part of the data.
  init(rows: [Int], pass: Differentiation, model: ModelState, data: PreparedData, loss: Loss) {
    let samples = data.train
    (self.model, self.pass, self.samples, self.rows) = (model, pass, samples, rows)
    self.loss = loss.form(behind: model.network.outputActivation)
    rowNumbers = rows.map { data.split.train[$0] + 1 }
    let inputs = samples.inputs
    var first = [Float](repeating: 0, count: rows.count * inputs)
    first.withUnsafeMutableBufferPointer { numbers in
      guard let base = numbers.baseAddress else { return }
      samples.x.gather(width: inputs, order: rows.map { Int32($0) }, start: 0, count: rows.count, to: base)
    }
    var passed = [first.map { Double($0) }]
    for (index, layer) in pass.layers.enumerated() {
      // Where residual blocks end, their inputs are added to what the layer gives.
      passed.append(
        model.network.blocksEnded(at: index).reduce(layer.outputs) { sum, block in
          zip(sum, passed[model.network.blocks[block].layers.lowerBound]).map { $0 + $1 }
        })
    }
    self.passed = passed
    paper = PaperPass(self, passed: passed)
  }

  /// The row whose first unit is worked out in full: the one with the fewest zeros of those in the tables, for products
  /// with 0 show little.
  var shownRow: Int {
    let inputs = samples.inputs
    func zeros(_ row: Int) -> Int { passed[0][row * inputs..<(row + 1) * inputs].count { $0 == 0 } }
    return rows.indices.prefix(Self.limit).min { zeros($0) < zeros($1) } ?? 0
  }

  var layers: [Layer] { model.network.layers }

  /// Numbers of a row that goes into a layer (from 0).
  func inputs(of layer: Int) -> Int { passed[layer].count / max(1, rows.count) }

  /// The encoded target of a passed row.
  func target(_ row: Int, _ unit: Int) -> Double { Double(samples.y[rows[row] * samples.outputs + unit]) }

  /// Whether the loss reads the last layer's sums, so that its activation's slope is not a factor of its own.
  var isPaired: Bool { loss.readsSums }

  /// What the loss is divided by to be a mean.
  var divisor: Int { loss.divisor(rows: rows.count, outputs: samples.outputs) }

  static func number(_ value: Double) -> String { NumberFormat.display(value) }

  /// A number as a factor: `(-0.5)`.
  static func factor(_ value: Double) -> String { value < 0 ? "(\(number(value)))" : number(value) }

  /// What a table leaves out for people; `nil` where it shows all.
  static func rest(_ counts: (shown: Kind, of: Int)...) -> Wording? {
    let cut = counts.filter { $0.of > limit }.map { kind, count in
      Wording(
        en: "the first \(limit) of \(count) \(kind.rawValue)", ko: "\(kind.korean) \(count)개 가운데 앞의 \(limit)개")
    }.joined(separator: ", ")
    return cut.isEmpty
      ? nil
      : Wording(en: "(\(cut); `mode jsonl` shows all)", ko: "(\(cut). `mode jsonl`은 모두 보여 줍니다)")
  }

  /// What a table leaves out.
  enum Kind: String {
    case rows, units, inputs, targets

    fileprivate var korean: String {
      switch self {
      case .rows: "행"
      case .units: "유닛"
      case .inputs: "입력"
      case .targets: "정답"
      }
    }
  }

  /// `layer 2: dense 3 → 1, sigmoid`.
  func title(of layer: Int) -> Wording {
    let description = layers[layer]
    let activation = description.activation.kind == .linear ? "" : ", \(description.activation.text)"
    let sizes = "\(inputs(of: layer)) → \(pass.layers[layer].width)"
    return Wording(
      en: "layer \(layer + 1): \(description.name) \(sizes)\(activation)",
      ko: "\(layer + 1)층: \(description.name) \(sizes)\(activation)")
  }

  /// `row 2 of xor`, `rows 1 2 3 4`.
  var rowText: Wording {
    let shown = rowNumbers.prefix(Self.limit).map(String.init).joined(separator: " ")
    let count = rowNumbers.count
    if count == 1 { return Wording(en: "row \(shown)", ko: "\(shown)행") }
    return count > Self.limit
      ? Wording(en: "rows \(shown) … (\(count) rows)", ko: "\(shown) … 행(모두 \(count)행)")
      : Wording(en: "rows \(shown)", ko: "\(shown)행")
  }

  /// The weight of a dense layer with its bias; `nil` for layers whose sums are no plain products.
  func dense(_ layer: Int) -> (weight: Tensor, bias: Tensor?)? {
    guard case .dense = layers[layer].kind, let weight = model.layout.tensor(.weight, ofLayer: layer) else {
      return nil
    }
    return (weight, model.layout.tensor(.bias, ofLayer: layer))
  }

  /// The weight of the dense layer after a layer (from 0), where what comes back from it is a plain sum.
  func denseBehind(_ layer: Int) -> Tensor? {
    let network = model.network
    guard layer + 1 < layers.count, network.blocksBegun(at: layer + 1).isEmpty, network.blocksEnded(at: layer).isEmpty
    else { return nil }
    return dense(layer + 1)?.weight
  }

  /// A row a unit: bias and one column an input, of any numbers that lie as the parameters do.
  func unitTable(
    _ layer: Int, bias biasTitle: String, weight weightTitle: String, numbers: (Int) -> Double
  ) -> Table? {
    guard let (weight, bias) = dense(layer) else { return nil }
    let units = min(weight.shape[0], Self.limit)
    let inputs = min(weight.inputs, Self.limit)
    var table = Table(
      ["unit"] + (bias == nil ? [] : [.init(biasTitle)]) + (0..<inputs).map { .init("\(weightTitle)\($0 + 1)") })
    for unit in 0..<units {
      table.append(
        [.number(Double(unit + 1))] + (bias.map { [.number(numbers($0.offset + unit))] } ?? [])
          + (0..<inputs).map { .number(numbers(weight.offset + unit * weight.inputs + $0)) })
    }
    return table
  }

  /// Every number of a layer's parameters, a row each.
  func parameterRecords(_ layer: Int, _ columns: [Table.Column], _ cells: (Int) -> [Table.Cell]) -> Table {
    var table = Table(["layer", "tensor", "unit", "input"] + columns)
    for tensor in model.layout.tensors where tensor.layer == layer {
      let inputs = max(1, tensor.inputs)
      for index in 0..<tensor.count {
        let isWeight = tensor.role == .weight
        table.append(
          [
            .number(Double(layer + 1)), .text(tensor.role.rawValue), .number(Double(index / inputs + 1)),
            isWeight ? .number(Double(index % inputs + 1)) : .none,
          ] + cells(tensor.offset + index))
      }
    }
    return table
  }

  /// Numbers of each unit at each row.
  func activityTable(
    _ layer: Int, _ titles: [String], isForPrograms layerColumn: Bool, _ value: (_ place: Int) -> [Double?]
  ) -> Table {
    let width = pass.layers[layer].width
    let (rows, units) =
      layerColumn ? (rows.count, width) : (min(rows.count, Self.limit), min(width, Self.limit))

    var table = Table((layerColumn ? ["layer"] : []) + ["row", "unit"] + titles.map { .init($0) })
    for row in 0..<rows {
      for unit in 0..<units {
        table.append(
          (layerColumn ? [.number(Double(layer + 1))] : [])
            + [.number(Double(rowNumbers[row])), .number(Double(unit + 1))]
            + value(row * width + unit).map { $0.map { .number($0) } ?? .none })
      }
    }
    return table
  }
}
