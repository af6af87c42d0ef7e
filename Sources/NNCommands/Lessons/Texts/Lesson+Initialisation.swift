extension Lesson {
  static let initialisation = Lesson(
    "initialisation", en: "Where weights begin", ko: "가중치 초기화", minutes: 15,
    #"""
    en: Does it matter where the weights begin? First try: all the same.
    ko: 가중치를 어떤 값에서 시작하느냐가 중요할까요? 먼저 모두 같은 값으로 해 봅시다.
    data xor
    seed 2
    optimizer adam rate 0.02
    init weights constant 0.5
    model equal
    layer 4 tanh
    output 1 sigmoid
    train 1000 steps as equal
    show weights 1
    diagnose
    en: All units are still the same: equal weights get equal gradients, for ever.
    ko: 유닛이 모두 똑같습니다. 가중치가 같으면 기울기도 같아서 영영 같은 채로 남습니다.
    expect accuracy < 1
    ---
    en: So weights are drawn by chance. How large? Nine tanh layers tell it best.
    ko: 그래서 가중치는 무작위로 뽑습니다. 얼마나 크게? tanh 아홉 층으로 알아봅시다.
    data moons points 100
    batch full
    model small
    init weights normal 0 0.1
    layer 20 tanh times 9
    output 1 sigmoid
    activations
    let small = gradient(1)
    en: Too small: what the layers give shrinks towards 0, and the gradient with it: layer 1 gets {$small}.
    ko: 너무 작으면 층을 지날수록 출력이 0으로 줄고, 기울기도 함께 줄어듭니다. 1층의 기울기는 {$small}입니다.
    ---
    model large
    init weights normal 0 3
    layer 20 tanh times 9
    output 1 sigmoid
    activations
    let large = saturated(5)
    en: Too large: tanh is driven to its ends, where its slope is 0.
    en: {round($large * 100, 1)} % of layer 5 is saturated.
    ko: 너무 크면 tanh가 양 끝으로 밀려 미분이 0이 됩니다.
    ko: 5층 출력의 {round($large * 100, 1)} %가 포화(saturation) 상태입니다.
    expect $large > 0.5
    ---
    model fitting
    init weights glorot
    layer 20 tanh times 9
    output 1 sigmoid
    activations
    en: glorot fits the deviation of the weights to the width of the layers: about 1 / sqrt(20) here.
    ko: glorot 초기화는 층의 너비에 맞춰 가중치의 표준편차를 정합니다. 여기서는 약 1 / sqrt(20)입니다.
    expect gradient(1) > 100 * $small
    train 200 steps as fitting
    init weights normal 0 0.1
    use small
    train 200 steps as small
    compare
    plot runs loss
    en: For relu and its family `init weights he` is the right size; nnsh takes it of itself.
    ko: relu 계열에는 `init weights he`가 알맞습니다. 따로 정하지 않으면 nnsh가 알아서 고릅니다.
    expect runs.fitting.loss < runs.small.loss
    """#)
}
