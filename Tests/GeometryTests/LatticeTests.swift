import Geometry
import TestSupport
import Testing

@Suite struct LatticeTests {
  @Test(arguments: 0..<64 as Range<UInt64>)
  func `an ordinate goes to the lattice point nearest to its double`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for lattice in [Lattice.geographic, .projected] {
      for _ in 0..<500 {
        let magnitude = Double.random(in: -40...0, using: &random)
        let range = 549 * exp2(magnitude)
        let ordinate = Double.random(in: -range...range, using: &random)
        #expect(
          lattice.units(of: ordinate) == exactUnits(of: ordinate, lattice), "\(ordinate) \(seed)")
      }
    }
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `an ordinate half way between two points goes to the one its double is nearer to`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    for lattice in [Lattice.geographic, .projected] {
      for bits in 0..<39 as Range<Int64> {
        let half = Double(Int64.random(in: 0...(1 << bits), using: &random)) + 0.5
        let middle = half / lattice.unitsPerCoordinate
        for ordinate in [middle.nextDown, middle, middle.nextUp, -middle, -middle.nextUp] {
          #expect(
            lattice.units(of: ordinate) == exactUnits(of: ordinate, lattice),
            "\(ordinate) times \(lattice.unitsPerCoordinate)")
        }
      }
    }
  }

  @Test(arguments: [(1, 976_562), (3, 2_929_688), (-1, -976_562), (-3, -2_929_688)])
  func `a tie goes to the even point`(parts: Int, units: Int64) {
    #expect(Lattice.geographic.units(of: Double(parts) / 1024) == units)
  }

  @Test(arguments: [(1, 312), (3, 938), (-1, -312), (-3, -938)])
  func `a tie of metres goes to the even point`(parts: Int, units: Int64) {
    #expect(Lattice.projected.units(of: Double(parts) / 32) == units)
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `digits go where the double nearest to them goes, or they do not tell`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var told = 0
    for _ in 0..<500 {
      let whole = UInt64.random(in: 0...180, using: &random)
      var digits = (0..<Int.random(in: 0...16, using: &random)).map { _ in
        Int.random(in: 0...9, using: &random)
      }
      // Half of the numbers are near the middle between two lattice points.
      if digits.count > 9, Bool.random(using: &random) {
        let tail = [[5], [4, 9, 9, 9, 9], [5, 0, 0, 0, 1], [4, 9], [5, 0, 1]].randomElement(
          using: &random)
        digits.replaceSubrange(9..., with: (tail ?? []).prefix(digits.count - 9))
      }
      let text = "\(whole)." + (digits.isEmpty ? "0" : digits.map(String.init).joined())
      let units = Lattice.geographicUnits(
        whole: whole, fraction: digits.reduce(0) { $0 * 10 + UInt64($1) }, count: digits.count,
        limit: 180)
      guard let units, let double = Double(text) else { continue }
      told += 1
      #expect(units == Lattice.geographic.units(of: double), "\(text) \(seed)")
    }
    #expect(told > 250, "seed \(seed)")
  }

  @Test func `digits beyond the limit have no lattice point`() {
    func units(_ whole: UInt64, _ fraction: UInt64, _ count: Int) -> Int64? {
      Lattice.geographicUnits(whole: whole, fraction: fraction, count: count, limit: 90)
    }
    #expect(units(90, 0, 0) == 90_000_000_000)
    #expect(units(90, 0, 9) == 90_000_000_000)
    #expect(units(90, 1, 9) == nil)
    #expect(units(90, 1, 12) == nil)
    #expect(units(91, 0, 0) == nil)
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `a lattice point comes back from its ordinate`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for lattice in [Lattice.geographic, .projected] {
      for _ in 0..<200 {
        let units = Int64.random(in: -Lattice.limit...Lattice.limit, using: &random)
        #expect(lattice.units(of: lattice.ordinate(of: units)) == units)
      }
    }
  }

  @Test(arguments: [-1, 1] as [Int64])
  func `the limit is on the lattice and the point beyond is not`(sign: Int64) {
    for lattice in [Lattice.geographic, .projected] {
      let limit = sign * Lattice.limit
      #expect(lattice.units(of: lattice.ordinate(of: limit)) == limit)
      #expect(lattice.units(of: lattice.ordinate(of: limit + sign)) == nil)
    }
  }

  @Test(arguments: [
    Double.nan, .signalingNaN, .infinity, -.infinity, .greatestFiniteMagnitude, -1e300,
  ])
  func `what is no number or far off has no lattice point`(ordinate: Double) {
    #expect(Lattice.geographic.units(of: ordinate) == nil)
    #expect(Lattice.projected.units(of: ordinate) == nil)
  }

  @Test(arguments: [0.0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, 4.9e-10])
  func `tiny ordinates go to zero`(ordinate: Double) {
    #expect(Lattice.geographic.units(of: ordinate) == 0)
  }
}

/// Two to the power of a number that is not positive, in whole steps.
private func exp2(_ exponent: Double) -> Double {
  Double(sign: .plus, exponent: Int(exponent), significand: 1)
}

/// The lattice point nearest to the exact value of a double, ties to even, in wide integers.
private func exactUnits(of ordinate: Double, _ lattice: Lattice) -> Int64? {
  guard ordinate.isFinite, abs(ordinate) < 1e12 else { return nil }
  guard ordinate != 0 else { return 0 }
  // The value is significand x 2^exponent with a whole significand of 53 bits.
  let significand = Int128(ordinate.significand * 0x1p52)
  let shift = 52 - Int(ordinate.exponent)
  let product = significand * Int128(lattice.unitsPerCoordinate)
  var units: Int128
  if shift <= 0 {
    units = product << Int128(-shift)
  } else if shift > 120 {
    units = 0
  } else {
    units = product >> Int128(shift)
    let rest = product - units << Int128(shift)
    let half = Int128(1) << Int128(shift - 1)
    if rest > half || (rest == half && units & 1 == 1) { units += 1 }
  }
  guard units <= Int128(Lattice.limit) else { return nil }
  return ordinate < 0 ? -Int64(units) : Int64(units)
}
