import Geometry
import GridPartition
import PlanFormats

/// Works a file through with answers that can be told from the incident.
///
/// A position is answered with its numbers as the grid and `inside`, anything else with `invalid`
/// and the problem's name.
func run(
  _ text: [UInt8], _ name: String = "in.csv", options: IncidentOptions = IncidentOptions()
) throws -> String {
  String(decoding: try bytes(text, name, options: options), as: UTF8.self)
}

func run(
  _ text: String, _ name: String = "in.csv", options: IncidentOptions = IncidentOptions()
) throws -> String {
  try run(Array(text.utf8), name, options: options)
}

func bytes(
  _ text: [UInt8], _ name: String = "in.csv", options: IncidentOptions = IncidentOptions()
) throws -> [UInt8] {
  let folder = try TemporaryFolder()
  let path = try folder.write(text, to: name)
  _ = try process(path, to: folder.path + "/out", options: options) { $0.map(answer) }
  return try folder.read("out")
}

/// Works a file through with answers that are made one by one.
func process(
  _ input: String, to output: String, options: IncidentOptions,
  answer: @escaping @Sendable ([Incident]) -> [AppendedFields]
) throws -> IncidentRun {
  let directory = UnitDirectory(
    texts: TextTable(bytes: FlatTable([]), ends: FlatTable([])), entries: FlatTable([]))
  let router = IncidentRouter(
    placement: .plain, directory: directory,
    findUnits: { points, units in units = points.map { _ in -1 } }, answer: answer)
  return try process(input, to: output, options: options, router: router)
}

@Sendable func answer(_ incident: Incident) -> AppendedFields {
  switch incident.position {
  case .position(let position):
    AppendedFields(
      gridCode: "\(position.x)/\(position.y)",
      villageCode: incident.carried.first.flatMap(\.self) ?? "",
      status: .inside)
  case .placed(let point):
    AppendedFields(
      gridCode:
        "\(Lattice.geographic.ordinate(of: point.x))/\(Lattice.geographic.ordinate(of: point.y))",
      villageCode: incident.carried.first.flatMap(\.self) ?? "", status: .inside)
  case .unusable(let problem): AppendedFields(status: .invalid, error: "\(problem)".prefixWord)
  }
}

extension String {
  /// The name of an enumeration's case.
  var prefixWord: String { String(prefix { $0.isLetter }) }
}
