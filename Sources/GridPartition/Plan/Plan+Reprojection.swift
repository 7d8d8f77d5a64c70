public import CoordinateSystems
public import Geometry

/// Why a plan cannot be brought to another coordinate reference system.
public enum ReprojectionFault: Error, Sendable {
  /// PROJ knows no way from one to the other.
  case noTransformation(PROJError)
  /// A position of a unit has no place in the other system.
  case noPlace(unit: String, at: Position)
}

extension Plan {
  /// The same plan in another coordinate reference system, vertex by vertex.
  ///
  /// A position goes to one place, whichever unit has it, so that neighbours stay matched edge by
  /// edge. Edges are straight in the new system: where a vertex lies on the straight edge of a neighbour
  /// without being its vertex, a sliver may open, and two positions closer than the new lattice may
  /// become one. The new plan is to be checked.
  ///
  /// - Parameter target: The other system.
  /// - Returns: The plan, its units in the same order.
  /// - Throws: ``ReprojectionFault``.
  /// - Complexity: O(*n*) in the number of positions.
  public func reprojected(
    to target: CoordinateReferenceSystem
  ) throws(ReprojectionFault) -> Plan {
    let transformation: Transformation
    do throws(PROJError) { transformation = try Transformation(from: crs, to: target) } catch {
      throw .noTransformation(error)
    }
    var builder = PlanBuilder(source: source, crs: target)
    for unit in units {
      var polygons = WrittenPolygons()
      for polygon in unit.polygons {
        for ring in store.rings(ofPolygon: polygon) {
          append(store.positions(ofRing: ring), by: transformation, to: &polygons)
        }
        polygons.endPolygon()
      }
      do throws(PositionProblem) { try builder.add(unit.attributes, polygons) } catch {
        let first = unit.polygons.lowerBound
        let point = store.points[store.positions(ofPolygons: first..<first + 1)].first
        throw .noPlace(
          unit: unit.code, at: point.map(position(of:)) ?? Position(x: .nan, y: .nan))
      }
    }
    return builder.finish()
  }

  private func append(
    _ positions: Range<Int>, by transformation: Transformation, to polygons: inout WrittenPolygons
  ) {
    var x: [Double] = []
    var y: [Double] = []
    for point in store.points[positions] {
      x.append(lattice.ordinate(of: point.x))
      y.append(lattice.ordinate(of: point.y))
    }
    transformation.apply(x: &x, y: &y)
    for index in x.indices { polygons.ordinates += [x[index], y[index]] }
    // Rings are stored open.
    polygons.ordinates += [x[0], y[0]]
    polygons.endRing()
  }
}
