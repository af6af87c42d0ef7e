import NNScript
import NNText

extension GrammarStatement {
  static let attempt = GrammarStatement(
    signature: Signature(
      "try", group: .training,
      summary: Wording(
        en: "train a copy with and without a change, and print both", ko: "바꾼 복사본과 그대로인 복사본을 학습해 함께 보여 줍니다"),
      details: Wording(
        en: """
          STATEMENT is one of activation, init, loss, optimizer, schedule, regularize, clip, batch, seed, scale. Two copies \
          begin at step 0 with the seed in force, one of them with the change; both train N steps. Nothing changes in the \
          session. One seed is one case: `sweep` tells more.
          """,
        ko: """
          STATEMENT에는 activation, init, loss, optimizer, schedule, regularize, clip, batch, seed, scale 가운데 \
          하나를 씁니다. 복사본 둘이 지금 시드로 스텝 0에서 시작하고 그 가운데 하나만 바꿉니다. 둘 다 N 스텝 학습합니다. 세션은 바뀌지 않습니다. 시드 하나는 경우 하나일 뿐이라서, \
          `sweep`을 쓰면 더 많은 것을 알 수 있습니다.
          """),
      examples: [
        Example(
          "try activation tanh on hidden for 200 steps",
          setup: "data xor\nlayer 5 sigmoid times 3\noutput 1 sigmoid\noptimizer sgd rate 0.5"),
        Example("try optimizer adam rate 0.01 for 100 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ], seeAlso: ["sweep", "diagnose", "train"], grammarUsage: ["try STATEMENT for N steps"]))
}
