import CKernels
import Testing

/// What the kernels are asked for is held against the plan before they read a number.
@Suite struct RequestTests {
  /// Eight rows of two inputs and one target, trained on in batches of three.
  private struct Case {
    var plan = nn_plan()
    var request = nn_request()
    var order: [Int32]?

    init() {
      (plan.inputs, plan.outputs, plan.rows) = (2, 1, 3)
      (request.x.width, request.x.count, request.y.width, request.y.count) = (2, 8, 1, 8)
      (request.order_count, request.batch, request.steps, request.rate_count) = (8, 3, 7, 1)
      (request.observe_every, request.observation_room) = (2, 4)
    }

    var fits: Bool {
      var (plan, request) = (plan, request)
      guard let order else { return nn_fits(&plan, &request) }
      return order.withUnsafeBufferPointer {
        (request.order, request.order_count) = ($0.baseAddress, $0.count)
        return nn_fits(&plan, &request)
      }
    }
  }

  private func fits(_ change: (inout Case) -> Void) -> Bool {
    var test = Case()
    change(&test)
    return test.fits
  }

  @Test func whatFits() {
    #expect(fits { _ in })
    #expect(fits { $0.order = [7, 0, 7, 3] })
    #expect(fits { $0.request.start = 6 })
    #expect(fits { $0.request.rate_count = 7 })
    #expect(fits { ($0.request.steps, $0.request.observation_room) = (0, 0) })
    // Row 9 is no row, but two steps do not come to it.
    #expect(fits { ($0.order, $0.request.steps) = ([0, 1, 2, 3, 4, 5, 9], 2) })
  }

  @Test func widthsAndCounts() {
    for width in [0, 1, 3, 784] { #expect(!fits { $0.request.x.width = width }) }
    for width in [0, 2] { #expect(!fits { $0.request.y.width = width }) }
    for count in [0, 7, 9] { #expect(!fits { $0.request.y.count = count }) }
    #expect(!fits { $0.request.order_count = 9 })
    #expect(!fits { $0.request.order_count = 0 })
  }

  @Test func rowNumbers() {
    for row: Int32 in [-1, 8, .max, .min] {
      #expect(!fits { $0.order = [0, 1, row, 2] })
      #expect(!fits { ($0.order, $0.request.steps) = ([row, 1, 2, 0, 0, 0], 1) })
      // The walk begins again at the front.
      #expect(!fits { ($0.order, $0.request.start, $0.request.steps) = ([row, 1, 2, 0, 0, 0], 3, 2) })
    }
  }

  @Test func batchesRatesAndObservations() {
    for batch in [0, -1, 4] { #expect(!fits { $0.request.batch = batch }) }
    for start in [-3, 8, 9] { #expect(!fits { $0.request.start = start }) }
    for count in [0, 2, 6] { #expect(!fits { $0.request.rate_count = count }) }
    #expect(!fits { $0.request.observation_room = 3 })
    #expect(!fits { $0.request.observe_from = -1 })
    #expect(!fits { $0.request.steps = -1 })
  }

  @Test func rowsThatThereAre() {
    var rows = nn_rows()
    rows.count = 5
    #expect(nn_has_rows(&rows, nil, 0, 2, 3))
    #expect(!nn_has_rows(&rows, nil, 0, 2, 4))
    #expect(!nn_has_rows(&rows, nil, 0, 6, 0))
    #expect(nn_has_rows(&rows, [4, 0], 2, 0, 2))
    #expect(!nn_has_rows(&rows, [4, 0], 2, 1, 2))
    #expect(!nn_has_rows(&rows, [4, 5], 2, 0, 2))
    #expect(!nn_has_rows(&rows, [4, -1], 2, 1, 1))
  }
}
