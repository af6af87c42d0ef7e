import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// `plot loss|accuracy|runs [MEASURE]|gradients [log] [to "f.svg"|"f.csv"]`.
struct Plot: SessionCommand {
  var signature: Signature {
    let trained = "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 200 steps as first\ntrain 200 steps as second"
    let later = { (word: String) in
      Form(word, [.word(word), .repeated(Slot("argument", "…", .any), atLeast: 0)], availability: .notBuilt)
    }
    let measure = Pattern.optional([.oneOf([[.word("loss")], [.word("accuracy")]])])
    return Signature(
      "plot", group: .looking, summary: "draw curves in the terminal or into a file",
      details: """
        `loss` and `accuracy` draw the last run (with the validation part where there is one), `runs` all runs together, \
        `gradients` a bar a layer. `log` makes the value axis logarithmic; `to` writes an SVG picture or the points as CSV.
        """,
      forms: [
        Form("loss", [.word("loss")] + Self.ending), Form("accuracy", [.word("accuracy")] + Self.ending),
        Form("runs", [.word("runs"), measure] + Self.ending), Form("gradients", [.word("gradients")] + Self.ending),
      ] + ["boundary", "network", "weights", "activation", "confusion", "images"].map(later),
      examples: [
        Example("plot loss", setup: trained), Example("plot runs loss log", setup: trained),
        Example("plot runs accuracy to \"runs.svg\"", setup: trained),
        Example("plot gradients", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid"),
      ],
      seeAlso: ["train", "record", "save", "gradients"])
  }

  private static let ending: [Pattern] = [
    .options([[.word("log")], [.word("to"), .slot(Slot("path", "\"f.svg\"", .path(.write(["svg", "png", "csv"]))))]])
  ]

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let isLogarithmic = call.arguments.has("log")
    let chart: any Chart
    switch call.form {
    case "gradients":
      chart = try session.gradientProfile(at: call.range).bars(isLogarithmic: isLogarithmic)
    case "runs":
      chart = try session.runsChart(
        call.arguments.has("accuracy") ? "accuracy" : "loss", isLogarithmic: isLogarithmic, at: call.range)
    default: chart = try session.lastRunChart(call.form, isLogarithmic: isLogarithmic, at: call.range)
    }
    try session.draw(chart, to: call.arguments.text("path"), at: call.arguments.range("path") ?? call.range)
  }
}
