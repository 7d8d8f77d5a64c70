internal import GridPartition

/// Numbers of all answers that are the same for many incidents: those of units, then for each version that
/// an incident is outside, then that there is no plan.
struct DatedNumbers: Sendable {
  private let dated: DatedAssigner
  private let firstOutside: Int
  private let noPlan: Int

  /// Texts are kept for each number, as long as there are not more.
  private static let most = 1 << 22

  init(_ dated: DatedAssigner) {
    self.dated = dated
    firstOutside = dated.numberCount
    noPlan = firstOutside + dated.versions.count
  }

  var count: Int { noPlan + 1 }
  var areTooMany: Bool { count > Self.most }

  func status(of number: Int) -> AssignmentStatus {
    number < firstOutside ? .inside : number < noPlan ? .outside : .noPlan
  }

  /// What is answered by a number, and when.
  func answer(of number: Int) -> (instant: Instant, Assignment) {
    guard number >= firstOutside else {
      let (instant, unit) = dated.place(of: number)
      return (instant, .inside(unit))
    }
    let version = number < noPlan ? Int32(number - firstOutside) : Instant.noVersion
    let assignment = number < noPlan ? Assignment.outside : .noPlan
    return (Instant(moment: Moment(microseconds: 0), version: version), assignment)
  }

  /// Gives numbers to what ``DatedAssigner/findUnits(of:at:into:)`` gave none.
  ///
  /// - Parameters:
  ///   - units: What it found.
  ///   - isNearestWanted: Whether more is to be said of an incident outside.
  ///   - instant: When each of them was.
  @inline(__always)
  func numberOthers(
    _ units: inout [Int32], isNearestWanted: Bool, _ instant: (Int) -> Instant
  ) {
    for place in units.indices where units[place] < 0 {
      let version = instant(place).version
      if version < 0 {
        units[place] = Int32(noPlan)
      } else if units[place] == Assigner.outside {
        units[place] =
          isNearestWanted ? Assigner.unsettled : Int32(firstOutside) + version
      }
    }
  }
}
