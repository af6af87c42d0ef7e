extension Lesson {
  static let activations = Lesson(
    "activations", en: "Activation functions compared", ko: "활성화 함수 비교하기", minutes: 15,
    #"""
    en: Without an activation, layers of sums are only one layer of sums: still a line.
    en: The activation bends it. Look at the three best known, with their slopes.
    ko: 활성화 함수(activation function)가 없으면 층을 아무리 쌓아도 결국 직선 하나입니다.
    ko: 활성화 함수가 그 직선을 휘게 합니다. 가장 유명한 셋을 도함수와 함께 봅시다.
    explain sigmoid
    explain tanh
    explain relu
    ---
    en: The same network with each of them on two half moons, a class each.
    ko: 반달 두 개를 구별하는 문제를, 같은 신경망에 활성화 함수만 바꿔 풀어 봅시다.
    seed 1
    data moons points 200 noise 0.1
    batch full
    optimizer adam rate 0.01
    for act in linear sigmoid tanh relu leaky_relu
      model $act
      layer 8 $act times 2
      output 1 sigmoid
      train 800 steps as $act
    end
    compare by loss
    plot runs loss
    ---
    en: linear is the worst, however long it trains: its boundary is a straight line.
    ko: linear는 아무리 오래 학습해도 꼴찌입니다. 경계가 직선이기 때문입니다.
    use linear
    plot boundary
    use tanh
    plot boundary
    expect runs.linear.loss > 5 * runs.sigmoid.loss
    expect runs.linear.loss > 5 * runs.tanh.loss
    expect runs.linear.loss > 5 * runs.relu.loss
    expect runs.linear.loss > 5 * runs.leaky_relu.loss
    expect runs.relu.accuracy > 0.95
    """#)
}
