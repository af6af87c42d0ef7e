// The article "Use it from Swift" takes its code from here, block by block; a test holds them together, and
// scripts/test builds and runs this package.
import Foundation
import NeuralNetwork
import NeuralNetworkONNX

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  print("usage: flowers TABLE.csv FOLDER")
  exit(2)
}
let (table, folder) = (arguments[1], URL(fileURLWithPath: arguments[2], isDirectory: true))

do {
  // Data
  let data = try Dataset(csv: table, CSVOptions(targets: ["kind"]))
  let split = try Split(rows: data.rows, shares: [80, 20], classes: data.targets.classIndices, seed: 1)
  let scaler = Scaler(.standard, fitting: data, rows: split.train)

  // Network
  let network = Network(layers: [.dense(8, .tanh), .dense(nil, .softmax)]).resolved(for: data)
  let untrained = try ModelState(drawing: network, seed: 1)
  print("\(data.rows) rows of \(data.shape), \(untrained.layout.count) parameters")

  // Training
  let loss = Loss.standard(for: network.outputActivation)
  let units = data.targets.units(for: network.outputActivation)
  let encoding = try TargetEncoding(data.targets, units: units, loss: loss)
  let decision = Decision.standard(units: units, loss: loss, output: network.outputActivation)
  let settings = TrainingSettings(
    loss: loss, optimizer: Optimizer(.adam, rate: 0.01), batch: .rows(16, isOrdered: false), seed: 1)
  let trainer = try Trainer(
    untrained, train: data.samples(rows: split.train, scaler: scaler, encoding: encoding), decision: decision,
    settings: settings)
  trainer.train(.epochs(20))

  // Questions on the way
  let request = TrainingRequest(.epochs(100), checksEpochs: true)
  let (run, outcome) = trainer.train(request) { event, trainer in
    guard case .epoch(let number) = event, let last = trainer.batchLoss else { return .goOn }
    if number % 20 == 0 { print("epoch \(number): loss \(last)") }
    return last < 0.02 ? .stop : .goOn
  }
  print("\(outcome) after step \(trainer.step), \(run.curve.count) points recorded")

  // Judging
  let test = data.samples(rows: split.test, scaler: scaler, encoding: encoding)
  let judged = trainer.evaluate(test)
  let confusion = judged.confusion(of: test, decision)
  print("test: loss \(judged.loss), accuracy \(confusion.accuracy), macro F1 \(confusion.macroMean.f1)")
  for (label, name) in (data.targets.classNames ?? []).enumerated() {
    print("\(name): precision \(confusion.precision(of: label)), recall \(confusion.recall(of: label))")
  }

  // Predicting
  let model = trainer.model
  var flower: [Float] = [5.9, 3.0, 4.2, 1.5]
  scaler.apply(&flower)
  let shares = try model.predict(flower)
  print("\(data.targets.classNames?[decision.chosenClass(shares)] ?? "?"): \(shares)")

  // Saving
  let weights = folder.appendingPathComponent("flowers.safetensors")
  try Data(model.safetensors().bytes).write(to: weights)
  let file = try Safetensors(bytes: Array(Data(contentsOf: weights)))
  let loaded = try untrained.loading(file)
  print("loaded: the same weights: \(loaded.parameters == model.parameters)")

  // All in one file
  let export = ModelExport(
    model: model, scaler: scaler, classes: data.targets.classNames ?? [], decision: decision, training: .init(settings))
  let path = folder.appendingPathComponent("flowers.onnx")
  try Data(export.onnx()).write(to: path)
  let imported = try ImportedModel(onnx: Array(Data(contentsOf: path)))
  var again: [Float] = [5.9, 3.0, 4.2, 1.5]
  imported.scaler?.apply(&again)
  let difference = try zip(imported.model.predict(again), shares).map { abs($0 - $1) }.max() ?? 0
  print("imported: the same prediction: \(difference < 1e-5)")
} catch let error as any LibraryError {
  print("error: \(error)\(error.help.map { "\nhelp: \($0)" } ?? "")")
  exit(1)
}
