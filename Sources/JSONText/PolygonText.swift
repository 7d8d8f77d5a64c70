internal import CSimdJSON

/// Reads the polygons of a GeoJSON feature straight from its text, without a value for each number.
///
/// Only what is in order is read, and nothing around it is looked at: whoever reads must parse the
/// rest, with ``placeholder`` in the array's place, and find the array where a geometry has it.
/// Buffers are kept for the next text. It is used by one task at a time.
@safe
public final class PolygonText {
  /// An array without elements, to stand for the one that was read.
  public static var placeholder: StaticString { "[]" }

  private let raw: OpaquePointer?
  private var polygons = unsafe csj_polygons()

  /// Creates a reader without text.
  public init() {
    unsafe raw = csj_polygon_buffer_create()
  }

  deinit {
    if let raw = unsafe raw { unsafe csj_polygon_buffer_destroy(raw) }
  }

  /// Reads the array of the first member `coordinates` that is written in a text.
  ///
  /// - Parameter text: An object.
  /// - Returns: Where the array is in the text; `nil` when there is none, or when it is not one of
  ///   rings of positions, or of polygons of these, with an element in each array and finite
  ///   numbers in each position.
  /// - Complexity: O(*n*) in the length of the text.
  public func read(_ text: Span<UInt8>) -> Range<Int>? {
    guard let raw = unsafe raw else { return nil }
    unsafe polygons = text.withUnsafeBufferPointer { text in
      unsafe csj_read_polygons(raw, text.baseAddress, text.count)
    }
    return unsafe polygons.end == 0 ? nil : polygons.start..<polygons.end
  }

  /// Whether the array that was read is nested as a MultiPolygon's.
  public var isMultiple: Bool { unsafe polygons.is_multiple }

  /// Copies what was read over what is in the arrays.
  ///
  /// - Parameters:
  ///   - ordinates: Receives the first two numbers of each position, `x, y, x, y, …`.
  ///   - ringEnds: Receives, for each ring, how many positions there are up to its end.
  ///   - polygonEnds: Receives, for each polygon, how many rings there are up to its end.
  public func copy(
    to ordinates: inout [Double], ringEnds: inout [Int], polygonEnds: inout [Int]
  ) {
    ordinates.removeAll(keepingCapacity: true)
    ringEnds.removeAll(keepingCapacity: true)
    polygonEnds.removeAll(keepingCapacity: true)
    unsafe ordinates.append(
      contentsOf: UnsafeBufferPointer(start: polygons.ordinates, count: polygons.ordinate_count))
    unsafe ringEnds.append(
      contentsOf: UnsafeBufferPointer(start: polygons.ring_ends, count: polygons.ring_count))
    unsafe polygonEnds.append(
      contentsOf: UnsafeBufferPointer(start: polygons.polygon_ends, count: polygons.polygon_count))
  }
}
