import NNScript
import NNText

/// A small table with all features of the real one: choices with parameters, options in any order, repeated texts,
/// units, forms of a later version.
enum Sample {
  static let activations = Vocabulary(
    "activation",
    [
      .init("linear", "passes its input on"),
      .init("sigmoid", "squashes to 0…1"),
      .init("tanh", "squashes to −1…1"),
      .init("relu", "zero below zero"),
      .init("leaky_relu", "small slope below zero", parameters: [alpha]),
      .init("elu", "exponential below zero", parameters: [alpha]),
      .init("softplus", "smooth relu", parameters: [.optional([.word("beta"), number("beta", "B", "steepness")])]),
      .init("mystery", "a later version", availability: .notBuilt),
    ])

  static let alpha = Pattern.optional([.word("alpha"), number("alpha", "A", "slope", in: 0...100)])

  static let schemes = Vocabulary(
    "scheme",
    [
      .init(
        "normal", "Gaussian",
        parameters: [number("mean", "M", "mean"), number("deviation", "S", "deviation", in: 0...1e6)]),
      .init("uniform", "flat", parameters: [number("low", "A", "bound"), number("high", "B", "bound")]),
      .init("glorot", "by fan in and out", parameters: [.optional([.oneOf([[.word("uniform")], [.word("normal")]])])]),
      .init("zeros", "nothing"),
      .init("constant", "one value", parameters: [number("value", "C", "constant")]),
    ])

  static let clouds = Vocabulary("data set", [.init("spiral", "two arms"), .init("moons", "two moons")])

  static let optimizers = Vocabulary(
    "optimizer",
    [
      .init("sgd", "plain", parameters: [.options([rate])]),
      .init("momentum", "heavy ball", parameters: [.options([rate, [.word("momentum"), fraction("momentum", "M")]])]),
      .init(
        "adam", "adaptive",
        parameters: [
          .options([rate, [.word("beta1"), fraction("beta1", "B")], [.word("beta2"), fraction("beta2", "B")]])
        ]),
    ])

  static let rate: [Pattern] = [
    .word("rate", key: nil),
    .slot(Slot("rate", "R", .number(NumberRule("learning rate", in: 0...Double.infinity, includesLower: false)))),
  ]

  static func number(
    _ key: String, _ shown: String, _ called: String,
    in range: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) -> Pattern { .slot(Slot(key, shown, .number(NumberRule(Wording(verbatim: called), in: range)))) }

  static func fraction(_ key: String, _ shown: String) -> Pattern {
    .slot(Slot(key, shown, .number(NumberRule(Wording(verbatim: key), in: 0...1, includesUpper: false))))
  }

  static func count(_ key: String, _ shown: String, _ called: String) -> Pattern {
    .slot(Slot(key, shown, .number(NumberRule(Wording(verbatim: called), integer: true, in: 1...1e12))))
  }

  static let activation = Pattern.slot(Slot("activation", "ACT", .choice(activations)))
  static let column = Slot("column", "COL", .name(.column))

  static let signatures: [Signature] = [
    Signature(
      "data", group: .data, summary: "chooses the data",
      forms: [
        Form(
          "cloud",
          [
            .slot(Slot("set", "CLOUD", .choice(clouds))),
            .options([
              [.word("points"), count("points", "N", "number of points")],
              [.word("noise"), number("noise", "S", "noise")],
            ]),
          ]),
        Form(
          "csv",
          [
            .word("csv"), .slot(Slot("path", "\"f.csv\"", .path(.read(["csv"])))), .word("target"),
            .repeated(Slot("target", "COL", .name(.column))), .optional([.word("as"), .word("classes")]),
            .options([
              [.word("features"), .repeated(Slot("features", "COL", .name(.column)))],
              [.word("skip"), .repeated(Slot("skip", "COL", .name(.column)))],
              [.word("separator"), .slot(Slot("separator", "\";\"", .text))],
            ]),
          ]),
        Form(
          "table", [.word("table")],
          body: BlockBody(
            "data table", holds: ["row"], [.flow, .whileLoop, .include, .binding], help: "it holds `row`")),
      ], examples: [Example("data spiral points 100")], seeAlso: ["split"]),
    Signature(
      "row", group: .data, summary: "one row of a table",
      forms: [
        Form(
          "row",
          [
            .repeated(Slot("inputs", "V", .any)), .word("gives"), .repeated(Slot("targets", "V", .any)),
          ])
      ], place: .inside("data table")),
    Signature(
      "split", group: .data, summary: "divides the data",
      forms: [
        Form(
          "split",
          [
            .repeated(Slot("share", "A", .number(NumberRule("share", in: 0...100))), atLeast: 2),
            .options([[.word("stratified")], [.word("seed"), count("seed", "N", "seed")]]),
          ])
      ]),
    Signature(
      "batch", group: .data, summary: "sets the size of a batch",
      forms: [
        Form("full", [.word("full")]),
        Form("size", [count("size", "N", "batch size"), .optional([.word("ordered")])]),
        Form("show", []),
      ]),
    Signature(
      "layer", group: .model, summary: "adds a layer", details: "Layers stand in the order of their statements.",
      forms: [
        Form(
          "dense",
          [
            .optional([.word("dense")]), count("units", "N", "number of units"), .optional([activation]),
            .options([[.word("times"), count("times", "K", "number of layers")], [.word("bias"), .word("none")]]),
          ]),
        Form(
          "conv2d",
          [.word("conv2d"), count("units", "N", "number of filters"), .word("kernel"), count("kernel", "K", "size")],
          availability: .notBuilt),
        Form(
          "residual", [.word("residual")],
          body: BlockBody(
            "layer residual", holds: ["layer", "activation"], nests: true, .flow, help: "it holds `layer`")),
      ], examples: [Example("layer 5 tanh times 9")], seeAlso: ["output"]),
    Signature(
      "output", group: .model, summary: "adds the last layer",
      forms: [Form("output", [.optional([count("units", "N", "number of units")]), activation])]),
    Signature(
      "activation", group: .model, summary: "sets an activation",
      forms: [
        Form(
          "activation",
          [
            activation,
            .optional([
              .word("on"),
              .oneOf([
                [.word("hidden")],
                [count("from", "K", "layer"), .optional([.word("to"), count("to", "L", "layer")])],
              ]),
            ]),
          ])
      ], traits: .isCompared),
    Signature(
      "init", group: .model, summary: "sets how weights begin",
      forms: [
        Form(
          "init",
          [
            .oneOf([[.word("weights", key: "part")], [.word("bias", key: "part")], [.word("all", key: "part")]]),
            .slot(Slot("scheme", "SCHEME", .choice(schemes))),
          ])
      ]),
    Signature(
      "model", group: .model, summary: "starts a model",
      forms: [Form("model", [.slot(Slot("name", "NAME", .name(.new)))])]),
    Signature(
      "use", group: .model, summary: "goes back to a model",
      forms: [Form("use", [.slot(Slot("name", "NAME", .name(.model)))])]),
    Signature(
      "seed", group: .training, summary: "sets the seed",
      forms: [Form("set", [.slot(Slot("seed", "N", .number(NumberRule("seed", integer: true, in: 0...9e15))))])]),
    Signature(
      "optimizer", group: .training, summary: "chooses the optimizer",
      forms: [Form("optimizer", [.slot(Slot("optimizer", "OPT", .choice(optimizers)))])]),
    Signature(
      "train", group: .training, summary: "trains the model",
      forms: [
        Form("more", [.word("more")]),
        Form(
          "count",
          [
            count("count", "N", "count"), .slot(Slot("unit", "steps|epochs", .unit)),
            .optional([.word("as"), .slot(Slot("name", "NAME", .name(.new)))]),
          ]),
      ]),
    Signature(
      "compare", group: .training, summary: "sets runs side by side",
      forms: [
        Form(
          "compare",
          [
            .repeated(Slot("run", "RUN", .name(.run)), atLeast: 0),
            .optional([.word("by"), .slot(Slot("by", "MEASURE", .measure))]),
          ])
      ]),
    Signature("every", group: .training, summary: "repeats while training", forms: [Form("none", [.word("none")])]),
    Signature(
      "note", group: .script, summary: "tells", forms: [Form("note", [.slot(Slot("text", "\"text\"", .text))])],
      traits: .looks),
    Signature(
      "exit", group: .script, summary: "leaves", forms: [Form("exit", [.optional([count("code", "CODE", "status")])])],
      traits: .endsRun, sweepRefusal: "none can end the script"),
    Signature(
      "save", group: .files, summary: "writes the model",
      forms: [
        Form("model", [.slot(Slot("path", "\"m.safetensors\"", .path(.write(["safetensors"]))))]),
        Form("curve", [.word("curve"), .slot(Slot("path", "\"f.csv\"", .path(.write(["csv"]))))]),
      ]),
    Signature("undo", group: .shell, summary: "takes back", forms: [Form("undo", [])], place: .promptOnly),
    Signature(
      "help", group: .shell, summary: "explains",
      forms: [Form("help", [.optional([.slot(Slot("word", "WORD", .name(.command)))])])]),
  ]

  static let table = SignatureTable(signatures)
  static let matcher = Matcher(table)
}
