internal import Foundation
internal import Geometry
public import GridPartition
internal import JSONText

/// Puts new polygons into the text of GeoJSON files and leaves all else as it is.
///
/// A position that stays is written as it was; one that came from a neighbour as the neighbour has it,
/// so that both are equal to the last digit. New ones are the shortest decimals of their lattice point.
public struct GeoJSONRewriter {
  private let before: Plan
  private let after: Plan
  private let changed: Set<Int>
  /// The units of each file by the number of their feature.
  private var units: [String: [Int: Int]] = [:]
  /// How units are written whose positions matter.
  private var written: [Int: WrittenUnit] = [:]
  /// The text of each file.
  private var texts: [(path: String, bytes: [UInt8])] = []
  /// The text of each position that some unit has had all along.
  private var positions: [LatticePoint: [UInt8]] = [:]

  /// Rewrites the files of a plan.
  ///
  /// - Parameters:
  ///   - files: The files that the plan was read from.
  ///   - before: The plan as it was read.
  ///   - after: The same units with other polygons.
  ///   - changed: The units whose polygons are others.
  /// - Returns: All files, those without a change as well.
  /// - Throws: ``PlanReadingError`` when a file cannot be read again as it was.
  /// - Complexity: O(*n*) in the size of the files.
  public static func rewrite(
    _ files: [String], from before: Plan, to after: Plan, changed: [Int]
  ) throws(PlanReadingError) -> [EditedFile] {
    var rewriter = GeoJSONRewriter(before, after, changed)
    for file in files { try rewriter.read(file) }
    rewriter.collectPositions()
    return rewriter.texts.map { rewriter.edited($0.path, $0.bytes) }
  }

  private init(_ before: Plan, _ after: Plan, _ changed: [Int]) {
    (self.before, self.after, self.changed) = (before, after, Set(changed))
    for unit in before.units.indices {
      let source = before.units[unit].attributes.source
      units[source.file, default: [:]][source.number] = unit
    }
  }

  /// Units whose way of writing positions matters: those that change, and those that share a vertex
  /// with them.
  private func wantedUnits() -> Set<Int> {
    var points: Set<LatticePoint> = []
    for unit in changed {
      after.store.forEachEdge(ofPolygons: after.units[unit].polygons) { points.insert($1) }
    }
    var wanted = changed
    for unit in before.units.indices where !changed.contains(unit) {
      var isNear = false
      before.store.forEachEdge(ofPolygons: before.units[unit].polygons) {
        isNear = isNear || points.contains($1)
      }
      if isNear { wanted.insert(unit) }
    }
    return wanted
  }

  private mutating func read(_ path: String) throws(PlanReadingError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .file(.unreadable(path: path, reason: FileError.reason(errno)))
    }
    let bytes = [UInt8](data)
    texts.append((path, bytes))
    guard !changed.isEmpty else { return }
    let wanted = wantedUnits()
    var splitter = FeatureCollectionSplitter()
    splitter.append(bytes.span)
    splitter.finish()
    let document = JSONDocument()
    var number = 0
    do throws(JSONTextError) {
      while true {
        switch try splitter.next() {
        case .element(let element):
          number += 1
          guard let unit = units[path]?[number], wanted.contains(unit) else { continue }
          let range = element.offset..<element.offset + element.range.count
          let feature = try document.parse(bytes.span.extracting(range))
          written[unit] = WrittenUnit(feature, startingAt: range.lowerBound, on: before.lattice)
        case .end, .needsMore: return
        case .member: continue
        }
      }
    } catch {
      throw .notJSON(file: path, error)
    }
  }

  /// Finds out how each position is to be written: as a unit has it that does not change, else as the
  /// one with the lowest code has it.
  private mutating func collectPositions() {
    let order = written.keys.sorted { a, b in
      let (first, second) = (changed.contains(a), changed.contains(b))
      if first != second { return second }
      let (one, other) = (before.units[a].code, before.units[b].code)
      return one == other ? a < b : codePrecedes(one, other)
    }
    for unit in order {
      positions.merge(written[unit]?.positions ?? [:]) { first, _ in first }
    }
  }

  private func edited(_ path: String, _ bytes: [UInt8]) -> EditedFile {
    var replacements: [(range: Range<Int>, by: [UInt8])] = []
    for (_, unit) in units[path] ?? [:] where changed.contains(unit) {
      guard let old = written[unit] else { continue }
      let polygons = after.units[unit].polygons
      if let coordinates = old.coordinates, old.isMultiple || polygons.count == 1 {
        replacements.append((coordinates, text(of: polygons, isMultiple: old.isMultiple)))
      } else {
        let isMultiple = polygons.count > 1
        let head = "{\"type\":\"\(isMultiple ? "MultiPolygon" : "Polygon")\",\"coordinates\":"
        let coordinates = text(of: polygons, isMultiple: isMultiple)
        replacements.append((old.geometry, Array(head.utf8) + coordinates + Array("}".utf8)))
      }
    }
    replacements.sort { $0.range.lowerBound < $1.range.lowerBound }
    return EditedFile(
      name: (path as NSString).lastPathComponent, original: bytes, replacing: replacements)
  }

  private func text(of polygons: Range<Int>, isMultiple: Bool) -> [UInt8] {
    let parts = polygons.map { polygon in
      list(after.store.rings(ofPolygon: polygon).map { ring in
        let points = after.store.points[after.store.positions(ofRing: ring)]
        return list((Array(points) + points.prefix(1)).map(text))
      })
    }
    return isMultiple ? list(parts) : parts.first ?? list([])
  }

  private func text(of point: LatticePoint) -> [UInt8] {
    if let known = positions[point] { return known }
    var json = JSONWriter()
    json.array { json in
      json.value(after.lattice.ordinate(of: point.x))
      json.value(after.lattice.ordinate(of: point.y))
    }
    return json.finish()
  }

  private func list(_ elements: [[UInt8]]) -> [UInt8] {
    var text = [UInt8(ascii: "[")]
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += element
    }
    return text + [UInt8(ascii: "]")]
  }
}
