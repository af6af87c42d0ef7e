import Glibc
import Testing

@testable import NNCommands
@testable import NNScript

@Suite struct FashionMNISTTests {
  @Test func aMissingPackageIsNamedWithWhatInstallsIt() throws {
    let conversation = Conversation()
    let place = SourceRange(source: 0, lower: 0, upper: 18)
    let stop = #expect(throws: Stop.self) {
      _ = try conversation.session.fashionMNIST(in: [conversation.folder, "/nowhere"], at: place)
    }
    guard case .failed(let diagnostics) = try #require(stop) else {
      Issue.record("\(String(describing: stop))")
      return
    }
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1 && diagnostic.code.id == "E0507")
    #expect(diagnostic.range == place)
    #expect(diagnostic.message.english.contains("dataset-fashion-mnist"))
    #expect(diagnostic.help?.english.contains("apt-get install dataset-fashion-mnist") == true)
  }

  /// Half a package is damaged data, not a missing package.
  @Test func aDamagedFileIsNamed() throws {
    let conversation = Conversation()
    let path = "\(conversation.folder)/train-images-idx3-ubyte.gz"
    let file = try #require(fopen(path, "w"))
    fputs("no images", file)
    fclose(file)
    let stop = #expect(throws: Stop.self) {
      _ = try conversation.session.fashionMNIST(
        in: [conversation.folder], at: SourceRange(source: 0, lower: 0, upper: 1))
    }
    guard case .failed(let diagnostics) = try #require(stop) else {
      Issue.record("\(String(describing: stop))")
      return
    }
    #expect(diagnostics.map(\.code.id) == ["E0506"])
    #expect(diagnostics[0].message.english.contains(path))
  }
}
