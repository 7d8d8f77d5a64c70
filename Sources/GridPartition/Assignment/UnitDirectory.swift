public import Geometry

/// How answers name the units of a plan: codes of units and of what they belong to, in flat tables.
///
/// Units have the numbers that they have in ``Plan/units``.
public struct UnitDirectory: Sendable {
  /// What an answer says of one unit, as numbers in ``texts``; -1 where there is nothing to say.
  @frozen
  public struct Entry: Sendable, BitwiseCopyable {
    public let code: Int32
    /// The village, station and town that the unit belongs to or is.
    public let village: Int32
    public let station: Int32
    public let town: Int32

    /// Says that of a unit.
    public init(code: Int32, village: Int32, station: Int32, town: Int32) {
      self.code = code
      self.village = village
      self.station = station
      self.town = town
    }
  }

  /// The codes; none is there twice.
  public let texts: TextTable
  public let entries: FlatTable<Entry>

  /// Takes tables that belong together.
  public init(texts: TextTable, entries: FlatTable<Entry>) {
    self.texts = texts
    self.entries = entries
  }

  init(of plan: Plan) {
    var numbers: [String: Int32] = [:]
    var texts: [String] = []
    let number = { (text: String?) -> Int32 in
      guard let text else { return -1 }
      if let known = numbers[text] { return known }
      numbers[text] = Int32(texts.count)
      texts.append(text)
      return Int32(texts.count - 1)
    }
    let entries = plan.units.indices.map { unit in
      let chain = plan.chain(of: unit)
      return Entry(
        code: number(plan.units[unit].code), village: number(chain.village),
        station: number(chain.station), town: number(chain.town))
    }
    self.init(texts: TextTable(texts), entries: FlatTable(entries))
  }

  public func code(of unit: Int) -> String { texts[Int(entries[unit].code)] }

  /// The unit whose chain an answer names; `nil` when it names none.
  public func place(of assignment: Assignment) -> Int? {
    assignment.grid ?? assignment.candidates.first ?? assignment.surroundings
  }

  /// The code of the village that an answer names.
  public func village(of assignment: Assignment) -> String? {
    text(place(of: assignment).map { entries[$0].village })
  }

  /// A text by its number; `nil` for -1.
  public func text(_ number: Int32?) -> String? {
    guard let number, number >= 0 else { return nil }
    return texts[Int(number)]
  }
}
