internal import Foundation
internal import GridPartition
internal import JSONText

/// A TopoJSON, which is unfolded into a GeoJSON for each of its objects, in a temporary folder.
///
/// Standard: The TopoJSON Format Specification 1.0.
struct TopoJSONFile {
  private let path: String
  private let document = JSONDocument()
  private let root: JSONValue
  /// The positions of all arcs, `x, y, x, y, …`.
  private var ordinates: [Double] = []
  /// How many positions there are up to the end of each arc.
  private var arcEnds: [Int] = []

  /// Whether a file that may be a GeoJSON is a TopoJSON, by its first members.
  static func isTopology(_ path: String) -> Bool {
    guard let head = ByteReader.head(ofFile: path, 512) else { return false }
    let text = String(decoding: head, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
    return text.contains("\"type\":\"Topology\"")
      || ["arcs", "objects", "transform"].contains { text.hasPrefix("{\"\($0)\":") }
  }

  /// Turns the file into parts of a plan.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - level: The level that it is named after, in a folder of such files.
  /// - Returns: The parts, which keep the temporary folder as long as they are there.
  /// - Throws: ``PlanReadingError``.
  static func parts(
    of path: String, level: Level?
  ) throws(PlanReadingError) -> (parts: [PlanPart], remarks: [PlanReadingRemark]) {
    let file = try TopoJSONFile(path)
    let objects = file.root["objects"].map { Array($0.members) } ?? []
    guard !objects.isEmpty else { throw .noFeatures(file: path) }
    let choice = try LayerChoice(of: objects.map(\.name), in: path, level: level)
    let folder: WorkFolder
    do throws(FileError) { folder = try WorkFolder() } catch { throw .file(error) }
    var parts: [PlanPart] = []
    for (offset, level) in choice.layers {
      let unfolded = folder.path(of: "\(offset).geojson")
      let text = try file.features(of: objects[offset])
      do throws(FileError) { try folder.write(text, to: unfolded) } catch { throw .file(error) }
      let name = objects.count == 1 ? path : "\(path):\(objects[offset].name)"
      parts.append(
        PlanPart(content: .geoJSON(path: unfolded), level: level, name: name, folder: folder))
    }
    return (parts, choice.remarks)
  }

  private init(_ path: String) throws(PlanReadingError) {
    self.path = path
    let text: [UInt8]
    do throws(FileError) {
      var reader = try ByteReader(path: path)
      text = try reader.readAll()
    } catch { throw .file(error) }
    do throws(JSONTextError) { root = try document.parse(text) } catch {
      throw .notJSON(file: path, error)
    }
    try readArcs()
  }

  private func broken(_ place: String) -> PlanReadingError {
    .brokenTopology(file: path, place: place)
  }
}

extension TopoJSONFile {
  /// Reads the arcs, which with a transform are steps of whole numbers.
  private mutating func readArcs() throws(PlanReadingError) {
    let transform = root["transform"]
    let scale = transform?["scale"].map { $0.elements.compactMap(\.number) }
    let translate = transform?["translate"].map { $0.elements.compactMap(\.number) }
    guard transform == nil || (scale?.count == 2 && translate?.count == 2) else {
      throw broken("transform")
    }
    guard let arcs = root["arcs"] else { throw broken("arcs") }
    for (index, arc) in arcs.elements.enumerated() {
      var (x, y) = (0.0, 0.0)
      for position in arc.elements {
        let pair = position.elements.prefix(2).compactMap(\.number)
        guard pair.count == 2 else { throw broken("arcs[\(index)]") }
        if let scale, let translate {
          (x, y) = (x + pair[0], y + pair[1])
          ordinates += [x * scale[0] + translate[0], y * scale[1] + translate[1]]
        } else {
          ordinates += pair
        }
      }
      arcEnds.append(ordinates.count / 2)
    }
  }

  /// The features of an object as a GeoJSON, a line for each.
  private func features(of object: JSONMember) throws(PlanReadingError) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("type", "FeatureCollection")
    if let system = root["crs"] {
      json.key("crs")
      json.value(system)
    }
    json.key("features")
    json.beginArray()
    let isCollection = object.value["type"]?.isString("GeometryCollection") ?? false
    let geometries =
      isCollection ? object.value["geometries"].map { Array($0.elements) } ?? [] : [object.value]
    for (index, geometry) in geometries.enumerated() {
      let place = "objects.\(object.name)" + (isCollection ? ".geometries[\(index)]" : "")
      try write(geometry, place, to: &json)
    }
    json.endArray()
    json.endObject()
    return json.finish()
  }

  private func write(
    _ geometry: JSONValue, _ place: String, to json: inout JSONWriter
  ) throws(PlanReadingError) {
    json.beginObject()
    json.member("type", "Feature")
    if let id = geometry["id"] {
      json.key("id")
      json.value(id)
    }
    json.key("properties")
    if let properties = geometry["properties"] { json.value(properties) } else { json.null() }
    json.key("geometry")
    if let type = geometry["type"], !type.isNull {
      json.beginObject()
      json.key("type")
      json.value(type)
      json.key("coordinates")
      try write(geometry["arcs"], depth: Self.depth(of: type), place, to: &json)
      json.endObject()
    } else {
      json.null()
    }
    json.endObject()
  }

  /// How many arrays there are around the arcs of a ring.
  private static func depth(of type: JSONValue) -> Int? {
    type.isString("Polygon") ? 1 : type.isString("MultiPolygon") ? 2 : nil
  }

  /// Writes rings in place of their arcs; nothing for a type that has none, which is refused later.
  private func write(
    _ arcs: JSONValue?, depth: Int?, _ place: String, to json: inout JSONWriter
  ) throws(PlanReadingError) {
    json.beginArray()
    if let depth {
      guard let arcs, arcs.kind == .array else { throw broken(place) }
      for element in arcs.elements {
        if depth == 1 {
          try writeRing(element, place, to: &json)
        } else {
          try write(element, depth: depth - 1, place, to: &json)
        }
      }
    }
    json.endArray()
  }

  /// Writes the positions of a ring: each arc without its first one, which ends the arc before.
  private func writeRing(
    _ arcs: JSONValue, _ place: String, to json: inout JSONWriter
  ) throws(PlanReadingError) {
    json.beginArray()
    var isFirst = true
    for element in arcs.elements {
      guard let code = element.integer, arcEnds.indices.contains(code < 0 ? ~code : code) else {
        throw broken(place)
      }
      let arc = code < 0 ? ~code : code
      let positions = (arc == 0 ? 0 : arcEnds[arc - 1])..<arcEnds[arc]
      let inOrder = code < 0 ? Array(positions.reversed()) : Array(positions)
      for position in isFirst ? inOrder[...] : inOrder.dropFirst() {
        json.beginArray()
        json.value(ordinates[2 * position])
        json.value(ordinates[2 * position + 1])
        json.endArray()
      }
      isFirst = false
    }
    json.endArray()
  }
}
