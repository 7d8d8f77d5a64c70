internal import GridPartition
internal import JSONText

/// Parses the text of features.
///
/// Most of a plan is numbers: the coordinates of an ordinary feature are read straight from its
/// text, and only the rest becomes values. Where anything is unusual, all of it becomes values, and
/// ``PolygonReader`` says what is wrong.
struct FeatureParser {
  private let document = JSONDocument()
  private let polygonText = PolygonText()
  /// The text without the coordinates.
  private var rest: [UInt8] = []
  private var hasPolygons = false

  /// Parses a feature, or whatever else the text is.
  ///
  /// - Parameters:
  ///   - block: The text, and what is around it.
  ///   - place: Where in the block it is.
  /// - Returns: The value, to be used before the next text. In place of coordinates that were read
  ///   it has an empty array.
  /// - Throws: ``JSONTextError`` with the offset in the text.
  mutating func parse(_ block: [UInt8], _ place: Range<Int>) throws(JSONTextError) -> JSONValue {
    let text = block.span.extracting(place)
    hasPolygons = false
    if let range = polygonText.read(text), let value = parse(text, without: range) {
      hasPolygons = true
      return value
    }
    return try document.parse(text)
  }

  /// Parses a text without the array that was read; `nil` unless this is a geometry's.
  private mutating func parse(_ text: Span<UInt8>, without range: Range<Int>) -> JSONValue? {
    rest.removeAll(keepingCapacity: true)
    rest.append(contentsOf: text.extracting(..<range.lowerBound))
    PolygonText.placeholder.withUTF8Buffer { unsafe rest.append(contentsOf: $0) }
    rest.append(contentsOf: text.extracting(range.upperBound...))
    guard let value = try? document.parse(rest.span),
      let geometry = PlanFeatureReader.geometry(of: value),
      let type = geometry["type"],
      type.isString(polygonText.isMultiple ? "MultiPolygon" : "Polygon"),
      geometry["coordinates"]?.range.lowerBound == range.lowerBound
    else { return nil }
    return value
  }

  /// The polygons of the text that was parsed last.
  ///
  /// - Parameters:
  ///   - geometry: The feature's geometry.
  ///   - polygons: Receives them; what was there is forgotten.
  /// - Throws: ``PolygonProblem`` for the first thing that is wrong.
  func read(
    _ geometry: JSONValue?, into polygons: inout WrittenPolygons
  ) throws(PolygonProblem) {
    if hasPolygons {
      polygonText.copy(
        to: &polygons.ordinates, ringEnds: &polygons.ringEnds, polygonEnds: &polygons.polygonEnds)
    } else {
      polygons.removeAll()
      try PolygonReader.read(geometry, into: &polygons)
    }
  }
}
