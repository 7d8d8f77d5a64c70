internal import CGEOS

/// A polygon in GEOS, in a plane with ordinates in metres.
public struct GEOSPolygon: ~Copyable {
  private let geometry: GEOSGeometry

  /// Builds a polygon.
  ///
  /// - Parameters:
  ///   - shell: At least three different positions, not closed.
  ///   - holes: Rings of the same form, inside the shell.
  ///   - context: The context of the batch.
  /// - Throws: ``GEOSError`` when GEOS does not take the rings.
  public init(
    shell: [(x: Double, y: Double)], holes: [[(x: Double, y: Double)]], in context: GEOSContext
  ) throws(GEOSError) {
    let outer = try GEOSPolygon.ring(shell, in: context)
    // SAFETY: the array holds rings this call owns; GEOS takes them over, also when it fails.
    var inner: [OpaquePointer?] = unsafe []
    for hole in holes {
      do {
        let ring = try GEOSPolygon.ring(hole, in: context)
        unsafe inner.append(ring.release())
      } catch {
        while let ring = unsafe inner.popLast() { unsafe GEOSGeom_destroy_r(context.raw, ring) }
        throw error
      }
    }
    let polygon = unsafe GEOSGeom_createPolygon_r(
      context.raw, outer.release(), &inner, UInt32(inner.count))
    geometry = try unsafe GEOSGeometry(
      adopting: polygon, from: "GEOSGeom_createPolygon_r", in: context)
  }

  private static func ring(
    _ positions: [(x: Double, y: Double)], in context: GEOSContext
  ) throws(GEOSError) -> GEOSGeometry {
    guard let first = positions.first, let count = UInt32(exactly: positions.count + 1),
      let sequence = unsafe GEOSCoordSeq_create_r(context.raw, count, 2)
    else { throw context.failure(of: "GEOSCoordSeq_create_r") }
    for (index, position) in (positions + [first]).enumerated() {
      _ = unsafe GEOSCoordSeq_setXY_r(
        context.raw, sequence, UInt32(index), position.x, position.y)
    }
    return try unsafe GEOSGeometry(
      adopting: GEOSGeom_createLinearRing_r(context.raw, sequence),
      from: "GEOSGeom_createLinearRing_r", in: context)
  }

  /// Whether no circle of a diameter fits into the polygon anywhere.
  ///
  /// Decided by shrinking the polygon by half the width and looking whether anything is left.
  ///
  /// - Throws: ``GEOSError`` when GEOS cannot shrink it.
  public func isEverywhereNarrower(than width: Double) throws(GEOSError) -> Bool {
    let context = geometry.context
    let shrunk = try unsafe GEOSGeometry(
      adopting: GEOSBuffer_r(context.raw, geometry.raw, -width / 2, 4),
      from: "GEOSBuffer_r", in: context)
    return unsafe GEOSisEmpty_r(context.raw, shrunk.raw) == 1
  }

  /// A position inside the polygon, away from its ends where it can be.
  ///
  /// - Throws: ``GEOSError`` when GEOS finds none.
  public func interiorPosition() throws(GEOSError) -> (x: Double, y: Double) {
    let context = geometry.context
    let point = try unsafe GEOSGeometry(
      adopting: GEOSPointOnSurface_r(context.raw, geometry.raw),
      from: "GEOSPointOnSurface_r", in: context)
    var (x, y) = (0.0, 0.0)
    guard unsafe GEOSGeomGetX_r(context.raw, point.raw, &x) == 1,
      unsafe GEOSGeomGetY_r(context.raw, point.raw, &y) == 1
    else { throw context.failure(of: "GEOSPointOnSurface_r") }
    return (x, y)
  }
}
