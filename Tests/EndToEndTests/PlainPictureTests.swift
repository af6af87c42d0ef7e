import Testing

/// Pictures are plain ASCII wherever braille and blocks may not be there.
@Suite struct PlainPictureTests {
  static let script = """
    data moons points 40
    seed 1
    layer 12 tanh times 2
    output 1 sigmoid
    train 5 epochs
    for what in 1 2
      train 3 epochs
    end
    plot loss
    plot loss log
    plot accuracy
    plot runs loss
    plot boundary
    plot network
    plot gradients
    plot weights 2
    plot activation elu
    plot confusion
    histogram weights 2
    model digits
    data digits
    plot images
    layer flatten
    layer 3 relu
    output softmax
    plot weights 2
    plot confusion
    explain huber
    explain adam

    """

  private func expectASCII(_ text: String, _ what: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    #expect(lines.count > 150, "\(what): \(text)")
    let others = lines.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
    #expect(others.isEmpty, "\(what): \(others.prefix(3))")
  }

  @Test(arguments: ["C", "POSIX", "C.UTF-8"])
  func inAPipe(_ locale: String) {
    var nnsh = Nnsh()
    nnsh.folder.write(Self.script, to: "f.nn")
    nnsh.environment["LANG"] = locale
    let result = nnsh.run("f.nn")
    #expect(result.status == 0, "\(result.errors)")
    expectASCII(result.output, "pipe, \(locale)")
  }

  @Test func onADumbTerminal() {
    let folder = Folder()
    folder.write(Self.script, to: "f.nn")
    let terminal = Terminal("-q", "f.nn", in: folder, environment: ["TERM": "dumb"])
    #expect(terminal.finish() == 0)
    expectASCII(terminal.received, "dumb")
  }

  @Test func elsewhereItIsBraille() {
    let folder = Folder()
    folder.write(Self.script, to: "f.nn")
    let terminal = Terminal("-q", "f.nn", in: folder)
    #expect(terminal.finish() == 0)
    #expect(terminal.received.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
  }
}
