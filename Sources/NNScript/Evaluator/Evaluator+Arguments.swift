import NNText

extension Evaluator {
  /// The value of an argument. A word is text.
  package func evaluate(_ argument: Argument, host: any Host) throws(Stop) -> Value {
    switch argument.kind {
    case .number(let number): .number(number)
    case .string(let text), .word(let text): .text(text)
    case .interpolated(let parts): .text(try text(parts, host: host))
    case .variable(let name): try variable(name, at: argument.range)
    case .dotted(let parts): try measure(parts, at: argument.range, host: host)
    case .parenthesis(let expression): try evaluate(expression, host: host)
    }
  }

  /// The values of a `for` or `sweep`, in order. A list stands for its items; `true` and `false` are themselves.
  package func values(of axis: Axis, host: any Host) throws(Stop) -> AxisValues {
    switch axis.source {
    case .items(let arguments):
      var values: [Value] = []
      for argument in arguments {
        switch argument.kind {
        case .word("true"): values.append(.boolean(true))
        case .word("false"): values.append(.boolean(false))
        default: append(try evaluate(argument, host: host), to: &values)
        }
      }
      return .items(values)
    case .progression(let from, let to, let by):
      let start = try number(from, host: host)
      let end = try number(to, host: host)
      let distance = if let by { try number(by, host: host) } else { 1.0 }
      guard let progression = Progression(from: start, to: end, by: distance) else {
        let range = from.range.joined(to: (by ?? to).range)
        let message: Wording =
          distance == 0
          ? Wording(en: "steps of 0 never reach the end", ko: "간격이 0이면 끝에 닿지 못합니다")
          : start.isFinite && end.isFinite && distance.isFinite
            && Progression.isCoarse(from: start, to: end, by: distance)
            ? Wording(
              en:
                "counting by \(NumberFormat.display(distance)) is not exact there: numbers of that size are further apart",
              ko: "거기서는 \(NumberFormat.display(distance))씩 셀 수 없습니다. 그 크기의 수는 서로 더 멀리 떨어져 있습니다")
            : Wording(en: "from, to and by must be finite and near enough", ko: "from, to, by는 유한하고 너무 멀지 않은 수여야 합니다")
        throw .failed(Diagnostic(.invalidProgression, message, at: range))
      }
      return .progression(progression)
    }
  }

  func append(_ value: Value, to values: inout [Value]) {
    if case .list(let items) = value { values += items } else { values.append(value) }
  }

  private func number(_ argument: Argument, host: any Host) throws(Stop) -> Double {
    let value = try evaluate(argument, host: host)
    guard case .number(let number) = value else {
      throw .failed(
        Diagnostic(
          .invalidProgression,
          Wording(en: "expected a number, found \(value.phrase)", ko: "있어야 할 것: 수. 실제로는 \(value.phrase)"),
          at: argument.range))
    }
    return number
  }

  /// A whole number of times, steps or epochs.
  func count(_ argument: Argument, atLeast least: Int, host: any Host) throws(Stop) -> Int {
    let value = try evaluate(argument, host: host)
    guard case .number(let number) = value, number == number.rounded(), number >= Double(least), number <= 0x1p53
    else {
      throw .failed(
        Diagnostic(
          .invalidCount,
          Wording(
            en: "expected a whole number, at least \(least), found \(value.phrase)",
            ko: "있어야 할 것: \(least) 이상의 정수. 실제로는 \(value.phrase)"), at: argument.range))
    }
    return Int(number)
  }

  func printed(_ item: Item, host: any Host) throws(Stop) -> Value {
    switch item {
    case .call(let call): return try evaluate(call, host: host)
    case .argument(let argument):
      guard case .word(let word) = argument.kind else { return try evaluate(argument, host: host) }
      guard MeasureReference.isName(word) else {
        throw .failed(
          Diagnostic(
            .unprintableWord, Phrase.noMeasure(word), at: argument.range,
            help: variables[word] == nil ? Phrase.textNeedsQuotes(word) : Phrase.variableIsWritten(word)))
      }
      return try measure([.word(word)], at: argument.range, host: host)
    }
  }

  /// The words of a dotted name, its variables put in.
  package func words(_ parts: [NamePart], at range: SourceRange) throws(Stop) -> [String] {
    var words: [String] = []
    for part in parts {
      switch part {
      case .word(let word): words.append(word)
      case .variable(let name):
        let value = try variable(name, at: range)
        guard case .text(let word) = value else {
          throw .failed(
            Diagnostic(
              .unknownMeasure,
              Wording(en: "'$\(name)' is \(value.phrase), not a name", ko: "'$\(name)'의 값이 이름이 아닙니다: \(value.phrase)"),
              at: range))
        }
        words.append(word)
      }
    }
    return words
  }

  func measure(_ parts: [NamePart], at range: SourceRange, host: any Host) throws(Stop) -> Value {
    let words = try self.words(parts, at: range)
    guard let reference = MeasureReference(words: words) else {
      let complaint = MeasureReference.complaint(about: words.map { $0 })
      throw .failed(
        Diagnostic(
          .unknownMeasure, complaint?.message ?? Phrase.noMeasure(words.joined(separator: ".")), at: range,
          help: complaint?.help))
    }
    return observe(reference.text, try host.measure(reference, at: range))
  }

  func variable(_ name: String, at range: SourceRange) throws(Stop) -> Value {
    guard let value = variables[name] else {
      throw .failed(
        Diagnostic(
          .unsetVariable, Wording(en: "'$\(name)' has no value yet", ko: "'$\(name)'에는 아직 값이 없습니다"), at: range,
          help: Wording(en: "set it first: let \(name) = …", ko: "먼저 값을 주세요: let \(name) = …")))
    }
    return observe("$" + name, value)
  }

  /// Notes a value for the report of an `expect`, each name once.
  func observe(_ name: String, _ value: Value) -> Value {
    if let seen = observations, !seen.contains(where: { $0.name == name }) {
      observations?.append((name, value))
    }
    return value
  }
}
