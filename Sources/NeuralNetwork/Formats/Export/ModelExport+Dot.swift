/// The model as a graph for Graphviz: `dot -Tsvg m.dot > m.svg`.
extension ModelExport {
  /// The text of a `.dot` file.
  public func dotSource() throws(ExportError) -> String {
    var lines = [
      "// Written by nnsh: dot -Tsvg FILE.dot > FILE.svg", "digraph model {", "  rankdir=TB;",
      "  node [shape=box, fontname=\"Helvetica\"];", "  input [label=\"input\\n\(inputShape)\", shape=ellipse];",
    ]
    var last = "input"
    var open: [String] = []
    var sums = 0
    for step in try steps() {
      switch step {
      case .open: open.append(last)
      case .close:
        sums += 1
        let name = "sum\(sums)"
        lines += [
          "  \(name) [label=\"+\", shape=circle];", "  \(last) -> \(name);",
          "  \(open.removeLast()) -> \(name) [style=dashed];",
        ]
        last = name
      case .activation: break
      case .layer(let layer, let index, _, let output):
        let name = "layer\(index + 1)"
        let count = model.layout.count(ofLayer: index)
        let parts =
          ["\(index + 1) \(layer.name)", "\(output)"]
          + (layer.activation.kind == .linear ? [] : [layer.activation.kind.rawValue])
          + (count > 0 ? ["\(count) parameters"] : []) + (layer.isFrozen ? ["frozen"] : [])
        lines += ["  \(name) [label=\"\(parts.joined(separator: "\\n"))\"];", "  \(last) -> \(name);"]
        last = name
      }
    }
    return (lines + ["  output [label=\"output\\n\(outputShape)\", shape=ellipse];", "  \(last) -> output;", "}"])
      .joined(separator: "\n") + "\n"
  }
}
