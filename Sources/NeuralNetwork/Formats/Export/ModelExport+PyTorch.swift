/// The model as a script for PyTorch: the same `nn.Sequential`, its weights from a safetensors file, a training loop
/// with the same loss, optimizer and schedule, and a check of its predictions.
extension ModelExport {
  /// - Parameter weights: name of the safetensors file beside the script.
  public func pyTorchSource(weights: String) throws(ExportError) -> String {
    let python = PythonText(export: self, weights: weights)
    let steps = try steps()
    let hasImages = inputShape.isImage
    let type = model.precision == .float64 ? "float64" : "float32"
    var lines = [
      "\"\"\"A neural network, written by nnsh: \(inputShape) -> \(outputShape), \(model.layout.count) parameters.",
      "", "python THIS_FILE loads the weights beside it and compares predictions with those of nnsh.", "\"\"\"",
      "import json", "import math", "import os", "import struct", "", "import numpy", "import torch",
      "from torch import nn",
      "from torch.nn import functional", "", "torch.set_default_dtype(torch.\(type))",
    ]
    lines += python.constants + python.samples + ["", ""]
    lines += Self.helpers(steps)
    lines.append("net = nn.Sequential(")
    lines += modules(steps)
    lines += [")", "", ""]
    lines += [PythonText.reader + python.schedule]
    lines += [
      """
      def load(path=WEIGHTS):
          tensors = {name: torch.tensor(array) for name, array in read_safetensors(path).items()}
          missing, unexpected = net.load_state_dict(tensors, strict=False)
          # How many batches a normalization has seen is not stored: nothing is computed from it.
          assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing), (missing, unexpected)


      def prepared(x):
          \"\"\"Inputs as in the data: rows\(hasImages ? ", height, width, channels" : " x features"); scaled here.\"\"\"
          x = torch.as_tensor(x, dtype=torch.get_default_dtype()).reshape(-1, \(inputShape.dimensions.map(String.init).joined(separator: ", ")))
      """
    ]
    let shape = inputShape.dimensions.map(String.init).joined(separator: ", ")
    if scaling != nil {
      let numbers = scaling?.offsets.count == 1 ? "" : ".reshape(\(shape))"
      lines.append("    x = (x - torch.tensor(OFFSET)\(numbers)) * torch.tensor(FACTOR)\(numbers)")
    }
    lines += ["    return x\(hasImages ? ".permute(0, 3, 1, 2)" : "")", "", ""]
    lines += [
      """
      def predict(x):
          net.eval()
          with torch.no_grad():
              y = net(prepared(x))
          return y\(outputShape.isImage ? ".permute(0, 2, 3, 1)" : "")


      """
    ]
    lines += [try trainingText()]
    lines += [
      """
      if __name__ == "__main__":
          load()
          x = torch.tensor(TEST_X).reshape(-1, \(shape))
          difference = (predict(x).reshape(len(x), -1) - torch.tensor(TEST_Y)).abs().max().item()
          print(f"{len(x)} rows, largest difference {difference:.2g}")
          assert difference <= \(python.tolerance)
      """
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Classes of modules that PyTorch does not have, those in use.
  private static func helpers(_ steps: [Step]) -> [String] {
    var lines: [String] = []
    func uses(_ test: (Step) -> Bool) -> Bool { steps.contains(where: test) }
    if uses({
      if case .layer(let layer, _, _, _) = $0, case .conv2d(let it) = layer.kind { it.padding == .same } else { false }
    }) {
      lines += [
        """
        class SameConv2d(nn.Conv2d):
            \"\"\"A convolution with the padding that Keras calls same.\"\"\"

            def forward(self, x):
                k, s = self.kernel_size[0], self.stride[0]
                pads = []
                for length in (x.shape[3], x.shape[2]):
                    total = max((math.ceil(length / s) - 1) * s + k - length, 0)
                    pads += [total // 2, total - total // 2]
                return super().forward(functional.pad(x, pads))


        """
      ]
    }
    if uses({
      if case .layer(let layer, _, let input, _) = $0, case .layerNorm = layer.kind { input.isImage } else { false }
    }) {
      lines += [
        """
        class ChannelNorm(nn.LayerNorm):
            \"\"\"A layer normalization over the channels of each position of an image.\"\"\"

            def forward(self, x):
                return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


        """
      ]
    }
    if uses({ if case .open = $0 { true } else { false } }) {
      lines += [
        """
        class Residual(nn.Sequential):
            def forward(self, x):
                return x + super().forward(x)


        """
      ]
    }
    return lines
  }

  private func modules(_ steps: [Step]) -> [String] {
    var depth = 1
    var lines: [String] = []
    for step in steps {
      func add(_ text: String) { lines.append(String(repeating: "    ", count: depth) + text) }
      switch step {
      case .open:
        add("Residual(")
        depth += 1
      case .close:
        depth -= 1
        add("),")
      case .activation(let activation, _, _): add("nn.\(activation.spelling.pyTorch),")
      case .layer(let layer, _, let input, let output): add(Self.module(layer, input, output) + ",")
      }
    }
    return lines
  }

  private static func module(_ layer: Layer, _ input: Shape, _ output: Shape) -> String {
    switch layer.kind {
    case .dense(let dense): "nn.Linear(\(input.count), \(output.count)\(dense.hasBias ? "" : ", bias=False"))"
    case .conv2d(let it):
      "\(it.padding == .same ? "SameConv2d" : "nn.Conv2d")(\(input.channels), \(it.filters), \(it.kernel), stride=\(it.stride)\(it.hasBias ? "" : ", bias=False"))"
    case .pool2d(let pool): "nn.\(pool.spelling.pyTorch)"
    case .batchNorm(let norm):
      "nn.BatchNorm\(input.isImage ? "2" : "1")d(\(input.channels), eps=\(norm.epsilon), momentum=\(norm.momentum))"
    case .layerNorm(let norm):
      "\(input.isImage ? "ChannelNorm" : "nn.LayerNorm")(\(input.channels), eps=\(norm.epsilon))"
    case .flatten: "nn.Flatten()"
    case .dropout(let dropout): "nn.Dropout(\(dropout.share))"
    }
  }

  private func trainingText() throws(ExportError) -> String {
    let training = training
    let optimizer = training.optimizer.spelling
    let loss = training.loss.form(behind: model.network.outputActivation)
    var lines = optimizer.pyTorchClass.map { [$0, "", ""] } ?? []
    lines += [
      "def loss_of(x, y):",
      "    \"\"\"y: rows x outputs\(classes.isEmpty ? "" : "; of classes as nnsh encodes them (one column of 0 and 1, or one a class)").\"\"\"",
      "    h = \(loss.readsSums ? "net[:-1](x)  # the sums before the last activation" : "net(x)")",
      "    return \(loss.spelling.pyTorch)", "", "",
      "def train(x, y, epochs):", "    x, y = prepared(x), torch.as_tensor(y, dtype=torch.get_default_dtype())",
    ]
    let frozen = model.layout.tensors.filter { model.network.layers[$0.layer].isFrozen }.map {
      PythonText.quoted($0.name)
    }
    if !frozen.isEmpty {
      lines += [
        "    for name, parameter in net.named_parameters():",
        "        if name in {\(frozen.joined(separator: ", "))}:", "            parameter.requires_grad_(False)",
      ]
    }
    lines += [
      "    parameters = [parameter for parameter in net.parameters() if parameter.requires_grad]",
      "    optimizer = \(optimizer.pyTorchClass == nil ? "torch.optim." : "")\(optimizer.pyTorch)",
      "    batch = BATCH or len(x)",
      "    steps_per_epoch = math.ceil(len(x) / batch)", "    step = 0", "    net.train()",
    ]
    lines += model.network.layers.indices.compactMap { index in
      guard model.network.layers[index].isFrozen, case .batchNorm = model.network.layers[index].kind else { return nil }
      let name = model.layout.tensor(.scale, ofLayer: index)?.name.dropLast(".weight".count) ?? ""
      return "    net.get_submodule(\(PythonText.quoted(String(name)))).eval()  # frozen: its statistics stay"
    }
    lines += [
      "    for epoch in range(epochs):", "        for rows in torch.randperm(len(x)).split(batch):",
      "            for group in optimizer.param_groups:",
      "                group[\"lr\"] = RATE * share(step, steps_per_epoch)",
      "            loss = loss_of(x[rows], y[rows])",
    ]
    let penalty = training.regularization
    if !penalty.isNone {
      let weights = model.layout.tensors.filter { $0.role == .weight }.map { PythonText.quoted($0.name) }
      lines += [
        "            weights = [w for name, w in net.named_parameters() if name in {\(weights.joined(separator: ", "))}]",
        "            penalty = sum(\(penalty.l1) * w.abs().sum() + \(penalty.l2) * w.square().sum() for w in weights)",
      ]
    }
    lines += [
      "            optimizer.zero_grad()", "            \(penalty.isNone ? "loss" : "(loss + penalty)").backward()",
    ]
    switch training.clipping {
    case .none: break
    case .norm(let limit): lines.append("            nn.utils.clip_grad_norm_(parameters, \(limit))")
    case .value(let limit): lines.append("            nn.utils.clip_grad_value_(parameters, \(limit))")
    }
    lines += [
      "            optimizer.step()", "            step += 1",
      "        print(f\"epoch {epoch + 1} loss {loss.item():.6g}\")", "", "",
    ]
    return lines.joined(separator: "\n")
  }
}
