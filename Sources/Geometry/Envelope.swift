/// An axis-parallel box on the lattice; its borders belong to it.
@frozen
public struct Envelope: Hashable, Sendable, BitwiseCopyable {
  public private(set) var minimum: LatticePoint
  public private(set) var maximum: LatticePoint

  /// The box that holds nothing and grows from there.
  public static let empty = Envelope(
    minimum: LatticePoint(x: .max, y: .max), maximum: LatticePoint(x: .min, y: .min))

  /// Creates the box between two corners.
  public init(minimum: LatticePoint, maximum: LatticePoint) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Creates the box around positions.
  public init(of points: some Sequence<LatticePoint>) {
    self = .empty
    for point in points { expand(by: point) }
  }

  public var isEmpty: Bool { minimum.x > maximum.x }

  /// Grows the box until it holds the position.
  public mutating func expand(by point: LatticePoint) {
    minimum = LatticePoint(x: min(minimum.x, point.x), y: min(minimum.y, point.y))
    maximum = LatticePoint(x: max(maximum.x, point.x), y: max(maximum.y, point.y))
  }

  /// Grows the box until it holds the other one.
  public mutating func expand(by other: Envelope) {
    guard !other.isEmpty else { return }
    expand(by: other.minimum)
    expand(by: other.maximum)
  }

  /// Whether the position lies in the box or on its border.
  public func contains(_ point: LatticePoint) -> Bool {
    minimum.x <= point.x && point.x <= maximum.x && minimum.y <= point.y && point.y <= maximum.y
  }

  /// Whether the other box lies in this one.
  public func contains(_ other: Envelope) -> Bool {
    contains(other.minimum) && contains(other.maximum)
  }

  /// The box that is larger by so many lattice units on every side; an empty one stays empty.
  public func grown(by margin: Int64) -> Envelope {
    guard !isEmpty else { return self }
    return Envelope(
      minimum: LatticePoint(x: minimum.x - margin, y: minimum.y - margin),
      maximum: LatticePoint(x: maximum.x + margin, y: maximum.y + margin))
  }

  /// Whether the boxes share a position.
  public func intersects(_ other: Envelope) -> Bool {
    minimum.x <= other.maximum.x && other.minimum.x <= maximum.x
      && minimum.y <= other.maximum.y && other.minimum.y <= maximum.y
  }
}
