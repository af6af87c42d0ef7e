// swift-tools-version: 6.2
import PackageDescription

// In a package of your own: .package(url: "…", from: "0.2.0").
let library = Target.Dependency.product(name: "NeuralNetwork", package: "nnsh")
let package = Package(
  name: "examples",
  dependencies: [.package(name: "nnsh", path: "../..")],
  targets: [
    .executableTarget(name: "table", dependencies: [library]),
    .executableTarget(name: "images", dependencies: [library]),
    .executableTarget(name: "loop", dependencies: [library]),
    .executableTarget(
      name: "flowers", dependencies: [library, .product(name: "NeuralNetworkONNX", package: "nnsh")]),
  ]
)
