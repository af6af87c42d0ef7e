extension DiagnosticCode {
  static let unknownMeasure = DiagnosticCode(
    "E0213", "unknown measure",
    """
    A measure is something nnsh can tell of the model or the training: `loss`, `test.accuracy`, `runs.tanh.loss`. In \
    front may stand a part of the data (`train`, `validation`, `test`, `batch`), `best`, and `runs.NAME` of a finished run.
    """)
}
