import NNText
import NeuralNetwork

/// The columns of a table as the metadata of a model's file: `[{"name": "height", "mean": 3.5}, {"name": …, "words": […]}]`.
extension TableColumns {
  var json: String {
    let members = inputs.map { column in
      var members = [(key: "name", value: JSONText.quoted(column.name))]
      switch column.kind {
      case .number(let mean): if let mean { members.append(("mean", JSONText.number(Double(mean)))) }
      case .words(let words): members.append(("words", "[" + words.map(JSONText.quoted).joined(separator: ", ") + "]"))
      }
      return JSONText.object(members)
    }
    return "[" + members.joined(separator: ", ") + "]"
  }

  init(json value: JSONValue) throws(ModelFile.Failure) {
    let failure = ModelFile.Failure(reason: Wording(en: "its columns cannot be read", ko: "열 부분을 읽을 수 없습니다"))
    var columns: [Column] = []
    for item in value.array ?? [] {
      guard case .object(let members) = item,
        let name = members.first(where: { $0.key == "name" })?.value.string
      else { throw failure }
      if let words = members.first(where: { $0.key == "words" })?.value.array {
        columns.append(Column(name: name, kind: .words(words.compactMap(\.string))))
      } else {
        var mean: Float?
        if case .number(let digits)? = members.first(where: { $0.key == "mean" })?.value { mean = Float(digits) }
        columns.append(Column(name: name, kind: .number(mean: mean)))
      }
    }
    guard !columns.isEmpty else { throw failure }
    self.init(inputs: columns)
  }
}
