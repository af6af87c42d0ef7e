/// What the Python files of an exported model have in common.
struct PythonText {
  let export: ModelExport
  /// The file of the weights, as the script finds it beside itself.
  let weights: String

  static func number(_ number: Double) -> String { "\(number)" }
  static func list(_ numbers: [Double]) -> String { "[" + numbers.map(Self.number).joined(separator: ", ") + "]" }

  /// A string literal, all of it ASCII.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5c: result += "\\" + String(scalar)
      case 0x20..<0x7f: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }

  /// Reads the weights without any package of their own.
  static let reader = """
    def read_safetensors(path):
        \"\"\"Tensors by their names, as NumPy arrays.\"\"\"
        with open(path, "rb") as file:
            length = struct.unpack("<Q", file.read(8))[0]
            header = json.loads(file.read(length))
            data = file.read()
        types = {"F32": "<f4", "F64": "<f8"}
        return {
            name: numpy.frombuffer(data[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items() if name != "__metadata__"
        }


    """

  /// SCALE, RATE and what else is said once at the top.
  var constants: [String] {
    var lines = ["WEIGHTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), \(Self.quoted(weights)))"]
    if let scaling = export.scaling {
      lines += ["OFFSET = \(Self.list(scaling.offsets))", "FACTOR = \(Self.list(scaling.factors))"]
    }
    if !export.classes.isEmpty {
      lines.append("CLASSES = [\(export.classes.map(Self.quoted).joined(separator: ", "))]")
    }
    lines += [
      "RATE = \(export.training.optimizer.rate)", "BATCH = \(export.training.batch.map(String.init) ?? "None")",
    ]
    return lines
  }

  /// `share(step, steps_per_epoch)`: the rate of a step as a share of RATE.
  var schedule: String {
    let schedule = export.training.schedule
    func steps(_ period: Period) -> String {
      period.unit == .steps ? "\(period.count)" : "\(period.count) * steps_per_epoch"
    }
    var lines = [
      "def share(step, steps_per_epoch):", "    \"\"\"The rate of a step (from 0) as a share of RATE.\"\"\"",
    ]
    if let warmup = schedule.warmup {
      lines += [
        "    warmup = \(steps(warmup))", "    if step < warmup:", "        return (step + 1) / warmup",
        "    step -= warmup",
      ]
    }
    switch schedule.form {
    case .constant: lines.append("    return 1.0")
    case .step(let every, let factor): lines.append("    return \(factor) ** (step // (\(steps(every))))")
    case .exponential(let factor): lines.append("    return \(factor) ** (step // steps_per_epoch)")
    case .cosine(let over):
      lines += [
        "    over = \(steps(over))",
        "    return (1 + math.cos(math.pi * step / over)) / 2 if step < over else 0.0",
      ]
    }
    return lines.joined(separator: "\n") + "\n\n\n"
  }

  /// Rows of inputs and what nnsh said to them.
  var samples: [String] {
    [
      "TEST_X = [\(export.samples.map { "\n    " + Self.list($0.input.map(Double.init)) }.joined(separator: ","))]",
      "TEST_Y = [\(export.samples.map { "\n    " + Self.list($0.output) }.joined(separator: ","))]",
    ]
  }

  var tolerance: String { export.model.precision == .float64 ? "1e-9" : "1e-5" }
}
