import NNText

extension DiagnosticCode {
  /// The codes of running a script.
  package static let evaluation: [DiagnosticCode] = [
    .unsetVariable, .operandKind, .comparedKinds, .divisionByZero, .undefinedResult, .conditionKind, .invalidCount,
    .invalidProgression, .unusableOverride, .unprintableWord, .tooManyCases,
    .valueTooLarge,
  ]

  static let unsetVariable = DiagnosticCode(
    "E0301", Wording(en: "a variable without a value yet", ko: "아직 값이 없는 변수"),
    Wording(
      en: "A statement sets the variable, but it has not run: it is in a branch or a loop that was not entered.",
      ko: "변수에 값을 주는 문장은 있지만 실행되지 않았습니다. 들어가지 않은 조건문이나 반복문 안에 있기 때문입니다."))
  static let operandKind = DiagnosticCode(
    "E0302", Wording(en: "an operator or function on the wrong kind of value", ko: "종류가 맞지 않는 값에 쓴 연산자나 함수"),
    Wording(
      en: """
        Arithmetic works on numbers, `and`, `or` and `not` on booleans, `sum` and `mean` on lists of numbers. `+` also \
        joins two texts. To combine text and numbers, use a string: `"{$name}: {$value}"`.
        """,
      ko: """
        산술 연산은 수에, `and`, `or`, `not`은 참거짓 값에, `sum`과 `mean`은 수의 목록에 씁니다. `+`는 두 글을 잇기도 합니다. 글과 수를 함께 쓰려면 문자열에 넣습니다: \
        `"{$name}: {$value}"`.
        """))
  static let comparedKinds = DiagnosticCode(
    "E0303", Wording(en: "values of different kinds compared", ko: "종류가 다른 값의 비교"),
    Wording(
      en: """
        A number never equals a text, so comparing them is an error. `<`, `<=`, `>` and `>=` compare only numbers. \
        Every comparison with NaN (not a number) is false; test for NaN with `nan`.
        """,
      ko: """
        수와 글은 같을 수 없으므로 둘을 비교하면 오류입니다. `<` 같은 비교는 수에만 씁니다. 수가 아닌 값(NaN)과의 비교는 거짓이며, NaN인지는 `nan`으로 묻습니다.
        """))
  static let divisionByZero = DiagnosticCode(
    "E0304", Wording(en: "division by zero", ko: "0으로 나누기"),
    Wording(
      en: "Division by zero has no result. Test for zero before you divide: `if $n != 0`.",
      ko: "그런 수는 없습니다. 나누기 전에 0인지 확인하세요: `if $n != 0`."))
  static let undefinedResult = DiagnosticCode(
    "E0305", Wording(en: "a result that mathematics does not define", ko: "수학에서 정의되지 않는 결과"),
    Wording(
      en: """
        `sqrt` and `log` of negative numbers, `log(0)`, a fraction as power of a negative number, and the mean, least or \
        largest item of an empty list have no value.
        """,
      ko: "음수의 `sqrt`와 `log`, `log(0)`, 음수의 분수 제곱, 빈 목록의 평균·최솟값·최댓값은 값이 없습니다."))
  static let conditionKind = DiagnosticCode(
    "E0306", Wording(en: "a condition that is neither true nor false", ko: "참도 거짓도 아닌 조건"),
    Wording(
      en:
        "`if`, `while`, `expect`, `stop when` and `train until` need a condition: `loss < 0.1`, not `loss`.",
      ko: "`if`, `while`, `expect`, `stop when`, `train until`에는 묻는 식을 씁니다: `loss`가 아니라 `loss < 0.1`."))
  static let invalidCount = DiagnosticCode(
    "E0307", Wording(en: "an invalid count", ko: "셀 수 없는 횟수"),
    Wording(
      en: "A number of repetitions, steps or epochs is a whole number: 0 or more for `repeat`, 1 or more elsewhere.",
      ko: "몇 번, 몇 스텝, 몇 에포크인지는 정수로 씁니다. `repeat`에는 0 이상, 다른 곳에는 1 이상입니다."))
  static let invalidProgression = DiagnosticCode(
    "E0308", Wording(en: "a progression that never ends or never starts", ko: "끝나지 않거나 시작하지 않는 수열"),
    Wording(
      en: """
        `from A to B by C` gives A, A + C, A + 2·C … up to B. All three are finite numbers and C is not 0. Without \
        `by` C is 1; counting down needs a negative C. Where adjacent numbers are further apart than C (from \
        9007199254740992 for a C of 1), counting is not exact; that is an error, too.
        """,
      ko:
        "`from A to B by C`는 A, A + C, A + 2·C … 를 B까지 냅니다. 셋 다 유한한 수이고 C는 0이 아닙니다. `by`가 없으면 C는 1이고, 거꾸로 세려면 C가 음수여야 합니다. 수가 C보다 멀리 떨어져 있는 곳(C가 1이면 9007199254740992)에서는 정확히 셀 수 없으므로 그것도 오류입니다."
    ))
  static let unusableOverride = DiagnosticCode(
    "E0309", Wording(en: "an override of another kind", ko: "종류가 다른 값으로 바꾸기"),
    Wording(
      en: """
        `nnsh f.nn NAME=VALUE` gives a `param` another value of the same kind: a number for a number, true or false \
        for a boolean, items separated by spaces for a list.
        """,
      ko: "`nnsh f.nn 이름=값`은 `param`에 같은 종류의 다른 값을 줍니다. 수에는 수, 참거짓 값에는 true나 false, 목록에는 빈칸으로 나눈 항목을 씁니다."))
  static let unprintableWord = DiagnosticCode(
    "E0310", Wording(en: "a printed word that is not a measure", ko: "측정값이 아닌 출력할 단어"),
    Wording(
      en: "`print` shows values: measures, `$variables`, expressions in parentheses. Write text in quotes.",
      ko: "`print`는 값을 보여 줍니다: 측정값, `$변수`, 괄호로 묶은 식. 글은 따옴표로 묶습니다."))
  static let valueTooLarge = DiagnosticCode(
    "E0313", Wording(en: "a value that is too large", ko: "너무 큰 값"),
    Wording(
      en:
        "A text has at most 16 MiB, a list at most 1,000,000 items, so that no loop uses up all memory.",
      ko: "글은 16 MiB, 목록은 1,000,000개까지입니다. 그러지 않으면 반복문이 메모리를 다 쓸 수 있습니다."))
  static let tooManyCases = DiagnosticCode(
    "E0312", Wording(en: "more cases than a sweep can hold", ko: "스윕에 담을 수 없이 많은 경우"),
    Wording(
      en: """
        Every combination of the axes' values is a case, and each case takes a row; a sweep has at most a million \
        cases. Two axes of 2,000 values each give four million cases.
        """,
      ko: "축의 값을 짝지은 것 하나하나가 한 경우이고 저마다 한 행을 차지합니다. 스윕은 백만 경우까지입니다. 값이 2,000개씩인 축이 둘이면 4백만 경우입니다."))
}

extension Value {
  /// The maximum size of a text, in bytes.
  static let textLimit = 1 << 24
  /// The maximum number of items in a list.
  static let itemLimit = 1_000_000
}

extension Diagnostic {
  static func tooLarge(_ value: Value, at range: SourceRange) -> Diagnostic {
    let limit: Wording =
      if case .list = value { Wording(en: "a list has at most 1,000,000 items", ko: "목록은 1,000,000개까지입니다") } else {
        Wording(en: "a text has at most 16 MiB", ko: "글은 16 MiB까지입니다")
      }
    return Diagnostic(
      .valueTooLarge, limit, at: range,
      help: Wording(en: "check for a loop that makes it grow without end", ko: "반복문이 끝없이 늘리고 있지 않은지 보세요"))
  }
}
