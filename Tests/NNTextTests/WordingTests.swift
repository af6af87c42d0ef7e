import NNText
import Testing

struct WordingTests {
  private let name = "rate"

  @Test func eachLanguageHasItsOwn() {
    let wording = Wording(en: "unknown column '\(name)'", ko: "'\(name)' 열이 없습니다")
    #expect(wording[.english] == "unknown column 'rate'")
    #expect(wording[.korean] == "'rate' 열이 없습니다")
  }

  @Test func aWordingInAWordingTakesTheLanguageAroundIt() {
    let inner = Wording(en: "a number", ko: "수")
    let outer = Wording(en: "expected \(inner), found \(3)", ko: "있어야 할 것: \(inner). 실제로는 \(3)")
    #expect(outer.english == "expected a number, found 3")
    #expect(outer.korean == "있어야 할 것: 수. 실제로는 3")
    #expect((inner + Wording(verbatim: "!")).korean == "수!")
    #expect([inner, inner].joined(separator: ", ").korean == "수, 수")
  }

  @Test(arguments: [
    ("층", "층은"), ("모델", "모델은"), ("손실", "손실은"), ("변수", "변수는"), ("3", "3은"), ("5", "5는"), ("10", "10은"),
    ("tanh", "tanh은(는)"), ("", "은(는)"),
  ])
  func particlesFollowTheLastSyllable(_ word: String, _ expected: String) {
    #expect(word + Particle.topic(word) == expected)
  }

  @Test func systemErrorsAreInBothLanguages() {
    #expect(Wording(systemError: 2).english == "no such file or directory")
    #expect(Wording(systemError: 2).korean == "그런 파일이나 폴더가 없습니다")
  }
}
