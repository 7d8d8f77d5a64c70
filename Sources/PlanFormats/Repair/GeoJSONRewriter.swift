internal import Foundation
internal import Geometry
internal import GridPartition
internal import JSONText

/// Puts new polygons into the text of GeoJSON files and leaves all else as it is.
///
/// A position that stays is written as it was; one that came from a neighbour as the neighbour has it,
/// so that both are equal to the last digit. New ones are the shortest decimals of their lattice point.
struct GeoJSONRewriter {
  typealias Result = PlanRewriter.Result

  private struct Feature {
    let unit: Int
    let file: Int
    let range: Range<Int>
  }

  private let before: Plan
  private let after: Plan
  private let changed: Set<Int>
  /// The path and the text of each file.
  private var texts: [(path: String, bytes: [UInt8])] = []
  private var features: [Feature] = []
  /// Vertices that units write differently.
  private var disputed: Set<LatticePoint> = []
  /// How units are written whose positions matter.
  private var written: [Int: WrittenUnit] = [:]
  /// The file that each of these is in.
  private var fileOf: [Int: Int] = [:]
  /// How each position is to be written.
  private var spellings: [LatticePoint: (position: Position, text: [UInt8])] = [:]

  /// Rewrites the files of a plan.
  ///
  /// When nothing has changed, nothing is respelled either.
  ///
  /// - Parameters:
  ///   - files: The files that the plan was read from.
  ///   - before: The plan as it was read.
  ///   - after: The same units with other polygons.
  ///   - changed: The units whose polygons are others.
  /// - Returns: All files, those without a change as well.
  /// - Throws: ``PlanReadingError`` when a file cannot be read again as it was.
  /// - Complexity: O(*n*) in the size of the files.
  static func rewrite(
    _ files: [String], from before: Plan, to after: Plan, changed: [Int]
  ) throws(PlanReadingError) -> Result {
    var rewriter = GeoJSONRewriter(before, after, changed)
    for file in files { try rewriter.load(file) }
    if !changed.isEmpty {
      for file in files.indices { try rewriter.findFeatures(in: file) }
      rewriter.findDisputes()
      try rewriter.readUnits()
      rewriter.spell()
    }
    return rewriter.result()
  }

  private init(_ before: Plan, _ after: Plan, _ changed: [Int]) {
    (self.before, self.after, self.changed) = (before, after, Set(changed))
  }

  private mutating func load(_ path: String) throws(PlanReadingError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .file(.unreadable(path: path, reason: FileError.reason(errno)))
    }
    texts.append((path, [UInt8](data)))
  }

  private mutating func findFeatures(in file: Int) throws(PlanReadingError) {
    var units: [Int: Int] = [:]
    for unit in before.units.indices
    where before.units[unit].attributes.source.file == texts[file].path {
      units[before.units[unit].attributes.source.number] = unit
    }
    var splitter = FeatureCollectionSplitter()
    let bytes = texts[file].bytes
    splitter.append(bytes.span)
    splitter.finish()
    var number = 0
    do throws(JSONTextError) {
      while true {
        switch try splitter.next() {
        case .element(let element):
          number += 1
          guard let unit = units[number] else { continue }
          let range = element.offset..<element.offset + element.range.count
          features.append(Feature(unit: unit, file: file, range: range))
        case .end, .needsMore: return
        case .member: continue
        }
      }
    } catch {
      throw .notJSON(file: texts[file].path, error)
    }
  }

  /// Finds vertices that units write differently; there are none when all are on the lattice.
  private mutating func findDisputes() {
    guard before.moved.count > 0 else { return }
    var spellings = PositionSpellings(on: before.lattice)
    for feature in features {
      let bytes = texts[feature.file].bytes
      spellings.add(bytes.span.extracting(feature.range))
    }
    disputed = spellings.disputed
  }

  /// Reads the units that change, those that share a vertex with them, and those with disputes.
  private mutating func readUnits() throws(PlanReadingError) {
    var points = disputed
    var boxes = disputed.map { Envelope(minimum: $0, maximum: $0) }
    for unit in changed {
      let polygons = after.units[unit].polygons
      after.store.forEachEdge(ofPolygons: polygons) { points.insert($1) }
      boxes.append(after.store.box(ofPolygons: polygons))
    }
    let tree = EnvelopeTree(boxes)
    let document = JSONDocument()
    for feature in features where isWanted(feature.unit, points, tree) {
      do throws(JSONTextError) {
        let bytes = texts[feature.file].bytes
        let value = try document.parse(bytes.span.extracting(feature.range))
        written[feature.unit] = WrittenUnit(
          value, startingAt: feature.range.lowerBound, on: before.lattice)
        fileOf[feature.unit] = feature.file
      } catch {
        throw .notJSON(file: texts[feature.file].path, error)
      }
    }
  }

  /// Whether a unit changes or has one of some points, which are in the boxes of a tree.
  private func isWanted(_ unit: Int, _ points: Set<LatticePoint>, _ tree: EnvelopeTree) -> Bool {
    if changed.contains(unit) { return true }
    let polygons = before.units[unit].polygons
    var isWanted = false
    tree.forEachMember(meeting: before.store.box(ofPolygons: polygons)) { _ in isWanted = true }
    guard isWanted else { return false }
    isWanted = false
    before.store.forEachEdge(ofPolygons: polygons) { isWanted = isWanted || points.contains($1) }
    return isWanted
  }

  /// Finds out how each position is to be written: as a unit has it that does not change, else as the
  /// one with the lowest code has it.
  private mutating func spell() {
    let order = written.keys.sorted { a, b in
      let (first, second) = (changed.contains(a), changed.contains(b))
      if first != second { return second }
      let (one, other) = (before.units[a].code, before.units[b].code)
      return one == other ? a < b : codePrecedes(one, other)
    }
    for unit in order {
      guard let file = fileOf[unit] else { continue }
      for spot in written[unit]?.spots ?? [] where spellings[spot.point] == nil {
        spellings[spot.point] = (spot.position, Array(texts[file].bytes[spot.range]))
      }
    }
  }
}

extension GeoJSONRewriter {
  private func result() -> Result {
    var replacements = [[(range: Range<Int>, by: [UInt8])]](repeating: [], count: texts.count)
    var respelled: [Int: [(from: Position, to: Position)]] = [:]
    for (unit, old) in written {
      guard let file = fileOf[unit] else { continue }
      if changed.contains(unit) {
        replacements[file].append(replacement(of: unit, old))
        continue
      }
      for spot in old.spots where disputed.contains(spot.point) {
        guard let spelling = spellings[spot.point], spelling.position != spot.position else {
          continue
        }
        replacements[file].append((spot.range, spelling.text))
        respelled[unit, default: []].append((spot.position, spelling.position))
      }
    }
    let files = zip(texts, replacements).map { text, replacements in
      EditedFile(
        name: (text.path as NSString).lastPathComponent, original: text.bytes,
        replacing: replacements.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }
    return Result(files: files, respelled: respelled)
  }

  private func replacement(
    of unit: Int, _ old: WrittenUnit
  ) -> (range: Range<Int>, by: [UInt8]) {
    let polygons = after.units[unit].polygons
    if let coordinates = old.coordinates, old.isMultiple || polygons.count == 1 {
      return (coordinates, text(of: polygons, isMultiple: old.isMultiple, old.isClockwise))
    }
    let isMultiple = polygons.count > 1
    let head = "{\"type\":\"\(isMultiple ? "MultiPolygon" : "Polygon")\",\"coordinates\":"
    let coordinates = text(of: polygons, isMultiple: isMultiple, old.isClockwise)
    return (old.geometry, Array(head.utf8) + coordinates + Array("}".utf8))
  }

  private func text(
    of polygons: Range<Int>, isMultiple: Bool, _ isClockwise: Bool
  ) -> [UInt8] {
    let parts = polygons.map { polygon in
      list(
        after.store.rings(ofPolygon: polygon).map { ring in
          let points = Array(after.store.points[after.store.positions(ofRing: ring)])
          let ordered = isClockwise ? points.reversed() : points
          return list((ordered + ordered.prefix(1)).map(text))
        })
    }
    return isMultiple ? list(parts) : parts.first ?? list([])
  }

  private func text(of point: LatticePoint) -> [UInt8] {
    if let known = spellings[point] { return known.text }
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
