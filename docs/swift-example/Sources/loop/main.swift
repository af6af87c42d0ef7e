// A loop of your own: stop when the validation loss has not fallen for 20 epochs, and go back to the best weights.
import NeuralNetwork

let data = try Cloud.moons.dataset(points: 300, noise: 0.2, seed: 1)
let trainer = try Trainer(
  [.dense(16, .relu), .output(.sigmoid)], on: data, split: Split(rows: 300, shares: [60, 20, 20], seed: 1),
  optimizer: .adamw(rate: 0.01), seed: 1)
let path = CommandLine.arguments[1] + "/best.safetensors"
var (best, waited) = (Double.infinity, 0)
for _ in 1...500 where waited < 20 {
  trainer.train(.epochs(1))
  let loss = try trainer.evaluate(.validation).loss
  if loss < best { try trainer.model.save(to: path) }
  (best, waited) = loss < best ? (loss, 0) : (best, waited + 1)
}
let model = try trainer.model.loading(contentsOf: path)
print("validation loss \(best); the best weights give \(try model.predict([0.5, 0.25])[0])")
