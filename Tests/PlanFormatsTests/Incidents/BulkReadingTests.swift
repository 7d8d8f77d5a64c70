import Geometry
import GridPartition
import PlanFormats
import TestSupport
import Testing

/// Positions that are read and answered in bulk get what each would get by itself.
@Suite struct BulkReadingTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `numbers in bulk reach the lattice point of their nearest double`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<100).map { _ in
      "\(number(&random, 180)),\(number(&random, 90)),a\n"
    }
    let text = "x,y,n\n" + rows.joined()
    var options = IncidentOptions()
    let bulk = try run(text, options: options)
    // A row with a field that is carried is read by itself.
    options.accuracyField = "n"
    #expect(try run(text, options: options) == bulk, "seed \(seed): \(text)")
  }

  @Test(arguments: IncidentFormat.allCases, ["in.csv", "in.ndjson"])
  func `an answer kept for its unit is the one that is made anew`(
    format: IncidentFormat, name: String
  ) throws {
    let rows = (0..<3_000).map { number in
      name == "in.csv"
        ? "\(number % 7),\(number % 5)" : "{\"x\":\(number % 7),\"y\":\(number % 5)}"
    }
    let text = (name == "in.csv" ? "x,y\n" : "") + rows.joined(separator: "\n")
    var options = IncidentOptions()
    options.outputFormat = format
    let kept = try answered(text, name, options, inBulk: true)
    #expect(try answered(text, name, options, inBulk: false).text == kept.text)
    #expect(kept.text.contains(format == .csv ? "\"a,\"\"1\",V,inside" : "\"a,\\\"1\""))
    #expect(kept.run.tally[.outside] == 600)
    #expect(kept.run.tally.total == 3_000)
  }

  /// Units 0 to 3 by y; y 4 is outside.
  private func answered(
    _ text: String, _ name: String, _ options: IncidentOptions, inBulk: Bool
  ) throws -> (text: String, run: IncidentRun) {
    let codes = ["a,\"0", "a,\"1", "a,\"2", "字", "V"]
    var ends: [UInt32] = []
    for code in codes { ends.append((ends.last ?? 0) + UInt32(code.utf8.count)) }
    let directory = UnitDirectory(
      texts: TextTable(bytes: FlatTable(codes.flatMap(\.utf8)), ends: FlatTable(ends)),
      entries: FlatTable(
        (0..<4).map { UnitDirectory.Entry(code: $0, village: 4, station: -1, town: -1) }))
    let router = IncidentRouter(
      placement: .plain, directory: directory,
      findUnits: { points, units in
        units = points.map { point in
          let unit = Int32(point.y / 1_000_000_000)
          guard inBulk, point.x > 0 else { return Assigner.unsettled }
          return unit < 4 ? unit : Assigner.outside
        }
      },
      answer: { incidents in
        incidents.map { incident in
          guard case .placed(let point) = incident.position else {
            return AppendedFields(status: .invalid)
          }
          let unit = Int(point.y / 1_000_000_000)
          return unit < 4
            ? AppendedFields(gridCode: codes[unit], villageCode: "V", status: .inside)
            : AppendedFields(status: .outside)
        }
      })
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: name)
    let run = try process(path, to: folder.path + "/out", options: options, router: router)
    return (String(decoding: try folder.read("out"), as: UTF8.self), run)
  }

  private func run(_ text: String, options: IncidentOptions) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: "in.csv")
    _ = try process(path, to: folder.path + "/out", options: options) { incidents in
      incidents.map { incident in
        guard case .placed(let point) = incident.position else {
          return AppendedFields(status: .invalid)
        }
        return AppendedFields(gridCode: "\(point.x)/\(point.y)", status: .inside)
      }
    }
    return String(decoding: try folder.read("out"), as: UTF8.self)
  }

  /// A number of any length; often near the middle between two lattice points or near the limit.
  private func number(_ random: inout SplitMix64, _ limit: Int) -> String {
    func digits(_ count: Int) -> String {
      (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }
    let sign = ["", "", "", "-", "+"][Int.random(in: 0..<5, using: &random)]
    let whole = Int.random(in: 0...limit, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return sign + String(whole)
    case 1:
      return sign + "\(whole)." + digits(9) + "5" + digits(Int.random(in: 0...3, using: &random))
    case 2: return sign + "\(whole)." + digits(9) + "49999" + digits(6)
    case 3: return sign + "\(whole)." + digits(9) + "500000" + digits(12)
    case 4: return sign + "\(limit - 1).999999999" + digits(4)
    case 5: return " " + sign + "\(whole)." + digits(5) + "\t"
    case 6: return "\"" + sign + "\(whole)." + digits(6) + "\""
    case 7: return sign + "\(whole)." + digits(9)
    case 8:
      var text = Array((sign + "00\(whole)." + digits(9)).utf8)
      let damage = [UInt8](".-e/:x 0".utf8)
      text[Int.random(in: text.indices, using: &random)] =
        damage[Int.random(in: damage.indices, using: &random)]
      return String(decoding: text, as: UTF8.self)
    default: return sign + "\(whole)." + digits(Int.random(in: 0...24, using: &random))
    }
  }
}
