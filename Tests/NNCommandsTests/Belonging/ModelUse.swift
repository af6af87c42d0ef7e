import NNScript

@testable import NNCommands

/// What the statements of the language have to do with a model that stands beside data.
enum ModelUse {
  /// Texts in which the statement computes with the current model and the data; every one of them must hold the two
  /// against each other. `@` stands for a row of four numbers.
  static let both: [String: [String]] = [
    "let": ["let x = loss\nprint $x"], "if": ["if loss < 0.3\n  print accuracy\nend"],
    "while": ["while loss < 0\nend"],
    "print": [
      "print loss", "print accuracy train.mae nan", "print gradient(1)", "print dead(1) saturated(1)", "(loss)",
    ],
    "expect": ["expect loss >= 0"],
    "train": [
      "train 2 steps\nprint step loss", "train\nprint step loss", "train 1 epochs as own\nprint runs.own.loss",
      "train until loss < 0 limit 2 steps\nprint step", "stop when loss < 0\ntrain 2 steps\nprint loss",
      "every 1 steps print step loss\ntrain 2 steps",
    ],
    "sweep": ["sweep n in 1 2\n  measure (loss + 0)\n  train $n steps\nend\nmode csv\nshow sweep"],
    "forward": ["forward", "forward row 1"], "backward": ["forward\nbackward"],
    "update": ["forward\nbackward\nupdate\nprint loss"], "step": ["step\nprint loss"],
    "eval": ["eval", "eval train"], "confusion": ["confusion", "confusion train"],
    "predict": ["predict 0 1 1 0", "predict csv \"rows.csv\" to \"answers.csv\""],
    "show": ["show mistakes 2"], "gradients": ["gradients"], "diagnose": ["diagnose"],
    "plot": ["plot gradients", "plot boundary", "plot confusion"],
    "explain": [
      "explain backward", "explain backward row 1", "explain backward weight 1 1 1", "explain nan", "explain loss",
    ],
    "check": ["check gradients"], "activations": ["activations"],
    "histogram": ["histogram weights 1", "histogram gradients 1", "histogram outputs 1"],
    "save": ["save \"again.safetensors\""],
    "export": ["onnx \"a.onnx\"", "pytorch \"a.py\"", "keras \"b.py\"", "c \"a.c\"", "dot \"a.dot\""].map {
      "export " + $0
    },
    "resume": ["resume \"ck\"\nprint loss"],
  ]

  /// Statements that work on the model as `reset` makes it: that one follows the data.
  static let anew: [String: [String]] = ["try": ["try loss mse for 5 steps", "try optimizer sgd rate 0.5 for 5 steps"]]

  /// Statements that ask the model, and no data: the answer is the same beside any.
  static let model = [
    "print parameters layers step epoch", "show model", "show weights 1", "show layer 1", "plot network",
    "plot weights 1", "set weight 1 1 1 to 0.5\nshow weights 1", "freeze 1\nshow model",
  ]

  /// Forms that compute nothing with a model and data, or have made another of one of them when they do: the ways in
  /// which the two come together are what the test goes through.
  static let neither: Set<String> = [
    "param", "for", "repeat", "include", "note", "pause", "exit", "quit", "data", "row", "split", "scale", "batch",
    "model", "use", "input", "layer", "output", "activation", "init", "seed", "reset", "freeze", "unfreeze", "set",
    "remove", "precision", "loss", "optimizer", "schedule", "regularize", "clip", "stop", "on", "every", "record",
    "measure", "compare", "lesson", "load", "import", "checkpoint", "log", "help", "apropos", "history", "undo", "redo",
    "mode", "redirect", "once", "last", "timer", "clear",
    // Of statements that have other forms which do.
    "show model", "show data", "show settings", "show weights", "show layer", "show row", "show runs", "show variables",
    "show sweep", "plot loss", "plot accuracy", "plot runs", "plot network", "plot weights", "plot activation",
    "plot images", "explain activation", "explain named loss", "explain optimizer", "explain code", "save curve",
    "save session",
    // Needs an interrupted training: a test of its own.
    "train more",
  ]

  /// Forms of a statement, as `name` or, where it has several, `name form`.
  static func forms(of signature: Signature) -> Set<String> {
    signature.forms.isEmpty ? [signature.name] : Set(signature.forms.map { "\(signature.name) \($0.id)" })
  }

  /// The forms that some text of ``both`` stands for.
  static func covered() -> Set<String> {
    var covered: Set<String> = []
    for (name, texts) in both.merging(anew, uniquingKeysWith: +) {
      if Session.table[name]?.forms.isEmpty ?? true { covered.insert(name) }
      for text in texts {
        var sources = SourceMap()
        let id = sources.add(Source(name: "", text: text))
        guard case .complete(let block) = Parser.parse(id, in: &sources, Session.table.dialect) else { continue }
        for case .command(let command) in block.statements.map(\.kind) {
          let invocation = try? Session.matcher.invocation(of: command) { argument, _ in argument.literal }
          if let invocation { covered.insert("\(invocation.signature.name) \(invocation.form)") }
        }
      }
    }
    return covered
  }
}
