internal import CPROJ

extension CoordinateReferenceSystem {
  /// Asks PROJ what a definition is.
  ///
  /// - Parameters:
  ///   - definition: What PROJ makes the system of.
  ///   - identifier: The code, when it is known.
  ///   - name: What the user calls the system.
  /// - Throws: ``Refusal``, which says why the system is not taken.
  init(definition: String, identifier: String?, name: String) throws(Refusal) {
    let context = PROJContext()
    guard let object = try? PROJObject(definition, in: context) else { throw .unknown(name: name) }
    guard let base = try? object.geodeticSystem() else { throw .unsupported(name: name) }
    guard let kind = Self.kind(of: object), let ellipsoid = base.ellipsoid else {
      throw .unsupported(name: name)
    }
    let datum = Datum(named: base.datumName)
    guard datum != .oldChinese else { throw .oldDatum(name: name) }
    let areaOfUse = object.areaOfUse
    let planeBounds = areaOfUse.flatMap { object.bounds(of: $0, over: base) }
    self.init(
      identifier: identifier, name: object.name, kind: kind, datum: datum, definition: definition,
      ellipsoid: ellipsoid,
      bounds: kind == .geographic ? .earth : planeBounds, areaOfUse: areaOfUse)
  }

  private static func kind(of object: borrowing PROJObject) -> Kind? {
    guard let factor = object.unitFactor else { return nil }
    switch object.type {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
      return abs(factor * 180 - .pi) < 1e-12 ? .geographic : nil
    case PJ_TYPE_PROJECTED_CRS:
      // The lattice is for units of about a metre.
      return (0.1...10).contains(factor) ? .projected(metresPerUnit: factor) : nil
    default: return nil
    }
  }
}

extension CoordinateReferenceSystem.Datum {
  fileprivate init(named name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    let has = { (part: String) in plain.contains(part) }
    if has("worldgeodeticsystem1984") || has("wgs1984") || plain == "wgs84" {
      self = .wgs84
    } else if has("china2000") || has("cgcs2000") || has("chinageodeticcoordinatesystem2000") {
      self = .cgcs2000
    } else {
      self = has("beijing") || has("xian1980") ? .oldChinese : .other
    }
  }
}

extension PROJObject {
  /// How far from where it is meant to be used a plane may be taken, in metres.
  private static let reach = 1_000_000.0

  /// The ordinates in a plane of a box in degrees, and of what lies around it.
  fileprivate func bounds(
    of area: CoordinateBox, over base: borrowing PROJObject
  ) -> CoordinateBox? {
    guard let projection = try? Transformation.operation(from: base, to: self) else { return nil }
    var box = CoordinateBox(west: 0, south: 0, east: 0, north: 0)
    let isKnown = unsafe proj_trans_bounds(
      context.raw, projection.raw, PJ_FWD, area.west, area.south, area.east, area.north,
      &box.west, &box.south, &box.east, &box.north, 21)
    guard isKnown == 1, box.width.isFinite, box.height.isFinite else { return nil }
    return box.enlarged(by: Self.reach / (unitFactor ?? 1))
  }
}
