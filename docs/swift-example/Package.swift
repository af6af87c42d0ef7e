// swift-tools-version: 6.2
import PackageDescription

// In a package of your own: .package(url: "…", branch: "main"). The kernels are compiled with flags that Swift's package
// manager takes from branches and folders, not from versions.
let package = Package(
  name: "flowers",
  dependencies: [.package(name: "nnsh", path: "../..")],
  targets: [
    .executableTarget(
      name: "flowers",
      dependencies: [
        .product(name: "NeuralNetwork", package: "nnsh"), .product(name: "NeuralNetworkONNX", package: "nnsh"),
      ])
  ]
)
