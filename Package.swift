// swift-tools-version: 6.2
import PackageDescription

/// `scripts/test` and `scripts/check` set NNSH_STRICT: there a warning is an error. A user's newer compiler, with
/// warnings nobody has seen yet, still builds.
///
/// The package manager builds no package with unsafe flags that somebody depends on by version, so there are none unless
/// one of these two variables is set.
let strict = Context.environment["NNSH_STRICT"] != nil
let swiftFlags: [SwiftSetting] = strict ? [.unsafeFlags(["-warnings-as-errors"])] : []
let cFlags: [CSetting] = strict ? [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])] : []

/// Every script sets NNSH_OPTIMIZED: kernels are optimized in debug builds too, without which tests would take minutes, and
/// with -O3 where the package manager's release builds say -O2. The numbers are the same bits either way.
let isOptimized = strict || Context.environment["NNSH_OPTIMIZED"] != nil
let kernelFlags: [CSetting] = isOptimized ? [.unsafeFlags(["-O3"])] : []

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftFlags)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: swiftFlags)
}

/// Only `scripts/fuzz` builds it: libFuzzer brings a `main` of its own.
let fuzzer: [Target] =
  Context.environment["NNSH_FUZZER"] == nil
  ? []
  : [
    .executableTarget(
      name: "nnsh-fuzz", dependencies: ["FuzzTargets", "CAllocations"], path: "Tests/nnsh-fuzz",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "nnsh",
  products: [
    .library(name: "NeuralNetwork", targets: ["NeuralNetwork"]),
    .library(name: "NeuralNetworkONNX", targets: ["NeuralNetworkONNX"]),
    .executable(name: "nnsh", targets: ["nnsh"]),
  ],
  dependencies: [
    // Its traits bring streams of Foundation, which nothing here reads.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: [])
  ],
  targets: [
    .target(name: "CKernels", cSettings: kernelFlags + cFlags),
    .target(name: "CLineEditor", cSettings: cFlags, linkerSettings: [.linkedLibrary("readline")]),
    // libgomp: oneDNN's own threads, which our loops share.
    .target(
      name: "COneDNN", dependencies: ["CKernels"], cSettings: cFlags,
      linkerSettings: [.linkedLibrary("dnnl"), .linkedLibrary("gomp")]),
    // libcairo2 is loaded when the first PNG is drawn: neither its headers nor its place matter to the build.
    .target(name: "CCairo", cSettings: cFlags, linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CZlib", cSettings: cFlags, linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CDatasets", exclude: ["digits.inc"], cSettings: cFlags),
    .target(name: "CTables", exclude: ["powers.inc"], cSettings: kernelFlags + cFlags),
    .target(
      name: "ONNXSchema", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["onnx.proto"], swiftSettings: swiftFlags),
    module("NNText"),
    module("NeuralNetwork", ["NNText", "CKernels", "COneDNN", "CZlib", "CDatasets", "CTables"]),
    module("NeuralNetworkONNX", ["NeuralNetwork", "NNText", "ONNXSchema"]),
    module("NNScript", ["NNText"]),
    module("NNPlot", ["NNText", "CCairo"]),
    module("NNCommands", ["NNScript", "NNPlot", "NeuralNetwork", "NeuralNetworkONNX", "NNText"]),
    module("NNShell", ["NNCommands", "NNScript", "NNText", "CLineEditor"]),
    module("NNCommandLine", ["NNShell", "NNText"]),
    .executableTarget(name: "nnsh", dependencies: ["NNCommandLine"], cSettings: cFlags),
    .target(name: "CLimits", dependencies: ["COneDNN"], cSettings: kernelFlags + cFlags),
    .executableTarget(
      name: "nnsh-bench", dependencies: ["NeuralNetwork", "CKernels", "COneDNN", "CLimits"], swiftSettings: swiftFlags),
    tests("CKernelsTests", ["CKernels"]),
    tests("NNTextTests", ["NNText"]),
    tests("NNScriptTests", ["NNScript", "NNText"]),
    tests("NNPlotTests", ["NNPlot", "NNText"]),
    .target(name: "CAllocations", path: "Tests/CAllocations", cSettings: cFlags),
    tests("NeuralNetworkTests", ["NeuralNetwork", "CKernels", "CTables", "CAllocations"]),
    tests("NNCommandsTests", ["NNCommands", "NNScript", "NeuralNetwork", "NeuralNetworkONNX"]),
    tests("ScriptTests", ["nnsh"], exclude: ["Scripts"]),
    tests("NNShellTests", ["NNShell", "NNCommands", "NNScript", "NNText"]),
    tests("EndToEndTests", ["nnsh"]),
    .target(
      name: "FuzzTargets",
      dependencies: ["NNShell", "NNCommands", "NNScript", "NeuralNetwork", "NeuralNetworkONNX", "ONNXSchema"],
      path: "Tests/FuzzTargets", swiftSettings: swiftFlags),
    tests("FuzzTests", ["FuzzTargets", "NeuralNetwork", "CAllocations"]),
  ] + fuzzer,
  swiftLanguageModes: [.v6]
)
