import NNText

extension DiagnosticCode {
  /// The codes of checking a script before it runs.
  package static let checker: [DiagnosticCode] = [
    .unknownVariable, .unknownMeasure, .unknownFunction, .argumentCount, .bareWord, .promptOnly, .misplaced,
    .parameterPlace, .nestedSweep, .unknownName, .unknownOverride,
  ]

  static let unknownVariable = DiagnosticCode(
    "E0212", Wording(en: "a variable used before it is set", ko: "앞에서 값을 준 적이 없는 변수"),
    Wording(
      en: """
        `$name` is the value that an earlier `let`, `param`, `for` or `sweep` gave to the name. Variables have one \
        scope: those of a loop remain after it. Only variables set inside a `sweep` end with it.
        """,
      ko: """
        `$이름`은 앞에서 `let`, `param`, `for`, `sweep`이 그 이름에 준 값입니다. 변수의 범위는 하나라서 반복문의 변수는 끝난 뒤에도 남습니다. \
        `sweep` 안에서 준 값만 스윕과 함께 사라집니다.
        """))
  static let unknownMeasure = DiagnosticCode(
    "E0213", Wording(en: "unknown measure", ko: "알 수 없는 측정값"),
    Wording(
      en: """
        A measure is a value that nnsh computes from the model or the training: `loss`, `test.accuracy`, \
        `runs.tanh.loss`. It may be preceded by a part of the data (`train`, `validation`, `test`, `batch`), `best`, \
        and `runs.NAME` for a finished run.
        """,
      ko: """
        측정값(measure)은 nnsh가 모델이나 학습에서 계산하는 값입니다: `loss`, `test.accuracy`, `runs.tanh.loss`. 앞에는 데이터의 부분(`train`, \
        `validation`, `test`, `batch`), `best`, 끝난 학습 기록을 뜻하는 `runs.이름`이 올 수 있습니다.
        """))
  static let unknownFunction = DiagnosticCode(
    "E0214", Wording(en: "unknown function", ko: "알 수 없는 함수"),
    Wording(
      en: """
        The functions are `abs sqrt exp log log10 sin cos tanh floor ceil round sum mean len min max` and, of a layer, \
        `gradient(K) dead(K) saturated(K)`.
        """,
      ko: """
        함수는 `abs sqrt exp log log10 sin cos tanh floor ceil round sum mean len min max`이고, 층에 대한 함수는 \
        `gradient(K) dead(K) saturated(K)`입니다.
        """))
  static let argumentCount = DiagnosticCode(
    "E0215", Wording(en: "a function with too few or too many arguments", ko: "인자 수가 맞지 않는 함수"),
    Wording(
      en:
        "Arguments of a function are separated by commas: `round(2.345, 1)`. `min` and `max` take one list or several values.",
      ko: "함수의 인자는 쉼표로 나눕니다: `round(2.345, 1)`. `min`과 `max`는 목록 하나 또는 여러 값을 받습니다.")
  )
  static let bareWord = DiagnosticCode(
    "E0216", Wording(en: "a word without a meaning here", ko: "여기서 뜻이 없는 단어"),
    Wording(
      en: """
        In an expression a bare word is a measure (`loss`), `true` or `false`, or a word of some statement (`relu`), which \
        is text. Anything else is written `$name` if it is a variable and `"text"` if it is text.
        """,
      ko: """
        식에 그대로 쓴 단어는 측정값(`loss`), `true`나 `false`, 또는 문장에 쓰는 단어(`relu`, 글로 봅니다)입니다. 그 밖에 변수는 `$이름`, 글은 \
        `"글"`로 씁니다.
        """))
  static let promptOnly = DiagnosticCode(
    "E0217", Wording(en: "a statement of the prompt in a script", ko: "스크립트에 쓴 프롬프트 전용 문장"),
    Wording(
      en:
        "`undo`, `redo`, `history` and `clear` act on what a person typed at the prompt. A script does not need them.",
      ko: "`undo`, `redo`, `history`, `clear`는 사람이 입력한 것을 다루는 문장입니다. 스크립트에는 필요하지 않습니다.")
  )
  static let misplaced = DiagnosticCode(
    "E0218", Wording(en: "a statement in the wrong place", ko: "자리가 잘못된 문장"),
    Wording(
      en: """
        Some blocks allow only certain statements: `data table` allows `row`, `layer residual` allows `layer` and \
        `activation`, and `every` allows statements that inspect the training without changing it. `measure` is \
        allowed only in a `sweep`.
        """,
      ko: """
        어떤 블록에는 정해진 문장만 쓸 수 있습니다. `data table`에는 `row`, `layer residual`에는 `layer`와 `activation`, `every` \
        에는 학습을 바꾸지 않고 들여다보는 문장을 씁니다. `measure`는 `sweep` 안에 씁니다.
        """))
  static let parameterPlace = DiagnosticCode(
    "E0219", Wording(en: "a param that cannot be overridden", ko: "바꿀 수 없는 param"),
    Wording(
      en: """
        `param` declares a variable that `nnsh f.nn NAME=VALUE` can override. It must be at the top level of the \
        script, not in a block, and each name may be declared only once. Elsewhere, set variables with `let`.
        """,
      ko: """
        `param`은 `nnsh f.nn 이름=값`으로 바꿀 수 있는 변수를 선언합니다. 그래서 블록 안이 아니라 스크립트 맨 바깥에 쓰고, 이름마다 한 번만 선언합니다. 다른 \
        곳에서는 `let`으로 변수에 값을 줍니다.
        """))
  static let nestedSweep = DiagnosticCode(
    "E0220", Wording(en: "not possible in a sweep", ko: "스윕 안에서 할 수 없는 일"),
    Wording(
      en: """
        The cases of a sweep run side by side, each on a copy of the session. Instead of nesting sweeps, write one \
        with two axes: `sweep a in 1 2 and b in 3 4`. A case cannot end the script or redirect its results.
        """,
      ko: """
        스윕의 경우들은 저마다 세션의 복사본에서 나란히 실행됩니다. 스윕 속의 스윕은 축이 둘인 하나의 스윕으로 씁니다: `sweep a in 1 2 and b in 3 4`. 어느 \
        경우도 스크립트를 끝내거나 결과를 다른 곳으로 보낼 수 없습니다.
        """))
  static let unknownName = DiagnosticCode(
    "E0221", Wording(en: "a model, run or sweep that does not exist", ko: "없는 모델, 학습 기록 또는 스윕"),
    Wording(
      en: """
        `model NAME` names a model, `train … as NAME` a run, `sweep … end as NAME` a sweep. Without a name they are \
        called `main`, `run1`, `run2` …, and `sweep1`, `sweep2` …. No statement of this script defines the name that \
        is used here.
        """,
      ko: """
        모델의 이름은 `model 이름`, 학습 기록의 이름은 `train … as 이름`, 스윕의 이름은 `sweep … end as 이름`으로 붙입니다. 이름이 없으면 `main`, \
        `run1`, `run2`, `sweep1`, `sweep2`처럼 됩니다. 이 스크립트에는 여기에 쓴 이름을 붙이는 문장이 없습니다.
        """))
  static let unknownOverride = DiagnosticCode(
    "E0222", Wording(en: "an override without a matching param", ko: "선언된 param이 없는 값 바꾸기"),
    Wording(
      en:
        "`NAME=VALUE` on the command line replaces the value of `param NAME` in the script. `nnsh --params f.nn` lists them.",
      ko: "명령줄의 `이름=값`은 스크립트의 `param 이름`에 준 값을 바꿉니다. `nnsh --params f.nn`이 목록을 보여 줍니다.")
  )
}
