/// Which numbers a dropout layer leaves out: a hash of where and when, so that the bits depend on nothing else.
///
/// Number `element` = row · width + unit (row within the batch) of layer `layer` (from 0) at the update that follows
/// `step` earlier ones is kept if the upper 24 bits of mix(layerKey + element), as a number in [0, 1), are at least p,
/// with layerKey = mix(mix(key + step) + layer). `mix` is the finaliser of splitmix64.
package struct DropoutMask: Sendable {
  package let layerKey: UInt64

  /// - Parameter key: ``key(seed:)``, the same for a whole run.
  package init(key: UInt64, step: Int, layer: Int) {
    layerKey = RandomStream.mix(RandomStream.mix(key &+ UInt64(truncatingIfNeeded: step)) &+ UInt64(layer))
  }

  package static func key(seed: UInt64) -> UInt64 { RandomStream.key(seed, .dropout, index: 0) }

  package func keeps(_ element: Int, share: Float) -> Bool {
    let bits = RandomStream.mix(layerKey &+ UInt64(element)) >> 40
    return Float(bits) * 0x1p-24 >= share
  }
}
