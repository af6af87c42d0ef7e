/// The one place that chooses who computes a network.
package enum EngineFactory {
  /// The engine for a configuration.
  package static func engine(for configuration: EngineConfiguration) throws(ShapeError) -> any Engine {
    switch configuration.precision {
    case .float32: try FastEngine(configuration)
    case .float64: try ReferenceEngine<Double>(configuration)
    }
  }
}
