extension Lesson {
  static let optimizers = Lesson(
    "optimizers", en: "Optimizers compared", ko: "옵티마이저 비교하기", minutes: 15,
    #"""
    en: The gradient says in which direction. How far to go is the optimizer's business.
    ko: 기울기는 방향을 알려 줍니다. 얼마나 갈지는 옵티마이저(optimizer)가 정합니다.
    explain sgd
    explain momentum
    explain adam
    ---
    en: The same network and the same beginning, once with each.
    ko: 같은 신경망, 같은 시작점에서 옵티마이저만 바꿔 봅시다.
    seed 1
    data circles points 200 noise 0.05
    batch full
    layer 8 tanh times 2
    output 1 sigmoid
    for name in sgd momentum rmsprop adam
      reset
      optimizer $name rate 0.01
      train 300 steps as $name
    end
    compare by loss
    plot runs loss log
    en: At the same rate adam is far ahead of plain gradient descent.
    ko: 학습률이 같으면 adam이 경사 하강법(gradient descent, sgd)보다 훨씬 앞섭니다.
    expect runs.adam.loss < runs.sgd.loss
    expect runs.momentum.loss < runs.sgd.loss
    ---
    en: But the rate belongs to the optimizer: sgd wants a much larger one.
    ko: 그러나 알맞은 학습률은 옵티마이저마다 다릅니다. sgd에는 훨씬 큰 값이 필요합니다.
    reset
    optimizer sgd rate 0.1
    train 300 steps as sgd_tenth
    reset
    optimizer sgd rate 1
    train 300 steps as sgd_one
    compare by loss
    en: Ten times too small a rate costs more than the wrong optimizer.
    ko: 학습률을 알맞은 값의 10분의 1로 잡으면, 옵티마이저를 잘못 고른 것보다 손해가 큽니다.
    expect loss < runs.sgd.loss
    """#)
}
