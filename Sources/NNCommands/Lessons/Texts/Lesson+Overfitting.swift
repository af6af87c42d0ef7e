extension Lesson {
  static let overfitting = Lesson(
    "overfitting", en: "Learning by heart: overfitting", ko: "외우기만 하는 신경망: 과적합", minutes: 15,
    #"""
    en: A network can learn its rows by heart, mistakes included. How do we notice?
    en: By rows it never learns from: 40 % to learn, 30 % to watch, 30 % for the end.
    ko: 신경망은 훈련 데이터를 잘못된 정답까지 통째로 외울 수 있습니다. 어떻게 알아챌까요?
    ko: 학습에 쓰지 않는 데이터로 봅니다. 40 %는 학습, 30 %는 검증, 30 %는 마지막 시험용입니다.
    seed 3
    data moons points 60 noise 0.4
    split 40 30 30
    layer 40 tanh times 2
    output 1 sigmoid
    optimizer adam rate 0.02
    train 600 epochs as free
    eval
    plot loss log
    ---
    en: The training loss falls and falls; the validation loss turns and rises again.
    ko: 훈련 손실은 계속 줄지만 검증 손실(validation loss)은 줄다가 다시 올라갑니다.
    diagnose
    plot boundary
    en: The boundary bends round single rows. That is overfitting.
    ko: 경계가 점 하나하나를 피해 구부러집니다. 이것이 과적합(overfitting)입니다.
    expect validation.loss > 2 * loss
    ---
    en: A cure: stop when the validation loss has not fallen for 20 epochs.
    ko: 처방 하나: 검증 손실이 20 에폭(epoch) 동안 줄지 않으면 멈춥니다. 조기 종료(early stopping)입니다.
    reset
    stop when validation.loss >= best.validation.loss for 20 epochs
    train 600 epochs as stopped
    eval
    en: It stopped before the lowest point, which `diagnose` named: patience is a guess too.
    ko: `diagnose`가 말한 가장 낮은 곳에 이르기 전에 멈췄습니다. 얼마나 기다릴지도 정하기 나름입니다.
    expect step < 72
    expect validation.loss > 0.1689
    plot boundary
    stop never
    ---
    en: Another: a penalty on large weights keeps the boundary smooth.
    ko: 처방 둘: 큰 가중치에 벌점을 주면 경계가 매끄러워집니다. 규제(regularization)입니다.
    reset
    regularize l2 0.01
    train 600 epochs as penalty
    eval
    plot boundary
    compare by validation.loss
    expect runs.stopped.validation.loss < runs.free.validation.loss
    expect runs.penalty.validation.loss < runs.free.validation.loss
    """#)
}
