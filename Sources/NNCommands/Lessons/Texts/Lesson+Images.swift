extension Lesson {
  static let images = Lesson(
    "images", en: "Reading handwritten digits", ko: "손글씨 숫자 읽기", minutes: 15,
    #"""
    en: 1,797 digits written by hand, 8 by 8 pixels each, from the UCI repository.
    ko: 손으로 쓴 숫자 1,797개입니다. 하나가 가로 8, 세로 8 픽셀입니다.
    data digits
    plot images
    ---
    en: Ten classes need ten outputs; softmax turns them into shares that add up to 1.
    ko: 클래스가 열 개이니 출력도 열 개입니다. 소프트맥스(softmax)가 합이 1인 확률로 바꿔 줍니다.
    seed 1
    split 80 20
    scale by (1 / 16)
    layer flatten
    layer 32 relu
    output softmax
    optimizer adam rate 0.01
    show model
    train 8 epochs as dense
    eval
    expect test.accuracy > 0.9
    ---
    en: Which digits are taken for which?
    ko: 어떤 숫자를 어떤 숫자로 잘못 볼까요?
    plot confusion
    ---
    en: What do the units of the first layer look for? Pixels with · + # speak for it,
    en: those with - = % against it, the later sign the stronger.
    ko: 첫 층의 유닛은 무엇을 찾고 있을까요?
    ko: ·, +, # 표시는 찬성하는 픽셀, -, =, % 표시는 반대하는 픽셀입니다. 뒤의 기호일수록 강합니다.
    plot weights 2
    ---
    en: A convolution looks at small windows, the same way everywhere in the picture.
    ko: 합성곱(convolution)은 작은 창으로 그림 전체를 같은 방식으로 훑어봅니다.
    model conv
    layer conv2d 8 kernel 3 relu
    layer maxpool2d 2
    layer flatten
    output softmax
    show model
    train 4 epochs as conv
    compare
    en: With {parameters} parameters the convolution is right on {round(test.accuracy * 100, 1)} % of new digits.
    ko: 매개변수(parameter) {parameters}개로 새 숫자의 {round(test.accuracy * 100, 1)} %를 맞힙니다.
    expect test.accuracy > 0.9
    """#)
}
