@testable import NeuralNetwork

/// Nets that leave for other tools and come back: every activation, and every kind of layer in a place that is not easy.
enum TestNets {
  static let all =
    Activation.Kind.allCases.map(\.rawValue).map {
      "data iris\nscale standard\nlayer 6 \($0)\nlayer 5 \($0)\noutput softmax\ntrain 5 steps"
    } + [
      "data plane\nscale minmax\nlayer 4 tanh bias none\nlayer 3\noutput linear",
      "data moons\nlayer 3 leaky_relu alpha 0.2\nlayer 3 elu alpha 0.7\noutput 1 sigmoid\nscale by 0.5",
      "precision float64\ndata iris\nlayer 6 gelu\noutput softmax",
      "data digits\nscale standard\nlayer flatten\nlayer 4 tanh\noutput softmax",
      "data digits\nscale by (1/16)\nlayer conv2d 5 kernel 3 relu\nlayer globalmaxpool2d\noutput softmax\ntrain 3 steps",
      """
      data digits
      scale by (1/16)
      layer conv2d 5 kernel 3 stride 2 padding same tanh
      layer batchnorm
      layer globalavgpool2d
      layer 4 relu
      output softmax
      train 3 steps
      """,
      """
      data iris
      layer 6 linear
      layer batchnorm
      activation tanh
      layer dropout 0.2
      layer 5 relu
      layer layernorm
      activation relu
      output softmax
      train 20 steps
      """,
      residual,
      """
      data digits
      scale by (1/16)
      layer conv2d 3 kernel 3 stride 2 padding same prelu
      layer residual
        layer conv2d 3 kernel 2 padding same tanh
      end
      layer batchnorm
      layer maxpool2d 2
      layer layernorm
      layer avgpool2d 2 stride 1
      layer conv2d 4 kernel 1 softmax
      layer flatten
      output softmax
      train 3 steps
      """,
    ]

  static let residual = """
    data iris
    layer 6 tanh
    layer residual
      layer 6 relu
      layer residual
        layer 6 tanh
      end
      layer 6 linear
    end
    output softmax
    """
}
