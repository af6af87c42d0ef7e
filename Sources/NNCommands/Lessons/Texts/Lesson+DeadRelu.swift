extension Lesson {
  static let deadRelu = Lesson(
    "dead_relu", en: "Dead units of relu", ko: "죽은 ReLU 유닛", minutes: 10,
    #"""
    en: relu gives 0 where its sum is negative, and its slope there is 0 too.
    en: A unit whose sum is negative at every row gets no gradient: it is dead.
    ko: ReLU는 합이 음수이면 0을 내고, 그곳에서는 미분도 0입니다.
    ko: 모든 행에서 합이 음수인 유닛에는 기울기가 닿지 않습니다. 죽은 유닛(dead unit)입니다.
    explain relu
    data xor
    layer 4 relu
    output 1 sigmoid
    seed 4
    optimizer sgd rate 0.1
    ---
    en: We kill all four by a large negative bias, and look.
    ko: 편향을 큰 음수로 바꾸어 네 유닛을 모두 죽여 봅시다.
    for unit from 1 to 4
      set bias 1 $unit to -5
    end
    activations
    gradients
    en: {dead(1)} of 4 units are dead, and the gradient of layer 1 is {gradient(1)}.
    ko: 유닛 4개 가운데 {dead(1)}개가 죽었고, 1층의 기울기는 {gradient(1)}입니다.
    expect dead(1) == 4
    expect gradient(1) == 0
    ---
    en: Training cannot wake them: where nothing arrives, nothing changes.
    ko: 학습으로는 살릴 수 없습니다. 기울기가 닿지 않으면 아무것도 바뀌지 않으니까요.
    train 500 steps as dead
    diagnose
    expect dead(1) == 4
    expect accuracy < 1
    ---
    en: leaky_relu keeps a small slope below zero. The same weights come back to life.
    ko: leaky_relu는 음수 쪽에도 작은 기울기를 남깁니다. 같은 가중치가 다시 살아납니다.
    activation leaky_relu alpha 0.2 on 1
    gradients
    expect dead(1) == 0
    expect gradient(1) > 0
    optimizer adam rate 0.1
    train until accuracy == 1 limit 20000 steps as leaky
    eval
    expect accuracy == 1
    """#)
}
