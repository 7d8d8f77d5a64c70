internal import Geometry
internal import GridPartition

/// The units and polygons of a plan in a file.
enum CompiledUnits {
  /// A unit; texts by their numbers, -1 for none.
  private struct Row: BitwiseCopyable, Sendable {
    let level: Int32
    let isVoid: Int32
    let code: Int32
    let name: Int32
    let parent: Int32
    let file: Int32
    let number: Int64
    let firstPolygon: Int64
    let endPolygon: Int64
  }

  /// So many units are made in one step on some core.
  private static let stepSize = 1 << 14

  private struct BrokenRing: BitwiseCopyable, Sendable {
    let unit: Int64
    let problem: Int32
    let hasPlace: Int32
    let place: LatticePoint
  }

  static func write(_ plan: Plan, to writer: inout CompiledFileWriter) {
    var texts = Texts()
    var rows: [Row] = []
    var broken: [BrokenRing] = []
    for (number, unit) in plan.units.enumerated() {
      let attributes = unit.attributes
      rows.append(
        Row(
          level: Int32(Level.allCases.firstIndex(of: unit.level) ?? 0),
          isVoid: unit.isVoid ? 1 : 0, code: texts.number(of: attributes.code, in: .code),
          name: texts.number(of: attributes.name, in: .name),
          parent: texts.number(of: attributes.parent, in: .parent),
          file: texts.number(of: attributes.source.file, in: .file),
          number: Int64(attributes.source.number),
          firstPolygon: Int64(unit.polygons.lowerBound), endPolygon: Int64(unit.polygons.upperBound)
        ))
      broken += unit.brokenRings.map { ring in
        BrokenRing(
          unit: Int64(number),
          problem: Int32(RingProblem.allCases.firstIndex(of: ring.problem) ?? 0),
          hasPlace: ring.at == nil ? 0 : 1, place: ring.at ?? LatticePoint(x: 0, y: 0))
      }
    }
    writer.add(.unitBytes, FlatTable(texts.bytes))
    writer.add(.unitEnds, FlatTable(texts.ends))
    writer.add(.units, FlatTable(rows))
    writer.add(.brokenRings, FlatTable(broken))
    writer.add(.points, FlatTable(plan.store.points))
    writer.add(.ringEnds, FlatTable(plan.store.ringEnds))
    writer.add(.polygonEnds, FlatTable(plan.store.polygonEnds))
    writer.add(.fingerprints, FlatTable(plan.fingerprints))
  }

  /// - Returns: `nil` when a table is missing.
  static func read(_ file: CompiledFile, _ meta: CompiledMeta) -> Plan? {
    let texts = TextTable(bytes: file.table(.unitBytes), ends: file.table(.unitEnds))
    let rows = file.table(.units, of: Row.self).array()
    guard texts.bytes.isSound(0, count: texts.bytes.count),
      texts.ends.isSound(0, count: texts.ends.count), !rows.isEmpty
    else { return nil }
    var found: [Int: [(problem: RingProblem, at: LatticePoint?)]] = [:]
    for ring in file.table(.brokenRings, of: BrokenRing.self).array() {
      found[Int(ring.unit), default: []].append(
        (RingProblem.allCases[Int(ring.problem)], ring.hasPlace == 0 ? nil : ring.place))
    }
    let broken = found
    let units = ParallelLoop.onAllCores.array(rows.count, inStepsOf: stepSize) { range, units in
      var texts = KnownTexts(texts)
      for number in range {
        let row = rows[number]
        let file = texts.text(row.file, in: .file) ?? ""
        units.append(
          PlanUnit(
            attributes: UnitAttributes(
              level: Level.allCases[Int(row.level)], code: texts.text(row.code, in: .code),
              name: texts.text(row.name, in: .name), parent: texts.text(row.parent, in: .parent),
              isVoid: row.isVoid != 0,
              source: FeatureReference(file: file, number: Int(row.number))),
            polygons: Int(row.firstPolygon)..<Int(row.endPolygon), brokenRings: broken[number] ?? []
          ))
      }
    }
    let store = PolygonStore(
      points: LatticePoints(file.verifiedTable(.points)), ringEnds: file.table(.ringEnds).array(),
      polygonEnds: file.table(.polygonEnds).array())
    let fingerprints = file.table(.fingerprints, of: BoundaryFingerprint.self).array()
    guard fingerprints.count == units.count else { return nil }
    return Plan(
      source: meta.source, crs: meta.crs, lattice: Lattice(of: meta.crs), units: consume units,
      store: store, moved: meta.moved, fingerprints: fingerprints, digest: meta.digest,
      vertexCounts: meta.vertexCounts)
  }

  /// What a text says of a unit. Units that follow one another often say the same.
  private enum Column: Int, CaseIterable {
    case code, name, parent, file
  }

  /// Texts one after another.
  private struct Texts {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [UInt32] = []
    private var last = [(text: String, number: Int32)?](
      repeating: nil, count: Column.allCases.count)

    /// The number of a text, which is added unless it was the last one in its column; -1 for none.
    mutating func number(of text: String?, in column: Column) -> Int32 {
      guard let text else { return -1 }
      if let last = last[column.rawValue], last.text == text { return last.number }
      bytes += text.utf8
      ends.append(UInt32(bytes.count))
      let number = Int32(ends.count - 1)
      last[column.rawValue] = (text, number)
      return number
    }
  }

  /// Texts by their numbers, each made once as long as units follow that have it.
  private struct KnownTexts {
    private let texts: TextTable
    private var last = [(number: Int32, text: String)](
      repeating: (-1, ""), count: Column.allCases.count)

    init(_ texts: TextTable) { self.texts = texts }

    /// The text of a number; `nil` for -1.
    mutating func text(_ number: Int32, in column: Column) -> String? {
      guard number >= 0 else { return nil }
      if last[column.rawValue].number != number {
        last[column.rawValue] = (number, texts[Int(number)])
      }
      return last[column.rawValue].text
    }
  }
}
