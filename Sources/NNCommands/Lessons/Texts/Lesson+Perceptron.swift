extension Lesson {
  static let perceptron = Lesson(
    "perceptron", en: "One unit, and why XOR needs two layers", ko: "퍼셉트론 하나와 XOR 문제", minutes: 10,
    #"""
    en: A unit adds up its weighted inputs and a bias: z = w1 x1 + w2 x2 + b.
    en: With a sigmoid behind it, z > 0 means "rather 1", z < 0 means "rather 0".
    en: So one unit draws one straight line through the plane. AND needs no more.
    ko: 유닛(unit, 뉴런) 하나는 입력에 가중치(weight)를 곱해 더하고 편향(bias)을 더합니다.
    ko: z = w1 x1 + w2 x2 + b를 시그모이드(sigmoid) 함수에 넣으면, z > 0은 1 쪽, z < 0은 0 쪽입니다.
    ko: 즉 유닛 하나는 평면에 직선 하나를 긋습니다. AND 문제는 이것으로 충분합니다.
    data and
    output 1 sigmoid
    seed 1
    optimizer sgd rate 2
    train 2000 steps as and
    eval
    show weights 1
    expect accuracy == 1
    ---
    en: Now the same unit on XOR: 1 where exactly one input is 1.
    ko: 이번에는 같은 유닛에 XOR를 가르쳐 봅시다. 입력 중 하나만 1일 때 1입니다.
    data xor
    model one_unit
    output 1 sigmoid
    train 2000 steps as one_unit
    eval
    plot boundary
    en: The loss ends at {loss}, which is ln 2: the unit answers 0.5 everywhere.
    en: No straight line parts the two ones from the two zeros, so no training helps.
    ko: 손실(loss)이 {loss}, 곧 ln 2에서 멈췄습니다. 어떤 입력에도 0.5라고 답합니다.
    ko: 1 두 개와 0 두 개를 가르는 직선은 없습니다. 아무리 학습해도 소용이 없습니다.
    expect accuracy < 1
    expect abs(loss - log(2)) < 0.001
    ---
    en: A hidden layer draws several lines, and the output unit joins them.
    ko: 은닉층(hidden layer)은 직선을 여러 개 긋고, 출력 유닛이 그것을 합칩니다.
    model two_layers
    layer 4 tanh
    output 1 sigmoid
    train until accuracy == 1 and loss < 0.05 limit 20000 steps as two_layers
    eval
    plot boundary
    plot network
    en: Solved after {step} steps. Two layers can do what one unit cannot.
    ko: {step}스텝 만에 풀었습니다. 층이 둘이면 유닛 하나가 못 하는 일을 할 수 있습니다.
    compare
    expect accuracy == 1
    expect runs.two_layers.loss < runs.one_unit.loss / 5
    """#)
}
