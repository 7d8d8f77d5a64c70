/// A static R-tree over boxes, packed level by level.
///
/// Boxes are put in order along vertical slices; sixteen neighbours make a node.
///
/// Method: sort-tile-recursive, Leutenegger et al. 1997, doi:10.1109/ICDE.1997.582015.
public struct EnvelopeTree: Sendable {
  private static let fanOut = 16

  /// The numbers of the boxes in tree order.
  private var members: [Int32] = []
  /// The boxes of each level, from the leaves up; the last level has one box at most.
  private var levels: [[Envelope]] = []

  /// Builds a tree; members are known by their offsets.
  ///
  /// - Complexity: O(*n* log *n*) time, O(*n*) space.
  public init(_ envelopes: [Envelope]) {
    let slices = (Double(envelopes.count) / Double(Self.fanOut)).squareRoot().rounded(.up)
    let perSlice = max(Self.fanOut, Int(slices) * Self.fanOut)
    // Sums of both borders stand for twice the middle.
    var order = envelopes.indices.filter { !envelopes[$0].isEmpty }.sorted {
      envelopes[$0].minimum.x + envelopes[$0].maximum.x
        < envelopes[$1].minimum.x + envelopes[$1].maximum.x
    }
    for start in stride(from: 0, to: order.count, by: perSlice) {
      order[start..<min(start + perSlice, order.count)].sort {
        envelopes[$0].minimum.y + envelopes[$0].maximum.y
          < envelopes[$1].minimum.y + envelopes[$1].maximum.y
      }
    }
    members = order.map(Int32.init)
    var level = order.map { envelopes[$0] }
    levels = [level]
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: Self.fanOut).map { start in
        var box = Envelope.empty
        for child in level[start..<min(start + Self.fanOut, level.count)] { box.expand(by: child) }
        return box
      }
      levels.append(level)
    }
  }

  /// Calls `body` with each member whose box meets another box.
  public func forEachMember(meeting box: Envelope, _ body: (Int) -> Void) {
    guard let root = levels.last, !root.isEmpty else { return }
    visit(levels.count - 1, 0..<root.count, box, body)
  }

  private func visit(
    _ level: Int, _ range: Range<Int>, _ box: Envelope, _ body: (Int) -> Void
  ) {
    for index in range where levels[level][index].intersects(box) {
      if level == 0 {
        body(Int(members[index]))
      } else {
        let start = index * Self.fanOut
        visit(level - 1, start..<min(start + Self.fanOut, levels[level - 1].count), box, body)
      }
    }
  }
}
