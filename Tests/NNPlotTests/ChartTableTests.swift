import NNPlot
import Testing

@Suite struct ChartTableTests {
  @Test func seriesShareTheirRows() {
    let chart = LineChart(
      x: .init("step"), y: .init("loss"),
      series: [.init("a", x: [0, 100], y: [0.1, .nan]), .init("b", x: [200, 100], y: [3, 2])])
    #expect(chart.csv() == "step,a,b\n0,0.1,\n100,nan,2\n200,,3\n")
  }

  @Test func aRepeatedXKeepsEveryPoint() {
    let chart = LineChart(y: .init("loss"), series: [.init("", x: [1, 1, .nan], y: [2, 3, 4])])
    #expect(chart.csv() == "x,loss\n1,2\n1,3\n")
  }

  @Test func bars() {
    #expect(BarChart(label: "norm", bars: [.init("layer, 1", 0.5)]).csv() == "name,norm\n\"layer, 1\",0.5\n")
  }
}
