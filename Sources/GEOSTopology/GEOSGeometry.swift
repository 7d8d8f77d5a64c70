internal import CGEOS

/// A GEOS geometry with exactly one owner.
@safe
struct GEOSGeometry: ~Copyable {
  let context: GEOSContext
  private(set) var raw: OpaquePointer?

  init(
    adopting raw: OpaquePointer?, from function: String, in context: GEOSContext
  ) throws(GEOSError) {
    guard let raw = unsafe raw else { throw context.failure(of: function) }
    self.context = context
    unsafe self.raw = unsafe raw
  }

  deinit {
    if let raw = unsafe raw { unsafe GEOSGeom_destroy_r(context.raw, raw) }
  }

  /// Gives the geometry up to a GEOS constructor that takes ownership of its argument.
  consuming func release() -> OpaquePointer? {
    unsafe raw.take()
  }
}
