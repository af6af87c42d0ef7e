import Glibc
import Testing

@testable import NNCommands
@testable import NeuralNetwork

@Suite struct ExportTests {
  /// The compiler is the judge of the text, the program it makes the judge of the numbers.
  @Test(arguments: TestNets.all) func cCompilesAndAgrees(_ net: String) throws {
    let conversation = Conversation()
    conversation.output(net + "\nexport c \"m.c\"")
    let folder = conversation.folder
    let flags = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror"]
    #expect(try Self.run(["cc"] + flags + ["-o", "\(folder)/m", "\(folder)/m.c", "-lm"]) == 0)
    #expect(try Self.run(["\(folder)/m"]) == 0)
    #expect(try Self.run(["cc"] + flags + ["-DNN_NO_MAIN", "-c", "-o", "\(folder)/m.o", "\(folder)/m.c"]) == 0)
    // The test of the file can fail: another weight gives another number.
    let text = try conversation.contents(of: "m.c")
    let wrong = text.replacing("test_y[] = {\n  ", with: "test_y[] = {\n  9")
    #expect(wrong != text)
    try conversation.write(Array(wrong.utf8), to: "wrong.c")
    #expect(try Self.run(["cc", "-std=c99", "-o", "\(folder)/wrong", "\(folder)/wrong.c", "-lm"]) == 0)
    #expect(try Self.run(["\(folder)/wrong"]) == 1)
  }

  /// A net of known weights: onnxruntime opened these very bytes and gave the same outputs (1.32.0).
  @Test func onnxIsWhatTheRuntimeOpened() throws {
    let conversation = Conversation()
    conversation.output(
      """
      data table
        row 1 2 gives 0.5
        row 3 5 gives -2
      end
      scale by 0.5
      layer 2 gelu
      layer residual
        layer 2 leaky_relu alpha 0.25
      end
      output linear
      init all constant 0.5
      set weight 1 1 2 to -1.5
      set bias 2 1 to 3
      export onnx "m.onnx"
      """)
    #expect(try FileAccess.read(FileLocation("\(conversation.folder)/m.onnx")) == fixture("onnx/residual.onnx"))
  }

  @Test func graphs() throws {
    let conversation = Conversation()
    conversation.output(TestNets.residual + "\nfreeze 1\nexport dot \"m.dot\"")
    let text = try conversation.contents(of: "m.dot")
    #expect(text.contains("layer1 [label=\"1 dense\\n6\\ntanh\\n30 parameters\\nfrozen\"];"))
    #expect(text.contains("layer1 -> sum2 [style=dashed];"))
    #expect(text.contains("layer5 -> output;"))
  }

  @Test(arguments: [("pytorch", "m.py"), ("keras", "m.py")]) func scriptsComeWithTheirWeights(
    tool: String, file: String
  ) throws {
    let conversation = Conversation()
    conversation.output(
      """
      data iris
      layer 4 tanh
      freeze 1
      output softmax
      optimizer nesterov rate 0.05
      schedule warmup 3 steps cosine over 2 epochs
      clip norm 1
      export \(tool) "\(file)"
      """)
    let text = try conversation.contents(of: file)
    #expect(
      text.contains("WEIGHTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), \"m.weights.safetensors\")"))
    let isTorch = tool == "pytorch"
    // Keras's velocities hold the rate of each gradient's own step: under a schedule the script brings the formula.
    #expect(text.contains(isTorch ? "momentum=0.9, nesterov=True" : "step = rate * (g + 0.9 * a)"))
    #expect(
      text.contains(
        isTorch
          ? "return (1 + math.cos(math.pi * step / over)) / 2 if step < over else 0.0"
          : "(1 + ops.cos(math.pi * ops.minimum(step / (2 * self.steps_per_epoch), 1))) / 2"))
    #expect(text.contains("CLASSES = [\"setosa\", \"versicolor\", \"virginica\"]"))
    let other = Conversation()
    try other.write(FileAccess.read(FileLocation("\(conversation.folder)/m.weights.safetensors")), to: "m.safetensors")
    other.output("data iris\nload \"m.safetensors\"\nexpect parameters == 35")
  }

  /// `m.safetensors` is what `save` writes, with the optimizer's state perhaps.
  @Test func exportsLeaveSavedModelsAlone() throws {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput sigmoid\ntrain 20 steps\nsave \"m.safetensors\" with optimizer")
    conversation.output("export pytorch \"m.py\"\nmodel again\nload \"m.safetensors\"\nexpect step == 20")
  }

  /// What Keras's own optimizers and layers compute, they compute; for the rest there is a class.
  @Test func kerasTrainsAsNnshDoes() throws {
    let net = "data iris\nlayer 4 tanh\nlayer batchnorm\noutput softmax\n"
    func text(_ settings: String, _ tool: String = "keras") throws -> String {
      let conversation = Conversation()
      conversation.output(net + settings + "\nexport \(tool) \"m.py\"")
      return try conversation.contents(of: "m.py")
    }
    #expect(try text("optimizer momentum rate 0.1").contains("keras.optimizers.SGD(rate, momentum=0.9)"))
    #expect(try text("optimizer sgd rate 0.1 decay 0.5").contains("keras.optimizers.SGD(rate, weight_decay=0.5)"))
    #expect(try text("optimizer rmsprop").contains("epsilon=1e-08 ** 2"))
    let decay = try text("optimizer adam decay 0.5\nclip norm 2")
    #expect(decay.contains("g = gradient + 0.5 * variable") && decay.contains("Optimizer(rate, global_clipnorm=2.0)"))
    let penalty = try text("regularize l1 0.1 l2 0.2")
    #expect(penalty.split(separator: "kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2)").count == 3)
    #expect(try text("freeze 2", "pytorch").contains("net.get_submodule(\"2\").eval()"))
  }

  @Test func modelsThatCannotLeave() {
    let conversation = Conversation()
    #expect(conversation.errors("export c \"m.c\"") == ["E0403"])
    conversation.run("data xor\nlayer 2 tanh\noutput sigmoid")
    #expect(conversation.errors("export c \"m.onnx\"") == ["E0210"])
    #expect(conversation.errors("export onnx \"/dev/null/m.onnx\"") == ["E0702"])
    conversation.run("on nan continue\nloss mse\noptimizer sgd rate 1e30\ntrain 50 steps")
    #expect(
      conversation.errors("activation linear on 2\nset weight 1 1 1 to 3\ntrain 50 steps\nexport c \"m.c\"") == [
        "E0705"
      ])
  }

  /// A program's exit status.
  private static func run(_ words: [String]) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    let argv = words.map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, words[0], &actions, nil, argv, environ)
    try #require(failure == 0, "\(words[0]) does not start")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128
  }
}
