extension Lesson {
  static let vanishing = Lesson(
    "vanishing", en: "Why ten sigmoid layers do not learn", ko: "시그모이드 10층은 왜 학습하지 못할까: 기울기 소실", minutes: 15,
    #"""
    en: Ten layers on XOR, a problem that two layers solve. More should be better?
    ko: 두 층이면 풀리는 XOR 문제에 열 층을 써 봅시다. 깊으면 더 좋을까요?
    data xor
    seed 1
    init all normal 0 1
    layer 5 sigmoid times 9
    output 1 sigmoid
    optimizer sgd rate 0.01
    show model
    ---
    en: Before any training, look how strongly each layer feels the loss.
    ko: 학습하기 전에, 각 층에 손실의 기울기(gradient)가 얼마나 닿는지 봅시다.
    gradients
    en: Layer 1 gets {round(gradient(1) / gradient(10), 8)} of what layer 10 gets.
    en: Each layer multiplies by its weights and by the slope of sigmoid, at most 0.25.
    ko: 1층에는 10층의 {round(gradient(1) / gradient(10), 8)} 배밖에 닿지 않습니다.
    ko: 층을 지날 때마다 가중치와 시그모이드의 미분값을 곱하는데, 그 값은 0.25를 넘지 못합니다.
    expect gradient(1) < gradient(10) / 1000
    explain sigmoid
    ---
    en: This is the vanishing gradient. Does training get over it?
    ko: 이것이 기울기 소실(vanishing gradient)입니다. 학습하면 나아질까요?
    train 3000 steps as sigmoid
    eval
    en: The loss stays at {loss}: ln 2, the loss of a network that always says 0.5.
    ko: 손실이 {loss}, 곧 ln 2에 머뭅니다. 언제나 0.5라고 답하는 신경망의 손실입니다.
    expect abs(loss - log(2)) < 0.01
    expect accuracy < 1
    diagnose
    ---
    en: tanh has the slope 1 at 0. The same layers, the same seed, another activation:
    ko: tanh는 0에서 미분값이 1입니다. 층도 시드도 그대로 두고 활성화 함수만 바꿔 봅시다.
    model tanh
    layer 5 tanh times 9
    output 1 sigmoid
    gradients
    expect gradient(1) > gradient(10) / 1000
    train 10000 steps as tanh
    eval
    compare
    plot runs loss
    en: One seed is one case: `sweep seed from 1 to 50` tells how often each of them learns.
    ko: 시드 하나는 한 가지 경우일 뿐입니다. `sweep seed from 1 to 50`으로 몇 번이나 성공하는지 세어 보세요.
    expect runs.tanh.loss < runs.sigmoid.loss
    """#)
}
