internal import CPROJ

/// Brings positions from one system to another as PROJ does.
///
/// WGS 84 and CGCS2000 count as one datum. Between other datums PROJ's best operation is taken that
/// needs no file that is not there; one that PROJ only has a guess for is none.
///
/// Used by one task at a time and kept for a whole batch; not sendable.
public final class Transformation {
  private let steps: Steps

  private enum Steps {
    case none
    case one(Operation)
    case two(Operation, Operation)
  }

  /// An operation that is shared by no one else.
  @safe
  private final class Operation {
    let object: PROJObject

    init(_ object: consuming PROJObject) { self.object = object }
  }

  /// - Throws: ``PROJError`` when PROJ knows no way from one to the other.
  public init(
    from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem
  ) throws(PROJError) {
    guard source != target else {
      steps = .none
      return
    }
    let context = PROJContext()
    guard source.datum.isGlobal, target.datum.isGlobal else {
      let from = try PROJObject(source.definition, in: context)
      let to = try PROJObject(target.definition, in: context)
      steps = .one(Operation(try Self.operation(from: from, to: to)))
      return
    }
    let out = source.isGeographic ? nil : try Self.unprojection(of: source, context)
    let back = target.isGeographic ? nil : try Self.projection(to: target, context)
    switch (out, back) {
    case (nil, nil): steps = .none
    case (let only?, nil), (nil, let only?): steps = .one(only)
    case (let first?, let second?): steps = .two(first, second)
    }
  }

  /// From a plane to the longitude and latitude that it rests on.
  init(unprojecting source: CoordinateReferenceSystem) throws(PROJError) {
    steps = .one(try Self.unprojection(of: source, PROJContext()))
  }

  /// What a pipeline of PROJ's does with positions as files hold them, and the way on from longitude
  /// and latitude of CGCS2000 in degrees, which it ends with.
  ///
  /// - Throws: ``PROJError`` when it is none, or there is no way on.
  public init(pipeline: String, to target: CoordinateReferenceSystem) throws(PROJError) {
    let context = PROJContext()
    let object = try PROJObject(pipeline, in: context)
    switch object.type {
    case PJ_TYPE_CONVERSION, PJ_TYPE_TRANSFORMATION, PJ_TYPE_CONCATENATED_OPERATION,
      PJ_TYPE_OTHER_COORDINATE_OPERATION:
      break
    default: throw PROJError(function: "proj_create", message: "not an operation")
    }
    let first = Operation(object)
    switch try Transformation(from: .cgcs2000, to: target).steps {
    case .none: steps = .one(first)
    case .one(let second): steps = .two(first, second)
    case .two:
      throw PROJError(function: "proj_create", message: "the way on takes two steps")
    }
  }

  private static func unprojection(
    of system: CoordinateReferenceSystem, _ context: PROJContext
  ) throws(PROJError) -> Operation {
    let plane = try PROJObject(system.definition, in: context)
    return Operation(try operation(from: plane, to: plane.geodeticSystem()))
  }

  private static func projection(
    to system: CoordinateReferenceSystem, _ context: PROJContext
  ) throws(PROJError) -> Operation {
    let plane = try PROJObject(system.definition, in: context)
    return Operation(try operation(from: plane.geodeticSystem(), to: plane))
  }

  /// The operation from one system to another, longitude or easting first on both sides.
  static func operation(
    from source: borrowing PROJObject, to target: borrowing PROJObject
  ) throws(PROJError) -> PROJObject {
    let context = source.context
    let found = unsafe "ALLOW_BALLPARK=NO".withCString { option in
      let options: [UnsafePointer<CChar>?] = unsafe [option, nil]
      return unsafe proj_create_crs_to_crs_from_pj(
        context.raw, source.raw, target.raw, nil, options)
    }
    let operation = try unsafe PROJObject(
      adopting: found, from: "proj_create_crs_to_crs_from_pj", in: context)
    return try unsafe PROJObject(
      adopting: proj_normalize_for_visualization(context.raw, operation.raw),
      from: "proj_normalize_for_visualization", in: context)
  }
}

extension Transformation {
  /// Whether positions stay as they are.
  public var isIdentity: Bool { if case .none = steps { true } else { false } }

  /// Transforms positions where they are.
  ///
  /// What PROJ has no answer for becomes infinite.
  ///
  /// - Parameters:
  ///   - x: Longitudes in degrees or eastings.
  ///   - y: Latitudes or northings, as many.
  /// - Complexity: O(*n*), some microseconds each.
  public func apply(x: inout [Double], y: inout [Double]) {
    precondition(x.count == y.count, "each position has two ordinates")
    switch steps {
    case .none: break
    case .one(let only): Self.apply(only, &x, &y)
    case .two(let first, let second):
      Self.apply(first, &x, &y)
      Self.apply(second, &x, &y)
    }
  }

  /// Transforms one position; `nil` where PROJ has no answer.
  public func apply(x: Double, y: Double) -> (x: Double, y: Double)? {
    var (xs, ys) = ([x], [y])
    apply(x: &xs, y: &ys)
    return xs[0].isFinite && ys[0].isFinite ? (xs[0], ys[0]) : nil
  }

  private static func apply(_ step: Operation, _ x: inout [Double], _ y: inout [Double]) {
    let (count, stride) = (x.count, MemoryLayout<Double>.stride)
    unsafe x.withUnsafeMutableBufferPointer { x in
      unsafe y.withUnsafeMutableBufferPointer { y in
        _ = unsafe proj_trans_generic(
          step.object.raw, PJ_FWD, x.baseAddress, stride, count, y.baseAddress, stride, count,
          nil, 0, 0, nil, 0, 0)
      }
    }
  }
}
