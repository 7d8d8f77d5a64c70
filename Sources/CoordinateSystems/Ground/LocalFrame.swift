/// Metres around a place, from steps in the units of a coordinate reference system.
///
/// The frame's first axis runs along *x*; where a projection is skew, steps along *y* have a part in
/// both directions.
public struct LocalFrame: Hashable, Sendable {
  /// Metres along the first axis for a unit of *x*.
  public let x: Double
  /// Metres along the first axis for a unit of *y*: 0 unless the projection is skew.
  public let skew: Double
  /// Metres along the second axis for a unit of *y*.
  public let y: Double

  public init(x: Double, skew: Double = 0, y: Double) {
    self.x = x
    self.skew = skew
    self.y = y
  }

  /// The frame of a metric tensor, in square metres for square units.
  init(xx: Double, xy: Double, yy: Double) {
    x = xx.squareRoot()
    skew = xy / x
    y = max(0, yy - skew * skew).squareRoot()
  }

  /// Metres for steps.
  public func metres(_ step: (x: Double, y: Double)) -> (x: Double, y: Double) {
    (step.x * x + step.y * skew, step.y * y)
  }

  /// Steps for metres.
  public func steps(_ metres: (x: Double, y: Double)) -> (x: Double, y: Double) {
    let step = metres.y / y
    return ((metres.x - step * skew) / x, step)
  }

  /// The length of steps, in metres.
  public func length(_ step: (x: Double, y: Double)) -> Double {
    let (x, y) = metres(step)
    return (x * x + y * y).squareRoot()
  }

  /// The frame of steps that are so much longer.
  public func scaled(by factor: Double) -> LocalFrame {
    LocalFrame(x: x * factor, skew: skew * factor, y: y * factor)
  }
}
