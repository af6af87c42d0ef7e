import NNScript
import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// Models, data and weights without a session.
@Suite struct WorkspaceTests {
  private typealias Workspace = NNCommands.Workspace

  private let range = SourceRange(source: 0, lower: 0, upper: 0)

  private func workspace(_ gate: TruthTable.Gate, units: Int = 3) throws -> Workspace {
    var workspace = Workspace()
    try workspace.give(gate, at: range)
    workspace.description.model.network.layers = [.dense(units, Activation(.tanh)), .dense(1, Activation(.sigmoid))]
    workspace.description.model.network.hasOutput = true
    return workspace
  }

  @Test func aModelIsDrawnWhenItIsAskedFor() throws {
    var workspace = try workspace(.xor)
    #expect(workspace.model == nil)
    let drawn = try workspace.initializedModel(at: range)
    #expect(drawn.layout.count == 3 * 3 + 4)
    #expect(try workspace.initializedModel(at: range).parameters == drawn.parameters)
    workspace.description.settings[.seed] = 7
    #expect(try workspace.initializedModel(at: range).parameters != drawn.parameters)
    workspace.description.settings[.seed] = 0
    #expect(try workspace.initializedModel(at: range).parameters == drawn.parameters)
  }

  @Test func whatWasTrainedIsKeptWhateverTheSeed() throws {
    var workspace = try workspace(.xor)
    let model = try workspace.initializedModel(at: range)
    let data = try workspace.preparedData(for: model.network, at: range)
    let trainer = try workspace.trainer(of: model, data, validates: false, at: range)
    _ = trainer.train(Period(5, .steps))
    workspace.keep(trainer.model)
    workspace.description.settings[.seed] = 7
    #expect(try workspace.initializedModel(at: range).parameters == trainer.model.parameters)
    #expect(workspace.withoutCaches.model?.parameters == trainer.model.parameters)
    workspace.forgetWeights()
    #expect(try workspace.initializedModel(at: range).step == 0)
  }

  @Test func rowsArePreparedAnewForOtherData() throws {
    var workspace = try workspace(.xor)
    let network = try workspace.network(at: range)
    let first = try workspace.preparedData(for: network, at: range).key
    #expect(try workspace.preparedData(for: network, at: range).key == first)
    try workspace.give(.and, at: range)
    #expect(try workspace.preparedData(for: network, at: range).key != first)
  }

  @Test func measuresAreOfTheWeights() throws {
    var workspace = try workspace(.xor)
    let (evaluation, samples) = try workspace.evaluation(of: "train", revision: 0, at: range)
    #expect(samples.rows == 4 && evaluation.loss.isFinite)
    let (_, survey) = try workspace.survey(revision: 0, at: range)
    #expect(survey.layers.count == 2)
    #expect(throws: Diagnostic.self) { try workspace.evaluation(of: "test", revision: 0, at: range) }
  }

  @Test func whatDoesNotBelongTogetherIsRefused() throws {
    var empty = Workspace()
    #expect(throws: Diagnostic.self) { try empty.initializedModel(at: range) }
    var workspace = try workspace(.xor)
    let model = try workspace.initializedModel(at: range)
    workspace.description.model.markTrained(model.network)
    let parity = try TruthTable.parity(bits: 3).dataset()
    workspace.description.data = DataOutline(parity)
    workspace.take(parity)
    #expect(throws: Diagnostic.self) { try workspace.preparedData(for: model.network, at: range) }
  }

  @Test func copiesShareTheMemory() throws {
    var workspace = try workspace(.xor, units: 1000)
    workspace.description.memory = MemoryBudget(limit: 100 << 20)
    workspace.copies = 1 << 30
    #expect(throws: Diagnostic.self) { try workspace.initializedModel(at: range) }
    workspace.copies = 1
    #expect(throws: Never.self) { try workspace.initializedModel(at: range) }
  }
}

extension NNCommands.Workspace {
  fileprivate mutating func give(_ gate: TruthTable.Gate, at range: SourceRange) throws {
    let dataset = try TruthTable.gate(gate).dataset()
    try description.setData(DataOutline(dataset), at: range)
    take(dataset)
  }
}
