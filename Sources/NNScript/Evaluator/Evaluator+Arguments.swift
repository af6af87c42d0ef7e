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

  /// The values of a `for` or `sweep` axis, in order. A list is replaced by its items; `true` and `false` are booleans.
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
          ? Wording(en: "the stride is 0, so the end is never reached", ko: "간격이 0이면 끝에 닿지 못합니다")
          : start.isFinite && end.isFinite && distance.isFinite
            && Progression.isCoarse(from: start, to: end, by: distance)
            ? Wording(
              en:
                "numbers of this size are too far apart to count by \(NumberFormat.display(distance))",
              ko: "이만큼 큰 수는 간격이 넓어 \(NumberFormat.display(distance))씩 셀 수 없습니다")
            : Wording(
              en: "from, to and by must be finite and not too far apart", ko: "from, to, by는 유한하고 너무 멀지 않은 수여야 합니다")
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

  /// A count of repetitions, steps or epochs: a whole number of at least `least`.
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

  /// The words of a dotted name with its variables substituted.
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

  /// Records a value for the message of a failed `expect`, each name once, and returns it.
  func observe(_ name: String, _ value: Value) -> Value {
    if let seen = observations, !seen.contains(where: { $0.name == name }) {
      observations?.append((name, value))
    }
    return value
  }
}
