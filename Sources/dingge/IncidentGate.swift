internal import CoordinateSystems
internal import GridPartition
internal import Wording

/// Looks at a file of incidents as a whole: whether they are in the system that was stated.
struct IncidentGate {
  /// Of the plan, or of its versions.
  let assigners: [Assigner]
  let stated: PositionSystem
  /// Some of the positions.
  let sample = PositionSample()
  /// Whether a likely mistake is an error.
  let isStrict: Bool
  let language: Language

  /// What is to be said of the batch.
  var warning: String? {
    PositionGate(assigners, stated: stated).finding(on: sample.positions)?.sentence(in: language)
  }

  /// Keeps the output from appearing when the batch looks wrong and that counts as an error.
  func conclude() throws {
    guard isStrict, let warning else { return }
    let remedy = Phrase(
      zh: "改正后重试；确认无误时去掉 --strict。",
      en: "Correct that; when it is right as it is, leave out --strict.")
    throw Failure(status: .badInput, notice: Notice(message: warning, remedy: remedy(language)))
  }
}
