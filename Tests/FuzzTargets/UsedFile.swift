import Glibc
import NNCommands
import NNScript

/// Goes on behind a reader: what was accepted is trained, asked, drawn and exported, as a user would.
///
/// A folder of its own holds the file; what statements write there is memory's, where the system has that.
final class UsedFile {
  private let session: Session
  let folder: String

  init() {
    let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(root)/nnsh-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no temporary folder") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var options = SessionOptions()
    options.folder = folder
    options.threads = 1
    // A checkpoint may have years left; the rest takes milliseconds.
    options.limits.seconds = 0.4
    session = Session(console: SilentConsole(), options: options)
  }

  deinit {
    for path in ["\(folder)/ck", folder] {
      guard let handle = opendir(path) else { continue }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink("\(path)/\(name)")
      }
      closedir(handle)
      rmdir(path)
    }
  }

  func write(_ bytes: [UInt8], to name: String) {
    guard let file = fopen("\(folder)/\(name)", "w") else { fatalError("no temporary file") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// Whether the statements were done to their end.
  @discardableResult func run(_ text: String) -> Bool {
    guard case .ready(let program) = session.read(Array(text.utf8), name: "fuzz.nn", kind: .command) else {
      return false
    }
    return session.run(program) == .done
  }

  /// Everything that reads a model's weights, what it learned from, and its data.
  func useModel() {
    for statement in [
      "show model", "show weights", "predict 0.5", "predict 0.5 1", "predict 1 2 3 4", "export c \"m.c\"",
      "export onnx \"m.onnx\"", "export pytorch \"m.py\"", "export keras \"m.py\"", "export dot \"m.dot\"",
      "save \"n.safetensors\" with optimizer", "show classes",
    ] { run(statement) }
    for data in ["data xor", "data table\nrow 1 2 3 4 gives 1\nrow 4 3 2 1 gives 0\nend", "data iris"] where run(data) {
      useData()
    }
  }

  /// Everything that takes rows through a model.
  func useData() {
    for statement in [
      "eval", "forward 1", "backward", "update", "train 1 steps", "train more", "print loss", "predict 1 2",
      "show data", "confusion", "show mistakes 3", "gradients", "activations", "diagnose",
      "predict csv \"rows.csv\" to \"o.csv\"",
      "save \"n.safetensors\" with optimizer", "load \"n.safetensors\"", "export c \"m.c\"", "export onnx \"m.onnx\"",
      "export pytorch \"m.py\"", "plot loss to \"l.svg\"", "save curve \"c.csv\"", "show runs",
    ] { run(statement) }
  }
}

extension FuzzTarget {
  /// Whether the file was accepted: right ones must be.
  @discardableResult package func use(_ bytes: [UInt8]) -> Bool {
    let file = UsedFile()
    file.write(Array("x1,x2,a,b,c,d\n1,2,3,4,red,6\n,x,1,1,blue,0\n".utf8), to: "rows.csv")
    switch self {
    case .model:
      file.write(bytes, to: "m.safetensors")
      let isAccepted = file.run("load \"m.safetensors\"")
      if isAccepted { file.useModel() }
      if file.run("model w\ndata xor\nlayer 2 tanh\noutput 1 sigmoid\nload weights \"m.safetensors\"") {
        file.useData()
      }
      return isAccepted
    case .graph:
      file.write(bytes, to: "m.onnx")
      let isAccepted = file.run("import onnx \"m.onnx\"")
      if isAccepted { file.useModel() }
      return isAccepted
    case .resume:
      mkdir("\(file.folder)/ck", 0o700)
      file.write(Array(#"{"checkpoints": ["step-000000005.safetensors"]}"#.utf8), to: "ck/checkpoints.json")
      file.write(bytes, to: "ck/step-000000005.safetensors")
      let net = "data xor\noptimizer adam rate 0.1\nlayer 2 tanh\noutput 1 sigmoid\n"
      guard file.run(net + "resume \"ck\"") else { return false }
      file.run("train more")
      file.useData()
      return true
    case .data: return useTable(file, bytes)
    case .script, .prompt, .lines, .safetensors, .checkpoint, .idx, .npy, .npz, .csv, .onnx: return false
    }
  }

  /// The first byte chooses the format and the net.
  private func useTable(_ file: UsedFile, _ bytes: [UInt8]) -> Bool {
    let choice = Int(bytes.first ?? 0)
    let (name, statement) = [
      ("d.csv", "data csv \"d.csv\" target a missing drop"),
      ("d.csv", "data csv \"d.csv\" target a as classes missing mean"),
      ("d.npz", "data npz \"d.npz\" x inputs y targets"), ("d.npy", "data npy \"d.npy\" \"d.npy\""),
      ("d.npy", "data npy \"d.npy\" \"d.npy\" as classes"), ("d", "data idx \"d\" \"l\""),
      ("d", "data idx \"i\" \"d\""),
    ][choice % 7]
    file.write(Array(bytes.dropFirst()), to: name)
    file.write([0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9], to: "l")
    file.write([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<12).map { $0 * 20 }, to: "i")
    guard file.run(statement) else { return false }
    file.run(choice & 16 == 0 ? "scale standard" : "scale minmax")
    if choice & 32 != 0 { file.run("split 60 20 20") }
    file.run("layer flatten")
    file.run("layer 2 tanh")
    if !file.run("output softmax") { file.run("output linear") }
    file.useData()
    return true
  }
}
