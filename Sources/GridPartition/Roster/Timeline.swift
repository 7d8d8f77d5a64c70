/// Which version of a plan is in force when.
///
/// A version takes over at its moment and stays until another one does. One that was withdrawn takes over
/// as well, but then no plan is in force: nobody is given an answer that was not meant.
public struct Timeline: Hashable, Sendable {
  /// A version with the moment at which it takes over.
  public struct Entry: Hashable, Sendable {
    public let version: Int
    public let from: Moment
    public let isWithdrawn: Bool

    public init(version: Int, from: Moment, isWithdrawn: Bool) {
      self.version = version
      self.from = from
      self.isWithdrawn = isWithdrawn
    }
  }

  /// One version that has always been in force.
  public static func always(_ version: Int) -> Timeline {
    Timeline([Entry(version: version, from: Moment(microseconds: .min), isWithdrawn: false)])
  }

  /// By moment.
  public private(set) var entries: [Entry] = []

  /// Puts versions in order.
  ///
  /// - Parameter published: In the order in which they were published. What was to take over at the
  ///   moment of a later publication, or after it, has been replaced by that.
  public init(_ published: [Entry]) {
    for entry in published {
      while let last = entries.last, last.from >= entry.from { entries.removeLast() }
      entries.append(entry)
    }
  }

  /// The version in force at a moment; `nil` before the first one and after a withdrawn one.
  ///
  /// - Complexity: O(log *n*).
  public func version(at moment: Moment) -> Int? {
    guard let place = place(at: moment), !entries[place].isWithdrawn else { return nil }
    return entries[place].version
  }

  /// Which of the entries took over last at a moment; `nil` before the first one.
  ///
  /// - Complexity: O(log *n*).
  func place(at moment: Moment) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].from <= moment { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
