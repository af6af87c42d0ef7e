import Glibc
import Testing

/// nnsh killed in the middle of training and writing. NNSH_KILLS says how often.
@Suite struct KillTests {
  private static let kills = getenv("NNSH_KILLS").flatMap { Int(String(cString: $0)) } ?? 20

  private static let model = """
    data moons points 64
    split 75 25
    layer 8 tanh
    layer dropout 0.1
    output 1 sigmoid

    """

  /// Begins the training, goes on with it, or finds it finished.
  private static let training =
    model + """
      optimizer adam rate 0.001
      checkpoint "ck" every 40 epochs
      every 50 epochs save "m.safetensors"
      resume "ck" optional
      if epoch == 0
        train 3000 epochs as a
      else if epoch < 3000
        train more
      end
      save "end.safetensors"
      save curve "a.csv"

      """

  @Test("a kill at any moment breaks no file, and the training goes on bit for bit") func kills() {
    let nnsh = Nnsh()
    nnsh.folder.write(Self.training, to: "t.nn")
    var random = SystemRandomNumberGenerator()
    var (resumed, finished) = (0, 0)
    for _ in 0..<Self.kills {
      let delay = UInt32.random(in: 3000...90_000, using: &random)
      let result = nnsh.killed("t.nn", after: delay)
      #expect(!result.errors.contains("error"), "\(result.errors)")
      if result.errors.contains("`train more` goes on") { resumed += 1 }
      if result.errors.contains("its training was finished") {
        finished += 1
        // From the beginning again: a training that is done has nothing to break.
        _ = nnsh.shell("rm -r ck")
      }
      guard nnsh.folder.bytes("m.safetensors") != nil else { continue }
      let loaded = nnsh.run("-c", Self.model + "load weights \"m.safetensors\"")
      #expect(loaded.status == 0, "\(loaded.errors)")
    }
    #expect(nnsh.run("t.nn").status == 0)
    let through = Nnsh()
    through.folder.write(Self.training, to: "t.nn")
    #expect(through.run("t.nn").status == 0)
    for file in ["end.safetensors", "a.csv"] {
      #expect(nnsh.folder.bytes(file) == through.folder.bytes(file), "\(file)")
    }
    print(
      "\(Self.kills) kills, \(resumed) found a training to go on with, \(finished) one that was done; 0 files broken")
  }
}
