internal import GridPartition
internal import Wording

/// Looks at a file of incidents as a whole: whether they are in the systems that were stated.
struct IncidentGate {
  /// Of the plan, or of its versions.
  let assigners: [Assigner]
  /// Some of the positions of each system.
  let samples = PositionSamples()
  /// Whether a likely mistake is an error.
  let isStrict: Bool
  let language: Language

  /// What is to be said of the batch.
  var warnings: [String] {
    samples.all.compactMap { system, positions in
      PositionGate(assigners, stated: system).finding(on: positions)?.sentence(in: language)
    }
  }

  /// Keeps the output from appearing when the batch looks wrong and that counts as an error.
  func conclude() throws {
    guard isStrict, case let warnings = warnings, !warnings.isEmpty else { return }
    let remedy = Phrase(
      zh: "改正后重试；确认无误时去掉 --strict。",
      en: "Correct that; when it is right as it is, leave out --strict.")
    throw Failure(
      status: .badInput,
      notice: Notice(message: warnings.joined(separator: "\n"), remedy: remedy(language)))
  }
}
