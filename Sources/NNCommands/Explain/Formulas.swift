import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// `explain sigmoid`, `explain bce`, `explain adam`: formula, derivative, range, source, and a plot of the real code.
extension Session {
  func explain(_ activation: Activation, at range: SourceRange) throws(Stop) {
    let definition = activation.definition
    printWrapped("\(activation.text): \(definition.summary[options.language])")
    print(row("formula", "식", Wording(formula: definition.formula)[options.language]))
    print(row("derivative", "도함수", Wording(formula: definition.derivative)[options.language]))
    print(row("range", "값의 범위", definition.range))
    print(parameters: definition.parameters)
    print(row("source", "출처", definition.source))
    try draw(activation.chart, to: nil, at: range)
  }

  func explain(_ loss: Loss, at range: SourceRange) throws(Stop) {
    let definition = loss.definition
    printWrapped("\(definition.name): \(definition.summary[options.language])")
    for form in loss.kind.forms.map({ $0.definition }) {
      if form.formula != definition.formula, let partner = form.partner?.rawValue {
        print(Wording(en: "behind \(partner)", ko: "\(partner) 출력에서"))
      }
      print(row("formula", "식", Wording(formula: form.formula)[options.language]))
      print(row("derivative", "도함수", Wording(formula: form.derivative)[options.language]))
    }
    print(parameters: definition.parameters)
    try draw(loss.chart, to: nil, at: range)
  }

  func explain(_ optimizer: Optimizer, at range: SourceRange) throws(Stop) {
    let definition = optimizer.definition
    printWrapped("\(definition.name): \(definition.summary[options.language])")
    for (index, part) in definition.formula.split(separator: ";").enumerated() {
      let text = String(part.drop { $0 == " " })
      print(index == 0 ? row("update", "갱신", text) : Wording(verbatim: "              \(text)"))
    }
    print(parameters: definition.parameters)
    print(row("source", "출처", definition.source))
    try draw(optimizer.chart, to: nil, at: range)
  }

  /// `  formula     f(x) = …`; on a terminal further lines stand below the beginning of the first.
  private func row(_ english: String, _ korean: String, _ text: String) -> Wording {
    let room = console.writesTerminal && !output.redirection.isActive ? console.width - 14 : .max
    let text = Wording(
      verbatim: DisplayWidth.of(text) > room
        ? DisplayWidth.wrap(text, to: room).joined(separator: "\n" + String(repeating: " ", count: 14)) : text)
    return Wording(
      en: "  \(DisplayWidth.pad(english, to: 12))\(text)", ko: "  \(DisplayWidth.pad(korean, to: 12))\(text)")
  }

  private func print(parameters: [SettingParameter]) {
    for parameter in parameters {
      let name = DisplayWidth.pad(parameter.name, to: 10)
      let value = NumberFormat.exact(parameter.defaultValue)
      print(
        Wording(
          en: "  \(name)  \(parameter.summary), \(value) where none is given",
          ko: "  \(name)  \(parameter.summary), 쓰지 않으면 \(value)"))
    }
  }

  /// `explain loss`: the loss in force, row by row.
  func explainLoss(at range: SourceRange) throws(Stop) {
    let description = state.workspace.description
    let loss = description.loss.form(behind: description.model.network.outputActivation)
    let (evaluation, samples) = try evaluation(of: "train", at: range)
    let data = try preparedData(for: try resolvedNetwork(at: range), at: range)
    let units = evaluation.units
    let shown = output.mode.isForPrograms ? samples.rows : min(samples.rows, Self.lossRows)
    var table = Table(
      units == 1
        ? ["row", "z", "h", "y", "L"] : ["row", "unit", "z", "h", "y", "L"])
    for row in 0..<shown {
      let places = row * units..<(row + 1) * units
      let read = loss.readsSums ? Array(evaluation.sums[places]) : Array(evaluation.outputs[places])
      let value = loss.value(read, samples.y[places].map { Double($0) })
      for place in places {
        let isLast = place == places.upperBound - 1
        table.append(
          [.number(Double(data.split.train[row] + 1))]
            + (units == 1 ? [] : [.number(Double(place - places.lowerBound + 1))])
            + [
              .number(evaluation.sums[place]), .number(evaluation.outputs[place]), .number(Double(samples.y[place])),
              isLast ? .number(value) : .none,
            ])
      }
    }
    guard !output.mode.isForPrograms else { return print(table) }
    print(Wording(verbatim: "\(loss.definition.name): ") + Wording(formula: loss.definition.formula))
    print(table)
    if samples.rows > shown {
      print(Wording(en: "(the first \(shown) of \(samples.rows) rows)", ko: "(\(samples.rows)행 가운데 앞의 \(shown)행)"))
    }
    let divisor = loss.divisor(rows: samples.rows, outputs: units)
    print(
      Wording(
        en: "L = \(NumberFormat.display(evaluation.loss)), the sum over all rows divided by \(divisor)",
        ko: "L = \(NumberFormat.display(evaluation.loss)): 모든 행의 값을 더해 개수(\(divisor))로 나눈 것입니다"))
    print(
      loss.readsSums
        ? Wording(
          en: "it is computed from z, so that it never takes the logarithm of 0",
          ko: "z에서 계산하므로 0의 로그를 구할 일이 없습니다")
        : Wording(en: "it is computed from h", ko: "h에서 계산합니다"))
    print(
      Wording(
        en: "derivative: \(Wording(formula: loss.definition.derivative)), divided by \(divisor)",
        ko: "도함수: \(Wording(formula: loss.definition.derivative)), 개수(\(divisor))로 나눕니다"))
  }

  private static let lossRows = 12
}

extension Activation {
  /// f and f′ from −6 to 6. Of softmax, which takes a whole layer: the share of one of two units, the other at 0.
  var chart: LineChart {
    let x = (-120...120).map { Double($0) / 20 }
    let isSoftmax = kind == .softmax
    // Softmax of (x, 0) is sigmoid(x).
    let curve = isSoftmax ? Activation(.sigmoid) : self
    return LineChart(
      title: isSoftmax ? "softmax: the share of unit 1 at (x, 0), and its derivative" : "\(text) and its derivative",
      x: .init("x"), y: .init(""),
      series: [
        .init("f(x)", x: x, y: x.map { curve.value($0) }), .init("f'(x)", x: x, y: x.map { curve.derivative($0) }),
      ])
  }
}

extension Loss {
  /// The loss of one number against what it reads: of a class against the output h, of a number against h with y = 0.
  var chart: LineChart {
    func curve(_ name: String, _ x: [Double], _ value: (Double) -> Double) -> LineChart.Series {
      .init(name, x: x, y: x.map(value))
    }
    let shares = stride(from: 0.005, through: 0.995, by: 0.005).map { $0 }
    let wide = (-60...60).map { Double($0) / 20 }
    let logit = { (h: Double) in Double.log(h / (1 - h)) }
    let series: [LineChart.Series]
    var axis = "h"
    let form = form(behind: definition.partner.map { Activation($0) } ?? Activation(.linear))
    switch (definition.reads, definition.mean) {
    case (.logits, .rows):
      axis = "h of the right class"
      series = [curve("L", shares) { form.value([logit($0), 0], [1, 0]) }]
    case (.logits, .numbers), (.shares, _):
      let read = definition.reads == .shares ? { $0 } : logit
      series = [1, 0].map { y in curve("y = \(Int(y))", shares) { form.value([read($0)], [y]) } }
    case (.margins, _): series = [1, -1].map { y in curve("y = \(Int(y))", wide) { form.value([$0], [y]) } }
    case (.numbers, _):
      axis = "h - y"
      series = [
        curve("L", wide) { form.value([$0], [0]) },
        curve("dL/dh", wide) { (form.value([$0 + 1e-6], [0]) - form.value([$0 - 1e-6], [0])) / 2e-6 },
      ]
    }
    return LineChart(title: "\(definition.name) of one number", x: .init(axis), y: .init(""), series: series)
  }
}

extension Optimizer {
  /// The way down a narrow valley, L = (a² + 20 b²) / 2 from (1, 1): its real updates beside those of sgd.
  var chart: LineChart {
    let steps = 60
    func way(_ optimizer: Optimizer) -> [Double] {
      var (weights, slots) = ([1.0, 1.0], [0.0, 0.0, 0.0, 0.0])
      return (0...steps).map { step in
        let loss = (weights[0] * weights[0] + 20 * weights[1] * weights[1]) / 2
        optimizer.update(&weights, gradient: [weights[0], 20 * weights[1]], slots: &slots, count: step + 1)
        return loss
      }
    }
    func tuned(_ kind: Kind) -> Optimizer {
      var optimizer = self.kind == kind ? self : Optimizer(kind)
      optimizer.rate = kind.definition.valleyRate
      return optimizer
    }
    let x = (0...steps).map(Double.init)
    func series(_ kind: Kind) -> LineChart.Series {
      let optimizer = tuned(kind)
      return .init("\(kind.rawValue) rate \(NumberFormat.exact(optimizer.rate))", x: x, y: way(optimizer))
    }
    return LineChart(
      title: "down a valley: L = (a^2 + 20 b^2) / 2 from (1, 1)", x: .init("step"), y: .init("L", isLogarithmic: true),
      series: [series(kind)] + (kind == .sgd ? [] : [series(.sgd)]))
  }
}

extension Wording {
  /// A formula, whose only words are those of a case: `f'(x) = 1 if x > 0, else 0`.
  init(formula: String) {
    let korean = formula.split(separator: ";", omittingEmptySubsequences: false).map(Self.koreanCase)
    self.init(en: "\(formula)", ko: "\(korean.joined(separator: ";"))")
  }

  /// `f'(x) = x > 0이면 1, 아니면 0`.
  private static func koreanCase(_ part: Substring) -> String {
    let halves = part.split(separator: ", else ", maxSplits: 1)
    guard halves.count == 2 else { return String(part) }
    let sides = halves[0].split(separator: " if ", maxSplits: 1)
    guard sides.count == 2, let equal = sides[0].lastIndex(of: "=") else { return String(part) }
    let (left, value) = (sides[0][...equal], sides[0][equal...].dropFirst(2))
    return "\(left) \(sides[1])이면 \(value), 아니면 \(halves[1])"
  }
}
