/// The way from one system to another on small tiles, as polynomials: what one worker knows of them.
///
/// A tile gets its polynomial when so many positions were met on it that it pays. What others made of it
/// is in ``ConversionPatches``, so each polynomial is made once.
struct ConversionTiles {
  /// What a tile is, in one number: where its polynomial begins among the terms, ``rough``, or below that
  /// how many positions were met.
  private typealias State = Int
  private static let rough: State = -1

  /// A polynomial costs about so many conversions.
  private static let worthwhile = 24
  /// So many tiles are kept, some 4 MB; where positions are spread wider, the way itself is taken.
  private static let most = 1 << 12
  private static let recentCount = 1 << 10

  private let patches: ConversionPatches
  private let inverseWidth: Double
  /// Results nearer to a whole number than this are rounded alike, however far the polynomial may be off.
  private let safeRest: Double
  private var states: [Int: State] = [:]
  /// Tiles that were met lately, each in its slot.
  private var recent: [Recent]
  /// The origin and the coefficients of the polynomials, one after another.
  private var terms: [SIMD2<Double>] = []

  private struct Recent {
    var tile = Tile.nowhere
    var start: State = ConversionTiles.rough
  }

  /// A tile by its column and row, and a place on it.
  private struct Tile {
    /// No tile has this number.
    static let nowhere = Int.min

    let number: Int
    let column: Double
    let row: Double

    /// The tile whose middle is nearest to a place, which is given in widths of tiles.
    @inline(__always)
    init(at x: Double, _ y: Double) {
      // From 2⁵² to 2⁵³ the doubles are the whole numbers, so adding rounds.
      let (roundedX, roundedY) = (x + 0x1.8p52, y + 0x1.8p52)
      (column, row) = (roundedX - 0x1.8p52, roundedY - 0x1.8p52)
      let low = roundedY.bitPattern & 0xFFFF_FFFF
      number = Int(truncatingIfNeeded: roundedX.bitPattern << 32 ^ low)
    }

    /// Whether its number is its own.
    var isNear: Bool { abs(column) < 0x1p30 && abs(row) < 0x1p30 }

    var slot: Int { (number >> 32 &* 37 &+ number) & (ConversionTiles.recentCount - 1) }
  }

  init(_ patches: ConversionPatches) {
    self.patches = patches
    let extent = patches.extent
    inverseWidth = extent.width > 0 ? 1 / extent.width : 0
    safeRest =
      0.5 - 2 * ConversionPatches.tolerance * extent.roundingScale / extent.metresPerUnit
    recent = [Recent](repeating: Recent(), count: extent.width > 0 ? Self.recentCount : 0)
  }

  /// Converts positions where they are, but those whose tile has no polynomial, or of which the polynomial
  /// is not near enough to tell how the result is rounded.
  ///
  /// - Parameters:
  ///   - x: Longitudes or eastings.
  ///   - y: Latitudes or northings, as many.
  ///   - loose: The numbers of the others are added to these.
  mutating func convert(
    _ x: inout MutableSpan<Double>, _ y: inout MutableSpan<Double>, loose: inout [Int]
  ) {
    let (degree, scale) = (patches.extent.degree, patches.extent.roundingScale)
    let termCount = patches.extent.termCount
    for index in x.indices {
      let (scaledX, scaledY) = (x[index] * inverseWidth, y[index] * inverseWidth)
      let tile = Tile(at: scaledX, scaledY)
      let start = start(of: tile)
      guard start >= 0 else {
        loose.append(index)
        continue
      }
      let place =
        terms[start]
        + PolynomialPatch.value(
          of: terms.span.extracting(start + 1..<start + termCount), degree: degree,
          x: 2 * (scaledX - tile.column), y: 2 * (scaledY - tile.row))
      let scaled = place * scale
      let rest = scaled - ((scaled + 0x1.8p52) - 0x1.8p52)
      if max(abs(rest.x), abs(rest.y)) < safeRest {
        (x[index], y[index]) = (place.x, place.y)
      } else {
        loose.append(index)
      }
    }
  }

  /// Where the polynomial of a tile begins; below 0 when it has none.
  @inline(__always)
  private mutating func start(of tile: Tile) -> Int {
    guard inverseWidth > 0, tile.isNear else { return Self.rough }
    if recent[tile.slot].tile != tile.number {
      let state = states[tile.number] ?? Self.rough
      recent[tile.slot] = Recent(tile: tile.number, start: max(state, Self.rough))
    }
    return recent[tile.slot].start
  }

  /// Notes a position that was met on a tile without polynomial.
  ///
  /// - Parameters:
  ///   - x: Its longitude or easting.
  ///   - y: Its latitude or northing.
  ///   - way: Converts positions where they are.
  mutating func note(_ x: Double, _ y: Double, _ way: ConversionPatches.Way) {
    let tile = Tile(at: x * inverseWidth, y * inverseWidth)
    guard inverseWidth > 0, tile.isNear else { return }
    let known = states[tile.number]
    let state = known ?? Self.rough - 1
    guard state < Self.rough, known != nil || states.count < Self.most else { return }
    let found = patches.patch(
      tile.number, around: (tile.column, tile.row),
      isWorthwhile: Self.rough - state >= Self.worthwhile, way)
    guard let found else {
      states[tile.number] = state - 1
      return
    }
    states[tile.number] = found.isEmpty ? Self.rough : terms.count
    terms += found
    recent[tile.slot] = Recent()
  }
}
