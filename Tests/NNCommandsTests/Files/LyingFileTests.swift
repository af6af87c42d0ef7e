import NNScript
import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// Files whose container is right and whose content does not go with the model: each field that is read is held against
/// it, and the error names the field.
@Suite struct LyingFileTests {
  /// What the entry `nnsh` says beside its statements, and what is said of it. Two inputs, one output.
  private static let metadata: [(String, String)] = [
    (#""scaling":"standard","offsets":[],"factors":[]"#, "'offsets' has 0 numbers, the model takes 2 inputs"),
    (#""scaling":"standard","offsets":[1,2,3],"factors":[1,2,3]"#, "'offsets' has 3 numbers"),
    (#""scaling":"minmax","offsets":[1,2],"factors":[1]"#, "'offsets' has 2 numbers, 'factors' has 1"),
    (#""scaling":"minmax","offsets":[1,2],"factors":[1,"2"]"#, "'factors' is not a list of finite numbers"),
    (#""scaling":"minmax","offsets":[1,1e999],"factors":[1,2]"#, "'offsets' is not a list of finite numbers"),
    (#""scaling":"minmax","offsets":[1,1e200],"factors":[1,2]"#, "'offsets' is not a list of finite numbers"),
    (#""scaling":"minmax","offsets":[1,null],"factors":[1,2]"#, "'offsets' is not a list of finite numbers"),
    (#""scaling":"minmax","factors":[1,2]"#, "'offsets' is missing"),
    (#""scaling":"by","offsets":[],"factors":[]"#, "'factors' is not the one factor"),
    (#""scaling":"by","offsets":[],"factors":[1,2]"#, "'factors' is not the one factor"),
    (#""scaling":"log","offsets":[1,2],"factors":[1,2]"#, "'scaling' is not standard, minmax, by or none"),
    (#""scaling":7,"offsets":[1,2],"factors":[1,2]"#, "'scaling' is not text"),
    (#""classes":["a","b","c"]"#, "'classes' has 3 names, the model gives 1 outputs"),
    (#""classes":["a"]"#, "'classes' has 1 names"), (#""classes":["a","a"]"#, "'classes' is not a list of different"),
    (#""classes":["a",2]"#, "'classes' is not a list of texts"),
    (#""classes":"ab""#, "'classes' is not a list of texts"),
    (#""columns":[]"#, "'columns' is not a list"), (#""columns":[{"name":"a"}]"#, "'columns' makes 1 inputs"),
    (#""columns":[{"name":"a"},{"name":"a"}]"#, "'columns' is not a list of columns with names"),
    (#""columns":[{"name":"a"},{"name":""}]"#, "'columns' is not a list of columns with names"),
    (#""columns":[{"name":"a","words":["x","y","z"]}]"#, "'columns' makes 3 inputs"),
    (#""columns":[{"name":"a","words":["x","x"]}]"#, "'words' is not a list of different words"),
    (#""columns":[{"name":"a","words":[1,2]}]"#, "'words' is not a list of texts"),
    (#""columns":[{"name":"a","words":[]},{"name":"b"},{"name":"c"}]"#, "'words' is not a list of different words"),
    (#""columns":[{"name":"a","mean":1e99},{"name":"b"}]"#, "'mean' is not a finite number"),
    (#""columns":[{"mean":1},{"name":"b"}]"#, "'name' is missing"), (#""columns":[7,8]"#, "'columns' is not an object"),
    (#""columns":{}"#, "'columns' is not a list"),
  ]

  @Test(arguments: metadata.indices) func model(_ index: Int) throws {
    let (fields, says) = Self.metadata[index]
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\nsave \"m.safetensors\"")
    var file = try Self.file("m.safetensors", of: conversation)
    file.metadata["nnsh"] =
      "{\"version\":1,\"statements\":[\"input 2\",\"layer 3 tanh\",\"output 1 sigmoid\"],\(fields)}"
    try conversation.write(file.bytes, to: "d.safetensors")
    let before = conversation.fingerprint
    #expect(conversation.errors("load \"d.safetensors\"") == ["E0703"])
    #expect(conversation.reported.contains(says), "\(conversation.reported)")
    #expect(conversation.fingerprint == before)
  }

  @Test(
    "statements that ask for more than the file holds draw nothing",
    arguments: [
      #"["input 2","layer 100000 tanh","output 1 sigmoid"]"#, #"["input 2","layer 3 tanh","output 3 softmax"]"#,
      #"["input 1000","layer 3 tanh","output 1 sigmoid"]"#, #"["input 2","layer 3 tanh"]"#, #"["input 2",7]"#, "[]",
      "{}",
    ])
  func statements(_ statements: String) throws {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\nsave \"m.safetensors\"")
    var file = try Self.file("m.safetensors", of: conversation)
    file.metadata["nnsh"] = "{\"version\":1,\"statements\":\(statements)}"
    try conversation.write(file.bytes, to: "d.safetensors")
    let before = conversation.fingerprint
    #expect(conversation.run("load \"d.safetensors\"") == .failed)
    #expect(
      conversation.reported.contains(/error\[E0\d{3}\]: 'd\.safetensors'/) || conversation.reported.contains("E04"))
    #expect(conversation.fingerprint == before)
  }

  /// Lines of the entry `nnsh.training`, with what stands there instead; 16 rows in batches of 4 were trained for 2 of 4
  /// epochs, so that step 8 begins epoch 2.
  private static let counts: [(String, String)] = [
    ("progress.row", "5"), ("progress.row", "16"), ("progress.row", "3"), ("progress.row", "-4"),
    ("progress.rows", "2"),
    ("progress.rows", "9007199254740993"), ("progress.batch", "0"), ("progress.batch", "17"),
    ("progress.epoch", "9223372036854775807"), ("progress.epoch", "many"), ("step", "17"), ("step", "1e3"),
    ("start", "9"), ("end", "7"), ("end", "9223372036854775807"), ("length", "0"), ("recordEvery", "0"),
    ("calledEpoch", "3"), ("calledStep", "9"), ("updates", "9223372036854775808"), ("updates", "-1"), ("unit", "weeks"),
    ("optimizer", "adams"), ("version", "9"), ("step", "+8"), ("step", "٨"),
  ]

  @Test(arguments: counts.indices) func checkpoint(_ index: Int) throws {
    let (field, value) = Self.counts[index]
    let conversation = Conversation()
    let model = "data circles points 16\nbatch 4\nlayer 3 tanh\noutput 1 sigmoid\n"
    conversation.output(model + "checkpoint \"ck\" every 2 epochs\ntrain 4 epochs\ncheckpoint none")
    let name = "ck/step-000000008.safetensors"
    try conversation.write(Array(#"{"checkpoints": ["step-000000008.safetensors"]}"#.utf8), to: "ck/checkpoints.json")
    var file = try Self.file(name, of: conversation)
    let text = try #require(file.metadata["nnsh.training"])
    let lines = text.split(separator: "\n").map { $0.hasPrefix(field + " ") ? "\(field) \(value)" : String($0) }
    try #require(lines.joined(separator: "\n") != text)
    let before = conversation.fingerprint
    file.metadata["nnsh.training"] = lines.joined(separator: "\n")
    try conversation.write(file.bytes, to: name)
    #expect(conversation.errors("resume \"ck\"") == ["E0704"], "\(field) \(value)")
    #expect(conversation.fingerprint == before)
    // As it was, it goes on.
    file.metadata["nnsh.training"] = text
    try conversation.write(file.bytes, to: name)
    conversation.output("resume \"ck\"\ntrain more\nexpect step == 16")
  }

  /// Members of the entry `nnsh.session`.
  private static let notes: [(String, String)] = [
    (#""finished": false"#, #""finished": 0"#), (#""seconds": "#, #""seconds": -"#),
    (#""checks": 0"#, #""checks": -1"#),
    (#""checks": 0"#, #""checks": 1e99"#), (#""best": {}"#, #""best": {"a b c": 1}"#),
    (#""best": {}"#, #""best": {"test.loss": "x"}"#), (#""best": {}"#, #""best": []"#),
    (#""figures": {}"#, #""figures": {"test": 1}"#), (#""figures": {}"#, #""figures": {"test": {"loss": "x"}}"#),
    (#""goal": "train 4 epochs""#, #""goal": "train 0 epochs""#), (#""goal": "train 4 epochs""#, #""goal": 4"#),
    (#""goal": "train 4 epochs""#, #""goal": "save \"x.safetensors\"""#),
    (#""settings": ["#, #""settings": [7, "#), (#"{"goal""#, #"["goal""#),
  ]

  @Test(arguments: notes.indices) func session(_ index: Int) throws {
    let (found, wrong) = Self.notes[index]
    let conversation = Conversation()
    conversation.output(
      "data circles points 16\nbatch 4\nlayer 3 tanh\noutput 1 sigmoid\ncheckpoint \"ck\" every 2 epochs\n"
        + "train 4 epochs\ncheckpoint none")
    let name = "ck/step-000000008.safetensors"
    try conversation.write(Array(#"{"checkpoints": ["step-000000008.safetensors"]}"#.utf8), to: "ck/checkpoints.json")
    var file = try Self.file(name, of: conversation)
    let text = try #require(file.metadata["nnsh.session"])
    try #require(text.contains(found), "\(text)")
    file.metadata["nnsh.session"] = text.replacing(found, with: wrong, maxReplacements: 1)
    try conversation.write(file.bytes, to: name)
    let before = conversation.fingerprint
    #expect(conversation.run("resume \"ck\"") == .failed, "\(wrong)")
    #expect(conversation.fingerprint == before)
  }

  private static func file(_ name: String, of conversation: Conversation) throws -> Safetensors {
    try Safetensors(bytes: FileAccess.read(FileLocation("\(conversation.folder)/\(name)")))
  }
}
