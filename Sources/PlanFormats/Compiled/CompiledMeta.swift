internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText

/// What a compiled plan says of itself, as JSON.
struct CompiledMeta: Sendable {
  let source: String
  let crs: CoordinateReferenceSystem
  let digest: String
  let moved: (count: Int, farthest: Double)
  /// How many different positions each level has.
  let vertexCounts: [Level: Int]
  /// For each level of the index the number of its areas that are no voids.
  let firstVoids: [Int]

  init(_ plan: Plan, _ index: AssignmentIndex) {
    source = plan.source
    crs = plan.crs
    digest = plan.digest()
    moved = plan.moved
    vertexCounts = plan.vertexCounts()
    firstVoids = index.levels.map(\.firstVoid)
  }

  /// Reads the text; `nil` when it is not such a text.
  init?(_ text: [UInt8]) {
    guard let value = try? JSONDocument().parse(text), let source = value["source"]?.string,
      let definition = value["crs"]?.string,
      let crs = CoordinateReferenceSystem(stored: definition),
      let digest = value["digest"]?.string, let count = value["moved"]?.integer,
      let farthest = value["farthest_m"]?.number, let levels = value["levels"],
      let vertices = value["vertices"]
    else { return nil }
    (self.source, self.crs, self.digest, moved) = (source, crs, digest, (count, farthest))
    firstVoids = levels.elements.compactMap(\.integer)
    var counts: [Level: Int] = [:]
    for level in Level.allCases { counts[level] = vertices[level.rawValue]?.integer }
    vertexCounts = counts
  }

  func write(to writer: inout CompiledFileWriter) {
    var json = JSONWriter()
    json.object { json in
      json.member("source", source)
      json.member("crs", crs.definition)
      json.member("digest", digest)
      json.member("moved", moved.count)
      json.member("farthest_m", moved.farthest)
      json.key("vertices")
      json.object { json in
        for level in Level.allCases {
          if let count = vertexCounts[level] { json.member(level.rawValue, count) }
        }
      }
      json.key("levels")
      json.array { json in for firstVoid in firstVoids { json.value(firstVoid) } }
    }
    writer.add(.meta, FlatTable(json.bytes))
  }
}

extension CoordinateReferenceSystem {
  /// The system of a definition that was stored; `nil` when PROJ does not know it any more.
  fileprivate init?(stored definition: String) {
    do throws(Refusal) {
      if definition.hasPrefix("EPSG:") {
        try self.init(named: definition)
      } else {
        try self.init(definition: definition)
      }
    } catch {
      return nil
    }
  }
}
