import Glibc
import Testing

/// Files that are broken or lie: an error that names file and place, within a second and 100 MB.
@Suite struct BadFileTests {
  private static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 1, 2]
  private static let limits = "ulimit -t 1; ulimit -v 256000; "

  private static let files: [(name: String, bytes: [UInt8], statement: String, says: String)] = [
    ("nan.csv", Array("a,y\n1,0\nnan,1\n".utf8), "data csv $ target y", "line 3, column 1 ('a')"),
    ("inf.csv", Array("a,y\n1,0\ninf,1\n".utf8), "data csv $ target y", "line 3, column 1 ('a')"),
    ("twice.csv", Array("a,a,y\n1,2,0\n".utf8), "data csv $ target y", "columns 1 and 2 have the same name 'a'"),
    ("cut.csv", Array("a,y\n1,0\n\"2,3\n".utf8), "data csv $ target y", "line 3, column 1"),
    ("zeros.csv", zeros(40 << 20), "data csv $ target y", "line 1"),
    ("cell.csv", Array("a,y\n\"".utf8) + zeros(40 << 20), "data csv $ target y", "line 2"),
    ("magic.idx", Array("some words".utf8), "data idx $ \"labels\"", "it begins with 73 6f 6d 65"),
    ("huge.idx", [0, 0, 8, 3] + Array(repeating: 0x7f, count: 12), "data idx $ \"labels\"", "claims 2139062143"),
    ("cut.idx", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1], "data idx $ \"labels\"", "is cut off"),
    ("magic.npy", Array("some words".utf8), "data npy $ \"y.npy\"", "does not begin with"),
    ("huge.npy", array("(4294967296, 4294967296)", []), "data npy $ \"y.npy\"", "claims 4294967296×4294967296"),
    ("cut.npy", array("(2, 3)", [1, 2, 3]), "data npy $ \"y.npy\"", "has 3 bytes of numbers"),
    ("nan.npy", array("(2, 1)", [0, 0, 0, 0, 0, 0, 0xc0, 0x7f]), "data npy $ \"y.npy\"", "nan in row 2, column 1"),
    ("order.npy", array("(4611686018427387904, 4, 0)", [], fortran: true), "data npy $ \"y.npy\"", "has the shape"),
    ("magic.npz", Array("some words".utf8), "data npz $ x a y a", "no zip archive"),
    ("bomb.npz", zip(claiming: 1 << 30), "data npz $ x a y a", "claims to hold 1024 MiB in 4 compressed bytes"),
    ("lie.npz", zip(claiming: 20 << 20), "data npz $ x a y a", "is damaged"),
    ("cut.npz", Array(zip(claiming: 4).prefix(40)), "data npz $ x a y a", "is cut off"),
    ("magic.safetensors", Array("some words".utf8), "load $", "its header claims"),
    ("long.safetensors", number(40 << 20, 8) + zeros(40 << 20), "load $", "its header claims 41943040 bytes"),
    ("deep.safetensors", number(1 << 20, 8) + Array(repeating: 0x5b, count: 1 << 20), "load $", "nested too deep"),
    (
      "huge.safetensors", header(#"{"a":{"dtype":"F32","shape":[1099511627776,1099511627776],"data_offsets":[0,4]}}"#),
      "load $", "tensor 'a'"
    ),
    (
      "cut.safetensors", header(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#), "load $",
      "tensor 'a' ends at byte 8"
    ),
    ("magic.onnx", Array("some words".utf8), "import onnx $", "no ONNX file (byte"),
    ("zeros.onnx", zeros(40 << 20), "import onnx $", "no ONNX file (byte 0)"),
    (
      "cut.onnx", [8, 8, 0x3a, 0xff, 0xff, 0xff, 0x7f, 1], "import onnx $",
      "cut off: a part of 268435455 bytes begins where 1"
    ),
    ("nodes.onnx", graph(of: [0x0a, 0], 150_000), "import onnx $", "more than 100000 nodes"),
    ("constants.onnx", graph(of: [0x2a, 0], 20_000_000), "import onnx $", "more than 100000 nodes"),
    ("sizes.onnx", sizes(20_000_000), "import onnx $", "names and numbers"),
    ("words.onnx", graph(of: [0x0a, 4, 0x0a, 2, 0xff, 0xfe], 1), "import onnx $", "a text is not UTF-8 (byte 8)"),
    ("list.onnx", graph(of: [0x2a, 3, 0x22, 1, 0], 1), "import onnx $", "a list of 1 bytes holds numbers of 4 bytes"),
  ]

  @Test(arguments: files.indices) func answersSoon(_ index: Int) {
    let (name, bytes, statement, says) = Self.files[index]
    let nnsh = Nnsh()
    Self.write(bytes, to: "\(nnsh.folder.path)/\(name)")
    Self.write(Self.labels, to: "\(nnsh.folder.path)/labels")
    Self.write(Self.array("(2,)", [0, 0, 0, 0, 0, 0, 0, 0]), to: "\(nnsh.folder.path)/y.npy")
    nnsh.folder.write(statement.replacing("$", with: "\"\(name)\"") + "\n", to: "t.nn")
    // A build with a sanitizer needs more than that for its own sake.
    let isBounded = nnsh.shell(Self.limits + "exec \"$nnsh\" -c 'print 1'").status == 0
    let result = nnsh.shell((isBounded ? Self.limits : "") + "exec \"$nnsh\" t.nn")
    #expect(result.status == 1, "\(result)")
    #expect(result.errors.contains("t.nn:1:") && result.errors.contains("'\(name)"), "\(result.errors)")
    #expect(result.errors.contains(says), "\(result.errors)")
  }

  @Test(
    "a script without an end is refused",
    .enabled(if: getenv("NNSH_SANITIZER") == nil, "64 MiB take a minute in a build with a sanitizer"),
    arguments: ["/dev/zero", "< /dev/zero", "< /dev/urandom"])
  func endless(_ argument: String) {
    let result = Nnsh().shell("exec \"$nnsh\" \(argument)")
    #expect(result.status == 1)
    #expect(result.errors.contains("error[E0106]: the script is larger than 64 MiB"), "\(result.errors.prefix(500))")
  }

  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

  private static func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func header(_ text: String) -> [UInt8] { number(text.utf8.count, 8) + Array(text.utf8) + zeros(4) }

  private static func array(_ shape: String, _ data: [UInt8], fortran: Bool = false) -> [UInt8] {
    let head = "{'descr': '<f4', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + number(head.utf8.count, 2) + Array(head.utf8) + data
  }

  /// An archive of one entry, a.npy, that says how many bytes it unpacks to and has four.
  private static func zip(claiming size: Int) -> [UInt8] {
    let name = Array("a.npy".utf8)
    let sizes = number(0, 4) + number(4, 4) + number(size, 4) + number(name.count, 2) + number(0, 2)
    let local = [0x50, 0x4b, 3, 4] + number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + sizes + name
    let entry =
      [0x50, 0x4b, 1, 2] + number(20, 2) + number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + sizes
      + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + name
    let end =
      [0x50, 0x4b, 5, 6] + number(0, 4) + number(1, 2) + number(1, 2) + number(entry.count, 4)
      + number(local.count + 4, 4) + number(0, 2)
    return local + [0x4b, 0x04, 0x05, 0x06] + entry + end
  }

  /// An ONNX file whose graph is so many times the same bytes.
  private static func graph(of part: [UInt8], _ count: Int) -> [UInt8] {
    [8, 8, 0x3a] + length(part.count * count) + (0..<count).flatMap { _ in part }
  }

  /// An ONNX file with one constant of so many sizes.
  private static func sizes(_ count: Int) -> [UInt8] {
    let tensor = [0x0a] + length(count) + zeros(count)
    let graph = [0x2a] + length(tensor.count) + tensor
    return [8, 8, 0x3a] + length(graph.count) + graph
  }

  private static func length(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = count
    while rest > 0x7f {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
