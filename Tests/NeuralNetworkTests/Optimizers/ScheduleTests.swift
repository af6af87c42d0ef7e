import NeuralNetwork
import Testing

@Suite struct ScheduleTests {
  @Test func stepMultipliesAfterEachPeriod() {
    let schedule = Schedule(.step(every: Period(2, .epochs), factor: 0.1))
    #expect(schedule.rate(1, step: 19, stepsPerEpoch: 10) == 1)
    #expect(schedule.rate(1, step: 20, stepsPerEpoch: 10) == 0.1)
  }

  @Test func warmupRisesInALine() {
    let schedule = Schedule(.constant, warmup: Period(4, .steps))
    #expect((0..<6).map { schedule.rate(2, step: $0, stepsPerEpoch: 1) } == [0.5, 1, 1.5, 2, 2, 2])
  }

  @Test func cosineEndsAtZeroAndStaysThere() {
    let schedule = Schedule(.cosine(over: Period(10, .steps)))
    #expect(schedule.rate(1, step: 0, stepsPerEpoch: 1) == 1)
    #expect(abs(schedule.rate(1, step: 5, stepsPerEpoch: 1) - 0.5) < 1e-15)
    #expect(schedule.rate(1, step: 10, stepsPerEpoch: 1) == 0)
    #expect(schedule.rate(1, step: 1_000_000, stepsPerEpoch: 1) == 0)
  }

  @Test func exponentialCountsEpochs() {
    let schedule = Schedule(.exponential(factor: 0.5))
    #expect(schedule.rate(1, step: 7, stepsPerEpoch: 3) == 0.25)
  }

  @Test func hugePeriodsDoNotTrap() {
    let schedule = Schedule(.cosine(over: Period(.max, .epochs)), warmup: Period(.max, .epochs))
    #expect(schedule.rate(1, step: 3, stepsPerEpoch: 1000) >= 0)
  }
}
