extension Block {
  /// Every variable that some statement of the block may set.
  package var assignedVariables: Set<String> {
    var names: Set<String> = []
    collectAssigned(into: &names)
    return names
  }

  private func collectAssigned(into names: inout Set<String>) {
    for statement in statements {
      switch statement.kind {
      case .binding(let binding): names.insert(binding.name)
      case .loop(let axis, _): names.insert(axis.name)
      case .expression: names.insert("_")
      // What a sweep sets ends with it.
      case .sweep: continue
      default: break
      }
      for block in statement.kind.blocks { block.collectAssigned(into: &names) }
    }
  }
}
