import NNText

/// What a code of `diagnose` means: the long text of `explain G1`.
struct Diagnosis: Sendable {
  var code: String
  var title: Wording
  var explanation: Wording

  private init(_ code: String, _ title: Wording, _ explanation: Wording) {
    (self.code, self.title, self.explanation) = (code, title, explanation)
  }

  static let all: [Diagnosis] = [
    Diagnosis(
      "N1", "log of zero",
      """
      `bce naive` is -(y log h + (1 - y) log(1 - h)). Where sigmoid rounds to exactly 1 (in float32 from z = 16.64 on) or 0, \
      one of the logarithms is that of 0, and 0 * -inf is NaN, usually at a row whose answer is right. After the update \
      every weight is NaN, and accuracy reads 0.5 because NaN > 0.5 is false. This is no vanishing gradient: `loss bce` \
      computes the same from z and never takes that logarithm.
      """),
    Diagnosis(
      "N2", "log of a negative number",
      """
      A loss that takes log h was given an output below 0 or above 1, as linear, tanh or relu give it. The logarithm of a \
      negative number is NaN.
      """),
    Diagnosis(
      "N3", "blow-up",
      """
      Weights and sums grew until the number format could not hold them. The steps are too long for this slope: a smaller \
      rate or a clipped gradient keeps them finite.
      """),
    Diagnosis(
      "N4", "decay and rate are too large together",
      """
      Weight decay multiplies every weight by 1 - rate * decay at each update. Beyond rate * decay = 2 that factor is below \
      -1: the weights change sign and grow, whatever the data say.
      """),
    Diagnosis(
      "G1", "vanishing gradient",
      """
      On the way back each layer multiplies the gradient by its weights and by the slope of its activation. Sigmoid's slope \
      is at most 0.25, so that after ten layers almost nothing reaches the first one, which then does not learn. A steeper \
      activation, weights drawn to fit the width, or fewer layers help.
      """),
    Diagnosis(
      "G2", "exploding gradient",
      "The factors of the way back are larger than 1, and the gradient grows from layer to layer until a step is far too long."
    ),
    Diagnosis(
      "D1", "dead units",
      """
      A relu gives 0, with slope 0, wherever its sum is negative. A unit whose sum is negative at every row gets no gradient \
      and stays as it is. leaky_relu has a slope there too.
      """),
    Diagnosis(
      "D2", "a dead layer",
      """
      All units of a layer are dead: what comes out no longer depends on what goes in, and no layer up to it gets any \
      gradient. Some networks are drawn so: they are born dead.
      """),
    Diagnosis(
      "P1", "the loss is the entropy of the labels",
      """
      A network that ignores its inputs does best by answering with the share of each class. Its loss is the entropy of the \
      labels: ln 2 = 0.6931 where both classes are equally frequent.
      """),
    Diagnosis("P2", "constant output", "Every row gets the same answer, though the targets differ."),
    Diagnosis(
      "S1", "equal units",
      """
      Units that begin with equal weights get equal gradients and stay equal: a layer of them computes no more than one \
      unit. That is why weights are drawn by chance.
      """),
    Diagnosis(
      "O1", "output and loss do not fit",
      "The loss expects shares, logits or margins, and the output's activation gives something else."),
    Diagnosis(
      "O2", "labels out of range",
      "Some targets lie outside the range of the output's activation: no weights can reach them."),
    Diagnosis(
      "I1", "unscaled inputs",
      """
      A weight's gradient is multiplied by its input. Large inputs make long steps and saturate units at once; inputs of \
      very different sizes need very different rates. `scale standard` brings all to mean 0 and deviation 1.
      """),
    Diagnosis(
      "B1", "accuracy is the share of the most common class",
      """
      A network that always answers with the most common class is right as often as that class occurs. Accuracy looks \
      good and nothing is learned: f1, recall and the confusion table show it.
      """),
    Diagnosis(
      "V1", "overfitting",
      """
      The validation loss had its lowest value earlier and has risen since, while the training loss fell: the network \
      learns the training rows by heart.
      """),
  ]
}
