import NNScript
import Testing

@testable import NNCommands

/// What `--check` can know it says, and what it says is so: random scripts, held against their runs.
@Suite struct ForesightTests {
  private static let statements = [
    "data xor", "data xor", "data parity 3", "data iris", "data sine", "data moons points 20", "data digits",
    "data csv \"plants.csv\" target kind skip id missing drop",
    "data csv \"plants.csv\" target height features leaves missing drop",
    "data csv \"plants.csv\" target kind features height leaves missing mean", "data csv \"words.csv\" target kind",
    "data table\n  row 1 2 gives 0.5\n  row 2 1 gives 0.25\nend",
    "data table\n  row 1 2 gives a\n  row 2 1 gives b\nend",
    "layer 3 tanh", "layer 3 tanh", "layer 2 relu", "layer 4", "layer flatten", "layer dropout 0.5", "layer batchnorm",
    "layer conv2d 2 kernel 2", "layer maxpool2d 2", "layer residual\n  layer 3 tanh\nend", "input 2", "input 8 8 1",
    "output sigmoid", "output sigmoid", "output softmax", "output linear", "output 1 sigmoid", "output 3 softmax",
    "output 2 linear",
    "remove last", "activation relu on 1", "activation tanh on hidden", "freeze 1", "loss mse", "loss bce",
    "loss cross_entropy",
    "loss hinge", "train 2 steps", "train 1 epochs as own", "train until loss < 0.01 limit 3 steps",
    "train until loss < 100 limit 3 steps",
    "reset", "reset seed 4", "seed 3", "batch 3", "split 50 50", "scale standard", "optimizer sgd rate 0.1",
    "precision float64",
    "print loss", "print accuracy", "print gradient(1)", "print dead(2)", "print parameters", "let x = loss",
    "expect loss > -1e9",
    "if loss < 0.7\n  print 1\nend", "if layers > 0\n  eval\nend", "for k in 1 2\n  layer $k tanh\nend",
    "repeat 2\n  train 1 steps\nend",
    "if step > 3\n  loss mse\nelse\n  loss mse\nend", "while step > 1000\n  note again\nend",
    "eval", "predict 1 0", "predict 1 2 3", "predict 5 4", "predict red 4", "show weights 1", "show weights 2",
    "show layer 1", "show model",
    "show mistakes 2", "histogram weights 1", "histogram outputs 2", "gradients", "activations", "check gradients",
    "explain loss",
    "explain backward weight 1 1 1", "set weight 1 1 1 to 0.5", "set bias 2 1 to 1", "forward", "plot network",
    "plot weights 1",
    "save \"m.safetensors\"", "export c \"m.c\"", "load weights \"m.safetensors\"", "model a", "model b", "use a",
    "use main",
    "try loss mse for 3 steps", "try activation relu on 1 for 3 steps",
  ]

  private struct Random {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 11) % count
    }
  }

  private func conversation() throws -> Conversation {
    let conversation = Conversation()
    try conversation.write(
      Array("id,height,leaves,kind\n1,31.5,4,fern\n2,12,9,moss\n3,28,5,fern\n4,,8,moss\n".utf8), to: "plants.csv")
    try conversation.write(Array("color,size,kind\nred,1,a\nblue,2,b\nred,3,b\n".utf8), to: "words.csv")
    return conversation
  }

  /// Sensible beginnings, so that something is trained now and then.
  private func script(_ random: inout Random) -> String {
    var lines: [String] = []
    if random.below(4) > 0 {
      lines =
        [
          ["data xor", "layer 3 tanh", "output sigmoid"], ["data iris", "layer 4 tanh", "output softmax"],
          ["data sine", "layer 3 tanh", "output linear"],
          ["data digits", "layer conv2d 2 kernel 3 tanh", "layer flatten", "output softmax"],
          ["data csv \"plants.csv\" target kind skip id missing drop", "layer 3", "output sigmoid"],
          ["data csv \"words.csv\" target kind", "layer 3 tanh", "output softmax"],
        ][random.below(6)]
    }
    for _ in 0..<(2 + random.below(7)) { lines.append(Self.statements[random.below(Self.statements.count)]) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func codes(_ reported: String) -> [String] {
    reported.matches(of: /error\[(E\d{4})\]/).map { String($0.1) }
  }

  @Test(arguments: 1...8) func whatTheCheckSaysIsSo(seed: Int) throws {
    var random = Random(state: UInt64(seed) &* 0x9e37_79b9_7f4a_7c15)
    for _ in 0..<60 {
      let text = script(&random)
      let checked = try conversation()
      let reading = checked.session.read(Array(text.utf8), name: "test.nn", kind: .script)
      let run = try conversation()
      let id = run.session.sources.add(Source(name: "test.nn", text: text))
      guard case .complete(let block) = Parser.parse(id, in: &run.session.sources, Session.table.dialect) else {
        Issue.record("\(text)")
        continue
      }
      // Names that stand nowhere are another check's.
      let outcome = run.session.run(Program(block: block, kind: .script))
      let found = Self.codes(run.reported).first
      switch reading {
      case .ready:
        #expect(found?.hasPrefix("E04") != true, "not foreseen:\n\(text)\(run.reported)")
      case .failed(let problems):
        let first = problems[0]
        guard first.code.id.hasPrefix("E04") || first.code.id == "E0503" else { continue }
        // What only the run can find may come before; of two reasons for one refusal either will do.
        let isOther = outcome == .failed && found != nil
        #expect(
          found == first.code.id || isOther,
          "wrongly refused with \(first.code.id) \(first.message.english):\n\(text)\(run.reported)")
      case .incomplete: Issue.record("\(text)")
      }
    }
  }
}
