import NNText
import NeuralNetwork

/// The columns of a table as the metadata of a model's file: `[{"name": "height", "mean": 3.5}, {"name": …, "words": […]}]`.
extension TableColumns {
  var json: String {
    let members = inputs.map { column in
      var members = [(key: "name", value: JSONText.quoted(column.name))]
      switch column.kind {
      case .number(let mean): if let mean { members.append(("mean", JSONText.number(Double(mean)))) }
      case .words(let words): members.append(("words", JSONText.array(words.map(JSONText.quoted))))
      }
      // Names that nnsh gave bind nothing.
      if !areNamed { members.append(("counted", "true")) }
      return JSONText.object(members)
    }
    return JSONText.array(members)
  }

  init(json items: [JSONValue]) throws(JSONFields.Failure) {
    var columns: [Column] = []
    var areNamed = true
    for item in items {
      let fields = try JSONFields(item, called: "columns")
      if fields.has("counted"), try fields.boolean("counted") { areNamed = false }
      let name = try fields.text("name")
      if fields.has("words") {
        let words = try fields.texts("words")
        guard !words.isEmpty, Set(words).count == words.count else {
          throw JSONFields.Failure("words", isNot: Wording(en: "a list of different words", ko: "서로 다른 낱말의 목록"))
        }
        columns.append(Column(name: name, kind: .words(words)))
      } else {
        let mean = fields.has("mean") ? Float(try fields.number("mean")) : nil
        columns.append(Column(name: name, kind: .number(mean: mean)))
      }
    }
    let names = columns.map(\.name)
    guard !columns.isEmpty, !names.contains(""), Set(names).count == names.count else {
      throw JSONFields.Failure(
        "columns", isNot: Wording(en: "a list of columns with names of their own", ko: "저마다 이름이 있는 열의 목록"))
    }
    self.init(inputs: columns, areNamed: areNamed)
  }
}
