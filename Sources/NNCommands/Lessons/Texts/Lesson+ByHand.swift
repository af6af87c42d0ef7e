extension Lesson {
  static let byHand = Lesson(
    "by_hand", en: "One step by hand: forward, backward, update", ko: "손으로 하는 학습 한 스텝: 순전파, 역전파, 갱신",
    minutes: 15,
    #"""
    en: Training repeats three things: forward, backward, update.
    en: Take a pocket calculator: every number can be found again from those printed.
    ko: 학습은 세 가지를 되풀이합니다. 순전파(forward), 역전파(backward), 갱신(update)입니다.
    ko: 계산기를 준비하세요. 여기 나오는 수는 모두 앞에 나온 수로 다시 계산할 수 있습니다.
    mode table
    data xor
    layer 2 tanh
    output 1 sigmoid
    seed 3
    optimizer sgd rate 0.5
    ---
    en: Forward: each layer computes z = w x + b and a = f(z), for row 2 alone.
    ko: 순전파: 각 층은 z = w x + b와 a = f(z)를 계산합니다. 먼저 2행만 봅시다.
    forward row 2
    ---
    en: Backward: how does the loss change with each number? From the last layer to the first.
    en: dL/dz = dL/da f'(z), and the gradient of a weight is dL/dz times what came in.
    ko: 역전파: 각 수가 변하면 손실이 얼마나 변할까요? 마지막 층에서 첫 층으로 거슬러 갑니다.
    ko: dL/dz = dL/da f'(z)이고, 가중치의 기울기(gradient)는 dL/dz에 들어온 값을 곱한 것입니다.
    backward
    ---
    en: The chain rule of one weight, factor by factor.
    en: The line `difference` needs no calculus: the weight is moved a little, and the loss measured twice.
    ko: 가중치 하나의 연쇄 법칙(chain rule)을 인수마다 적어 봅시다.
    ko: `difference` 줄은 미적분 없이 확인한 값입니다. 가중치를 아주 조금 움직여 손실을 두 번 잽니다.
    explain backward row 2 weight 1 2 2
    en: `check gradients` does so for every weight, over all four rows.
    ko: `check gradients`는 네 행 전체로 모든 가중치를 이렇게 검사합니다.
    check gradients
    ---
    en: Update: the new weight is the old one minus rate times gradient.
    ko: 갱신: 새 가중치는 옛 가중치에서 학습률(learning rate) 곱하기 기울기를 뺀 값입니다.
    update
    let before = loss
    ---
    en: Now all four rows as one batch. forward, backward, update are exactly one training step.
    ko: 이번에는 네 행을 한 배치(batch)로 합니다. forward, backward, update 이 세 명령이 바로 학습 한 스텝입니다.
    forward
    backward
    update
    en: The loss was {$before} and is {loss} now. Training is this, thousands of times.
    ko: 손실: {$before} → {loss}. 학습은 이것을 수천 번 되풀이하는 일입니다.
    expect step == 2
    expect loss < $before
    train until accuracy == 1 limit 20000 steps as hand
    eval
    expect accuracy == 1
    """#)
}
