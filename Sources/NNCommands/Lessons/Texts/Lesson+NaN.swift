extension Lesson {
  static let nan = Lesson(
    "nan", en: "Where NaN comes from, and the stable loss", ko: "NaN은 어디서 오는가: 안정한 손실 함수", minutes: 10,
    #"""
    en: Some trainings end with a loss of "nan": not a number. Whose fault is it?
    en: Books write the loss as -(y log h + (1 - y) log(1 - h)). `bce naive` is that.
    ko: 학습하다 보면 손실이 nan(숫자가 아님)이 되는 일이 있습니다. 무엇 때문일까요?
    ko: 교과서는 손실 함수를 -(y log h + (1 - y) log(1 - h))라고 씁니다. `bce naive`가 바로 그것입니다.
    explain bce naive
    ---
    en: sigmoid(17) should be a little less than 1. In float32 it is 1 exactly.
    ko: sigmoid(17)은 1보다 조금 작아야 합니다. 그런데 32비트 실수에서는 정확히 1이 됩니다.
    data xor
    output 1 sigmoid
    loss bce naive
    optimizer sgd rate 0.01
    on nan continue
    set weight 1 1 1 to 17
    set weight 1 1 2 to -17
    set bias 1 1 to -0.1
    eval
    en: Row 3 is answered rightly, with h = 1, and yet the loss is {loss}:
    ko: 3행의 답은 h = 1로 맞았습니다. 그런데도 손실은 {loss}입니다.
    explain nan
    expect nan
    ---
    en: One update later every weight is lost.
    ko: 한 번만 갱신하면 가중치가 모두 NaN이 됩니다.
    train 1 steps as naive
    show weights 1
    en: This is no vanishing gradient, and a smaller rate does not help.
    en: `loss bce` computes the same from z and never takes the logarithm of 0.
    ko: 이것은 기울기 소실이 아니며, 학습률을 줄여도 소용없습니다.
    ko: `loss bce`는 같은 값을 z에서 바로 계산하므로 log 0을 만나지 않습니다.
    ---
    model stable
    output 1 sigmoid
    loss bce
    set weight 1 1 1 to 17
    set weight 1 1 2 to -17
    set bias 1 1 to -0.1
    eval
    explain loss
    train 100 steps as stable
    en: The loss is {loss}: large, because row 2 is answered wrongly, but a number.
    ko: 손실은 {loss}입니다. 2행이 틀렸으니 크지만, 어엿한 숫자입니다.
    expect not nan
    expect runs.naive.nan
    expect not runs.stable.nan
    """#)
}
