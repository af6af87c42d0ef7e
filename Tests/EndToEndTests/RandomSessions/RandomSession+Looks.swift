extension RandomSession {
  /// A statement that changes nothing, whatever it finds; its files begin with `look`.
  mutating func look() -> String {
    let layer = random.number(1...3)
    let part = random.pick(["", " train", " test"])
    let run = runs.isEmpty ? "run1" : random.pick(runs)
    return random.pick([
      "print loss accuracy", "print step epoch parameters layers rate nan", "print precision recall f1 auc r2 mae",
      "print train.loss test.accuracy validation.loss", "print batch.loss",
      "print gradient(\(layer)) dead(\(layer)) saturated(\(layer))",
      "print runs.\(run).loss", "print best.loss", "if loss < 0.5\nprint \"low\"\nelse\nprint \"high\"\nend",
      "while loss < 0\nprint 1\nend", "expect loss < 1000", "print \"{loss} {accuracy}\"",
      "show model", "show data", "show settings", "show weights \(layer)", "show layer \(layer)", "show row \(layer)",
      "show runs",
      "show variables", "show sweep", "show mistakes 2", "gradients", "activations", "diagnose", "check gradients",
      "histogram weights \(layer)", "histogram gradients \(layer)", "histogram outputs \(layer)",
      "plot loss", "plot accuracy log", "plot runs loss", "plot gradients", "plot boundary", "plot network",
      "plot weights \(layer)", "plot activation gelu", "plot confusion", "plot boundary to \"look.svg\"",
      "plot loss to \"look.csv\"", "eval\(part)", "confusion\(part)",
      "predict \(random.pick(["0 1", "1", "1 0 1", "5 3 1 0.2", "2 red"]))",
      "predict csv \"numbers.csv\" to \"look.csv\"", "predict csv \"words.csv\" to \"look.csv\"",
      "export onnx \"look.onnx\"", "export pytorch \"look.py\"", "export keras \"look.py\"", "export c \"look.c\"",
      "export dot \"look.dot\"",
      "save \"look.safetensors\"", "save curve \"look.csv\"", "save session \"look.nn\"",
      "explain loss", "explain nan", "explain backward", "explain backward row 1 weight \(layer) 1 1", "explain tanh",
      "explain adam",
      "compare", "loss", "optimizer", "seed", "batch", "scale", "help train", "apropos loss",
    ])
  }

  /// Files with the weights of every model, and what there is to print.
  func ending(prefix: String) -> [String] {
    ["mode csv"]
      + models.flatMap { name in
        ["use \(name)", "save \"\(prefix)-\(name).safetensors\" with optimizer", "print loss accuracy step"]
      }
  }
}
