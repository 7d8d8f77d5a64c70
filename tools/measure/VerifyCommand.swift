internal import ArgumentParser
internal import Geometry
internal import TestSupport

/// `measure verify`: holds the locator against the plain scan on many fields.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare the locator with the plain scan at random places and on all boundaries.")

  @Option(help: "Random places, over all fields.")
  var points = 10_000_000

  @Option(help: "Fields of each kind.")
  var fields = 100

  @Option(help: "The first seed; every field of a kind has the next one.")
  var seed: UInt64 = 1

  func validate() throws {
    guard points >= 0, fields > 0, seed < UInt64(Int.max) - UInt64(fields) else {
      throw ValidationError("There is at least one field, and no number is negative.")
    }
  }

  func run() throws {
    let kinds = AreaField.Kind.allCases
    var (pointsLeft, fieldsLeft) = (points, kinds.count * fields)
    var wrong = 0
    for kind in kinds {
      var (compared, onBoundary, vertices) = (0, 0, 0)
      for seed in seed..<seed + UInt64(fields) {
        var random = SplitMix64(seed: seed)
        let field = AreaField(kind, using: &random)
        let share = pointsLeft / fieldsLeft
        fieldsLeft -= 1
        vertices += field.areas.joined().joined().count
        pointsLeft -= share
        let boundary = field.boundaryPlaces(using: &random)
        let places = boundary + field.randomPlaces(share, using: &random)
        (compared, onBoundary) = (compared + places.count, onBoundary + boundary.count)
        let found = disagreements(of: field.locator, with: field.plainScan, at: places)
        wrong += found.count
        if let first = found.first {
          print("\(kind), seed \(seed): \(found.count) places, the first one \(first)")
        }
      }
      print(
        "\(kind): \(fields) fields, \(vertices) vertices, \(compared) places, \(onBoundary) of them"
          + " on boundaries or beside")
    }
    print(wrong == 0 ? "All answers are those of the plain scan." : "\(wrong) answers differ.")
    if wrong > 0 { throw ExitCode.failure }
  }
}
