import Glibc
import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// The printed tables of a pass by hand, worked out again from the printed numbers alone.
@Suite struct PaperTests {
  /// A table of the output: its column titles, and its rows as numbers (nil: blank or no number).
  private struct Printed {
    var layer: Int
    var titles: [String]
    var rows: [[Double?]]

    func column(_ title: String) -> [Double] {
      guard let index = titles.firstIndex(of: title) else { return [] }
      return rows.map { $0[index] ?? .nan }
    }
  }

  /// Tables with the number of the layer they stand under, 0 before the first.
  private func tables(_ text: String) -> [Printed] {
    var (found, layer, columns): ([Printed], Int, [Range<Int>]) = ([], 0, [])
    var last: [Character] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init) {
      defer { last = line }
      func cells(_ line: [Character]) -> [String] {
        columns.map { range in
          String(line[min(range.lowerBound, line.count)..<min(range.upperBound, line.count)].filter { $0 != " " })
        }
      }
      if line.first == "─" || line.starts(with: "  ─") || line.contains("─") && line.allSatisfy({ "─ ".contains($0) }) {
        columns = []
        for (index, character) in line.enumerated() where character == "─" {
          if index == 0 || line[index - 1] != "─" { columns.append(index..<index) }
          columns[columns.count - 1] = columns[columns.count - 1].lowerBound..<index + 1
        }
        found.append(Printed(layer: layer, titles: cells(last), rows: []))
      } else if String(line).hasPrefix("layer "), let number = Int(String(line.dropFirst(6).prefix { $0 != ":" })) {
        (layer, columns) = (number, [])
      } else if line.starts(with: "  "), line.count > 2, line[2].isLetter {
        // A sentence with numbers, not a row of them.
        columns = []
      } else if !columns.isEmpty {
        let cells = cells(line)
        guard line.count <= columns[columns.count - 1].upperBound, cells.last.flatMap(Double.init) != nil else {
          columns = []
          continue
        }
        found[found.count - 1].rows.append(cells.map(Double.init))
      }
    }
    return found
  }

  /// Half a unit of the last of the 7 digits that a number is printed with.
  private func isPrinted(_ worked: Double, _ printed: Double) -> Bool {
    let unit = printed == 0 ? 0 : pow(10, log10(abs(printed)).rounded(.down) - 6)
    return abs(worked - printed) <= 0.5 * unit * (1 + 1e-6) + 1e-13
  }

  private func expect(_ worked: Double, _ printed: Double?, _ what: String) {
    guard let printed, !printed.isNaN else {
      Issue.record("\(what) is not printed")
      return
    }
    #expect(isPrinted(worked, printed), "\(what): worked out \(worked), printed \(printed)")
  }

  private struct Layer {
    var weights: [[Double]] = []
    var bias: [Double] = []
    var z: [[Double]] = []
    var a: [[Double]] = []
    var dz: [[Double]] = []
  }

  private func grid(_ column: [Double], _ width: Int) -> [[Double]] {
    stride(from: 0, to: column.count, by: width).map { Array(column[$0..<$0 + width]) }
  }

  static let nets = [2, 5].flatMap { units in
    ["sigmoid", "tanh", "relu", "leaky_relu alpha 0.2"].flatMap { activation in
      [1, 2, 7].flatMap { seed in
        ["", "row 2"].map { row in
          (units, units == 2 ? "layer 2 \(activation)" : "layer 5 \(activation) times 9", activation, seed, row)
        }
      }
    }
  }

  @Test(arguments: nets)
  func everyPrintedResultFollowsFromPrintedNumbers(
    _ units: Int, _ layers: String, _ name: String, _ seed: Int, _ row: String
  ) throws {
    let conversation = Conversation()
    conversation.output(
      "data xor\nseed \(seed)\ninit all normal 0 1\n\(layers)\noutput 1 sigmoid\noptimizer sgd rate 0.5\nmode table")
    let words = name.split(separator: " ")
    let activation = Activation(
      try #require(Activation.Kind(rawValue: String(words[0]))), alpha: words.count > 2 ? Double(words[2]) : nil)
    let forward = tables(conversation.output("forward \(row)"))
    let x = forward[0].titles.filter { $0.hasPrefix("x") }.map { forward[0].column($0) }
    let y = forward[0].column("y")
    let rows = y.count
    var passed = (0..<rows).map { row in x.map { $0[row] } }
    var net: [Layer] = []
    for number in 1...(units == 2 ? 2 : 10) {
      let own = forward.filter { $0.layer == number }
      let parameters = try #require(own.first { $0.titles.contains("w1") })
      var layer = Layer()
      layer.bias = parameters.column("b")
      layer.weights = layer.bias.indices.map { unit in
        parameters.titles.filter { $0.hasPrefix("w") }.map { parameters.column($0)[unit] }
      }
      let numbers = try #require(own.first { $0.titles.contains("z") })
      layer.z = grid(numbers.column("z"), layer.bias.count)
      layer.a = grid(numbers.column("a"), layer.bias.count)
      let f = layer.bias.count == 1 ? Activation(.sigmoid) : activation
      for row in 0..<rows {
        for unit in layer.bias.indices {
          let z = zip(layer.weights[unit], passed[row]).reduce(layer.bias[unit]) { $0 + $1.0 * $1.1 }
          expect(z, layer.z[row][unit], "z of layer \(number)")
          expect(f.value(layer.z[row][unit]), layer.a[row][unit], "a of layer \(number)")
        }
      }
      passed = layer.a
      net.append(layer)
    }

    let backward = tables(conversation.output("backward"))
    var slopes: [[[Double]]] = []
    for index in net.indices.reversed() {
      let own = backward.filter { $0.layer == index + 1 }
      let numbers = try #require(own.first { $0.titles.contains("dL/dz") })
      let width = net[index].bias.count
      net[index].dz = grid(numbers.column("dL/dz"), width)
      let (da, slope) = (numbers.column("dL/da"), numbers.column("f'(z)"))
      for row in 0..<rows {
        for unit in 0..<width {
          let dz = net[index].dz[row][unit]
          guard index + 1 < net.count else {
            expect((net[index].a[row][unit] - y[row]) / Double(rows), dz, "dL/dz of the output")
            continue
          }
          let place = row * width + unit
          let arriving = net[index + 1].bias.indices.reduce(0.0) {
            $0 + net[index + 1].weights[$1][unit] * net[index + 1].dz[row][$1]
          }
          expect(arriving, da[place], "dL/da of layer \(index + 1)")
          expect(activation.derivative(net[index].z[row][unit]), slope[place], "f'(z) of layer \(index + 1)")
          expect(da[place] * slope[place], dz, "dL/dz of layer \(index + 1)")
        }
      }
      let gradients = try #require(own.first { $0.titles.contains("dL/dw1") })
      let arrived = index == 0 ? (0..<rows).map { row in x.map { $0[row] } } : net[index - 1].a
      slopes.insert(
        (0..<width).map { unit in
          let biases = (0..<rows).reduce(0.0) { $0 + net[index].dz[$1][unit] }
          expect(biases, gradients.column("dL/db")[unit], "dL/db of layer \(index + 1)")
          return arrived[0].indices.map { input in
            let printed = gradients.column("dL/dw\(input + 1)")[unit]
            let worked = (0..<rows).reduce(0.0) { $0 + net[index].dz[$1][unit] * arrived[$1][input] }
            expect(worked, printed, "dL/dw of layer \(index + 1)")
            return printed
          }
        }, at: 0)
    }

    let update = tables(conversation.output("update"))
    #expect(update.count == net.count)
    for table in update {
      for (place, row) in table.rows.enumerated() {
        let (w, slope) = (table.column("w")[place], table.column("dL/dw")[place])
        expect(w - 0.5 * slope, table.column("neww")[place], "new w of layer \(table.layer)")
        guard let unit = row[1], let input = row[2] else { continue }
        #expect(slope == slopes[table.layer - 1][Int(unit) - 1][Int(input) - 1])
        #expect(w == net[table.layer - 1].weights[Int(unit) - 1][Int(input) - 1])
      }
    }
    // It is the network's own update that was done; ten layers with weights of 1 make more of a last digit.
    let printed = update.flatMap { table in table.column("neww") }
    for (shown, own) in zip(printed, conversation.parameters) { #expect(abs(shown - own) < 1e-4) }
  }

  @Test func theNetworksOwnNumbersAreNearby() throws {
    let conversation = Conversation()
    conversation.console.width = 10_000
    conversation.output("data xor\nlayer 5 tanh times 9\noutput 1 sigmoid\nseed 3\ninit all normal 0 1\nmode table")
    let shown = conversation.output("forward")
    let line = try #require(shown.split(separator: "\n").last)
    #expect(line.contains("every result follows from the numbers printed"))
    #expect(try #require(line.split(separator: " ").last.flatMap { Double($0) }) < 1e-5)
  }

  @Test func aRowWithoutZerosIsWorkedOut() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 2 tanh\noutput 1 sigmoid\nmode table")
    #expect(conversation.output("forward").contains("row 4, unit 1: z = "))
  }
}
