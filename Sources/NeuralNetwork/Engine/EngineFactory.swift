/// The one place that chooses who computes a network.
package enum EngineFactory {
  /// The engine for a configuration.
  package static func engine(for configuration: EngineConfiguration) throws(ShapeError) -> any Engine {
    switch configuration.precision {
    case .float32:
      FastEngine.computes(configuration.network)
        ? try FastEngine(configuration) : try ReferenceEngine<Float>(configuration)
    case .float64: try ReferenceEngine<Double>(configuration)
    }
  }
}
