import NNText

extension DiagnosticCode {
  /// The codes of matching a statement with its signature.
  package static let signatures: [DiagnosticCode] = [
    .unknownCommand, .unknownOption, .unknownChoice, .missingArgument, .missingUnit, .extraArgument, .wrongArgument,
    .outOfRange, .repeatedOption, .wrongEnding, .unusableName, .notBuilt,
  ]

  static let unknownCommand = DiagnosticCode(
    "E0201", Wording(en: "unknown statement", ko: "알 수 없는 문장"),
    Wording(
      en: """
        A statement begins with its verb: `data`, `layer`, `train`. The first word of this line is not a statement. \
        `help` lists all statements. The name of a model or a variable is not a statement.
        """,
      ko: """
        문장은 동사로 시작합니다: `data`, `layer`, `train`. 이 줄의 첫 단어는 문장이 아닙니다. `help`가 모든 문장을 보여 줍니다. 모델이나 변수의 이름은 문장이 아닙니다.
        """))
  static let unknownOption = DiagnosticCode(
    "E0202", Wording(en: "unknown option word", ko: "알 수 없는 옵션 단어"),
    Wording(
      en: """
        After a statement's values come its option words, each with a value of its own, as in `layer 5 tanh times 9`. \
        This word is not one of them, and nnsh never skips unknown words. `help WORD` shows the syntax of the \
        statement.
        """,
      ko: """
        문장의 값 뒤에는 저마다 값을 가진 옵션 단어가 옵니다: `layer 5 tanh times 9`. 이 단어는 그 가운데 없습니다. nnsh는 알 수 없는 것을 건너뛰지 않습니다. \
        `help 단어`가 그 문장을 쓰는 법을 보여 줍니다.
        """))
  static let unknownChoice = DiagnosticCode(
    "E0203", Wording(en: "unknown choice", ko: "고를 수 없는 단어"),
    Wording(
      en: """
        One word of a fixed set is expected here: an activation, a loss, an optimizer, a data set. The given word is \
        not in the set; the help line lists the set or the closest word in it.
        """,
      ko: """
        여기에는 정해진 단어 가운데 하나가 옵니다: 활성화 함수, 손실 함수, 옵티마이저, 데이터 이름. 쓴 단어는 그 가운데 없습니다. 도움말 줄이 목록이나 가장 비슷한 단어를 보여 \
        줍니다.
        """))
  static let missingArgument = DiagnosticCode(
    "E0204", Wording(en: "a missing argument", ko: "빠진 인자"),
    Wording(
      en:
        "The statement ends before it is complete. The help line shows its syntax; parts in `[ ]` may be omitted.",
      ko: "필요한 것을 다 쓰기 전에 문장이 끝났습니다. 도움말 줄이 쓰는 법을 보여 줍니다. `[ ]` 안의 것은 쓰지 않아도 됩니다."))
  static let missingUnit = DiagnosticCode(
    "E0205", Wording(en: "a count without its unit", ko: "단위가 없는 횟수"),
    Wording(
      en: """
        The length of a training needs a unit: `train 100 steps` makes 100 updates, `train 100 epochs` passes over the \
        training data 100 times. The two differ by the number of batches, so nnsh does not guess.
        """,
      ko: """
        학습 횟수에는 무엇을 세는지 씁니다. `train 100 steps`는 갱신을 100번 하고, `train 100 epochs`는 훈련 데이터를 100번 훑습니다. 둘은 배치의 \
        수만큼 다르므로 nnsh는 짐작하지 않습니다.
        """))
  static let extraArgument = DiagnosticCode(
    "E0206", Wording(en: "too many arguments", ko: "문장이 받는 것보다 많은 인자"),
    Wording(
      en: """
        The statement was complete before this argument. Wrap computed values in parentheses: `rate ($lr / 10)`. Two \
        statements on one line are separated by `;`.
        """,
      ko: """
        이 인자 앞에서 문장이 이미 끝났습니다. 계산식은 괄호로 묶습니다: `rate ($lr / 10)`. 한 줄의 두 문장은 `;`으로 나눕니다.
        """))
  static let wrongArgument = DiagnosticCode(
    "E0207", Wording(en: "the wrong kind of argument", ko: "종류가 다른 인자"),
    Wording(
      en: """
        The argument is not the number, text, name or file that is expected here. Write file names in quotes. A word \
        never means a variable: write `$name` for its value. To use an option word of the statement as a value, put it \
        in quotes.
        """,
      ko: """
        수, 글, 이름, 파일 가운데 하나가 와야 하는 자리에 다른 것이 있습니다. 파일 이름은 따옴표로 묶습니다. 단어는 변수를 뜻하지 않으며, 변수의 값은 `$이름`으로 씁니다. \
        문장의 옵션 단어를 값으로 쓰려면 따옴표로 묶어야 합니다.
        """))
  static let outOfRange = DiagnosticCode(
    "E0208", Wording(en: "a number out of range", ko: "범위를 벗어난 수"),
    Wording(
      en: """
        The value is a number, but the statement cannot use it: a negative number or a fraction where a whole number \
        is expected, a probability greater than 1, NaN, or a number too large for any machine.
        """,
      ko: """
        종류는 맞지만 이 문장이 쓸 수 없는 수입니다. 세는 자리의 음수나 소수, 1보다 큰 확률, 수가 아닌 값, 어떤 컴퓨터도 담을 수 없는 큰 수가 그렇습니다.
        """))
  static let repeatedOption = DiagnosticCode(
    "E0209", Wording(en: "an option given twice", ko: "두 번 쓴 옵션"),
    Wording(
      en: "Each option of a statement may be given only once; nnsh does not guess which of the two is meant.",
      ko: "한 문장에 같은 옵션은 한 번만 씁니다. 둘 가운데 어느 것인지 짐작하지 않습니다."))
  static let wrongEnding = DiagnosticCode(
    "E0210", Wording(en: "a file name with the wrong extension", ko: "확장자가 다른 파일 이름"),
    Wording(
      en: """
        The extension of a file name determines the format: models are `.safetensors`, curves `.csv`, pictures `.svg`, \
        `.png` or `.csv`.
        """,
      ko: """
        파일 이름의 확장자가 형식을 정합니다. 모델은 `.safetensors`, 곡선은 `.csv`, 그림은 `.svg`, `.png`, `.csv`입니다.
        """))
  static let unusableName = DiagnosticCode(
    "E0211", Wording(en: "an invalid name", ko: "이름으로 쓸 수 없는 이름"),
    Wording(
      en: """
        Names of models, runs and variables begin with a letter or `_` and continue with letters, digits and `_`, so \
        that they can be written without quotes and in `runs.NAME.loss`.
        """,
      ko: """
        모델, 학습 기록, 변수의 이름은 영문자나 `_`로 시작하고 영문자, 숫자, `_`로 이어집니다. 그래야 따옴표 없이, 그리고 `runs.이름.loss`처럼 쓸 수 있습니다.
        """))
  package static let notBuilt = DiagnosticCode(
    "E0900", Wording(en: "not implemented yet", ko: "아직 구현하지 않은 것"),
    Wording(
      en: """
        The word belongs to the language, but this version of nnsh does not implement it yet. It is an error, so that \
        a script never silently does less than it states.
        """,
      ko: """
        언어에는 있는 단어지만 이 판의 nnsh는 아직 하지 못합니다. 스크립트가 쓰인 것보다 적게 하고도 조용히 넘어가는 일이 없도록 오류로 알립니다.
        """))
}
