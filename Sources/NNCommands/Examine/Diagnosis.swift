import NNText
import NeuralNetwork

extension Finding.Disease {
  /// What it means: the long text of `explain G1`.
  var explanation: Wording {
    switch self {
    case .logOfZero:
      Wording(
        en: """
          `bce naive` is -(y log h + (1 - y) log(1 - h)). Where sigmoid rounds to exactly 1 (in float32 from z = 16.64 on) or 0, \
          one of the logarithms is that of 0, and 0 * -inf is NaN, usually at a row whose answer is right. After the update \
          every weight is NaN, and accuracy reads 0.5 because NaN > 0.5 is false. This is no vanishing gradient: `loss bce` \
          computes the same from z and never takes that logarithm.
          """,
        ko: """
          `bce naive`는 -(y log h + (1 - y) log(1 - h))입니다. sigmoid가 정확히 1(float32에서는 z = 16.64부터)이나 0으로 반올림되면 \
          두 로그 가운데 하나가 0의 로그가 되고, 0 * -inf는 NaN입니다. 대개 답이 맞은 행에서 일어납니다. 한 번 갱신하고 나면 모든 가중치가 NaN이 되고, NaN > \
          0.5가 거짓이라서 정확도는 0.5로 나옵니다. 이것은 기울기 소실이 아닙니다. `loss bce`는 같은 값을 z에서 계산하며 그 로그를 구하지 않습니다.
          """)
    case .logOfNegative:
      Wording(
        en: """
          A loss that takes log h was given an output below 0 or above 1, as linear, tanh or relu give it. The logarithm of a \
          negative number is NaN.
          """, ko: "log h를 구하는 손실에 0보다 작거나 1보다 큰 출력이 들어왔습니다. linear, tanh, relu에서는 그런 출력이 나옵니다. 음수의 로그는 NaN입니다.")
    case .blowUp:
      Wording(
        en: """
          Weights and sums grew until the number format could not hold them. The steps are too long for this slope: a smaller \
          rate or a clipped gradient keeps them finite.
          """, ko: "가중치와 합이 수의 형식에 담을 수 없을 만큼 커졌습니다. 이 비탈에는 걸음이 너무 깁니다. 학습률을 줄이거나 기울기를 자르면(clipping) 유한하게 남습니다.")
    case .decayTooLarge:
      Wording(
        en: """
          Weight decay multiplies every weight by 1 - rate * decay at each update. Beyond rate * decay = 2 that factor is below \
          -1: the weights change sign and grow, whatever the data say.
          """,
        ko: """
          가중치 감쇠(weight decay)는 갱신할 때마다 모든 가중치에 1 - rate * decay를 곱합니다. rate * decay가 2를 넘으면 이 수가 -1보다 작아져서, \
          데이터가 무엇이든 가중치의 부호가 바뀌며 커집니다.
          """)
    case .vanishingGradient:
      Wording(
        en: """
          On the way back each layer multiplies the gradient by its weights and by the slope of its activation. Sigmoid's slope \
          is at most 0.25, so that after ten layers almost nothing reaches the first one, which then does not learn. A steeper \
          activation, weights drawn to fit the width, or fewer layers help.
          """,
        ko: """
          역전파에서 층마다 기울기에 가중치와 활성화 함수의 미분값이 곱해집니다. sigmoid의 미분값은 0.25를 넘지 않으므로 열 층을 지나면 첫 층에는 거의 아무것도 닿지 않고, 그 \
          층은 배우지 못합니다. 미분값이 더 큰 활성화 함수, 층의 너비에 맞게 뽑은 가중치, 더 적은 층이 도움이 됩니다.
          """)
    case .explodingGradient:
      Wording(
        en: """
          The factors of the way back are larger than 1, and the gradient grows from layer to layer until a \
          step is far too long.
          """, ko: "역전파에서 곱해지는 수가 1보다 커서, 기울기가 층을 지날 때마다 커지다가 걸음이 지나치게 길어집니다.")
    case .deadUnits:
      Wording(
        en: """
          A relu gives 0, with slope 0, wherever its sum is negative. A unit whose sum is negative at every row gets no gradient \
          and stays as it is. leaky_relu has a slope there too.
          """, ko: "relu는 합이 음수이면 0을 내고 미분값도 0입니다. 모든 행에서 합이 음수인 유닛은 기울기를 받지 못해 그대로 남습니다. leaky_relu는 거기에도 미분값이 있습니다.")
    case .deadLayer:
      Wording(
        en: """
          All units of a layer are dead: what comes out no longer depends on what goes in, and no layer up to it gets any \
          gradient. Some networks are drawn so: they are born dead.
          """, ko: "한 층의 유닛이 모두 죽었습니다. 출력이 더는 입력에 따라 달라지지 않고, 이 층과 그 앞의 층은 기울기를 받지 못합니다. 가중치를 뽑을 때부터 그런 신경망도 있습니다.")
    case .labelEntropy:
      Wording(
        en: """
          A network that ignores its inputs does best by answering with the share of each class. Its loss is the entropy of the \
          labels: ln 2 = 0.6931 where both classes are equally frequent.
          """, ko: "입력을 보지 않는 신경망은 각 클래스의 비율로 답할 때 손실이 가장 작습니다. 그 손실이 레이블의 엔트로피입니다. 두 클래스가 똑같이 잦으면 ln 2 = 0.6931입니다.")
    case .constantOutput:
      Wording(en: "Every row gets the same answer, though the targets differ.", ko: "정답은 서로 다른데 모든 행에 같은 답을 냅니다.")
    case .equalUnits:
      Wording(
        en: """
          Units that begin with equal weights get equal gradients and stay equal: a layer of them computes no more than one \
          unit. That is why weights are drawn by chance.
          """, ko: "가중치가 같은 상태로 시작한 유닛은 기울기도 같아서 계속 같습니다. 그런 층은 유닛 하나만큼만 계산합니다. 그래서 가중치를 무작위로 뽑습니다.")
    case .outputMisfit:
      Wording(
        en: "The loss expects shares, logits or margins, and the output's activation gives something else.",
        ko: "손실은 확률, 로짓, 마진 가운데 하나를 받는데, 출력의 활성화 함수는 다른 것을 냅니다.")
    case .labelRange:
      Wording(
        en: "Some targets lie outside the range of the output's activation: no weights can reach them.",
        ko: "출력의 활성화 함수가 낼 수 있는 범위 밖에 있는 정답이 있습니다. 어떤 가중치로도 거기에 닿을 수 없습니다.")
    case .unscaledInputs:
      Wording(
        en: """
          A weight's gradient is multiplied by its input. Large inputs make long steps and saturate units at once; inputs of \
          very different sizes need very different rates. `scale standard` brings all to mean 0 and deviation 1.
          """,
        ko: """
          가중치의 기울기에는 그 입력이 곱해집니다. 입력이 크면 걸음이 길어지고 유닛이 바로 포화됩니다. 입력의 크기가 서로 많이 다르면 알맞은 학습률도 서로 많이 다릅니다. `scale \
          standard`는 모두 평균 0, 표준편차 1로 맞춥니다.
          """)
    case .majorityShare:
      Wording(
        en: """
          A network that always answers with the most common class is right as often as that class occurs. Accuracy looks \
          good and nothing is learned: f1, recall and the confusion table show it.
          """, ko: "늘 가장 흔한 클래스로 답하는 신경망은 그 클래스가 나오는 만큼 맞힙니다. 정확도는 좋아 보여도 배운 것이 없습니다. f1, 재현율(recall), 혼동 행렬을 보면 드러납니다."
      )
    case .overfitting:
      Wording(
        en: """
          The validation loss had its lowest value earlier and has risen since, while the training loss fell: the network \
          learns the training rows by heart.
          """, ko: "검증 손실은 앞에서 가장 낮았다가 다시 올랐는데 훈련 손실은 계속 내려갔습니다. 신경망이 훈련 데이터를 외우고 있습니다.")
    }
  }
}
