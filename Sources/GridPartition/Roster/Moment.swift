/// A point in time, in whole microseconds.
///
/// Times of the field are those of China: a time without zone is Beijing time (UTC+8 all year), and a plain
/// date is its midnight.
@frozen
public struct Moment: Hashable, Sendable, BitwiseCopyable {
  /// Since 1970-01-01T00:00:00Z, without leap seconds.
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A time of the system's clock; beyond the year 9999 it stays there.
  public init(secondsSince1970 seconds: Double) {
    let limit = 253_402_300_799.0
    microseconds = Int64((min(max(seconds, -limit), limit) * 1e6).rounded(.down))
  }

  private static let perSecond: Int64 = 1_000_000
  private static let perDay = 86_400 * perSecond
  /// Beijing time is so much ahead of UTC.
  private static let homeOffset = 8 * 3600 * perSecond
}

extension Moment: Comparable {
  public static func < (a: Moment, b: Moment) -> Bool { a.microseconds < b.microseconds }
}

extension Moment {
  /// Reads a time: `2026-07-01`, `2026-07-01T08:30`, `2026-07-01 08:30:15.250`, each with `Z`, `+08:00`,
  /// `+0800` or no zone behind a time of day; slashes may stand for hyphens, and months, days and hours may
  /// have one digit.
  ///
  /// Digits beyond the microsecond are dropped. 24:00 is the midnight that ends the day; a second 60 is the
  /// first one of the next minute.
  ///
  /// - Returns: `nil` for anything else.
  public init?(_ text: String) {
    var text = text
    guard let moment = text.withUTF8({ unsafe Moment(utf8: $0.span) }) else { return nil }
    self = moment
  }

  /// Reads a time as ``init(_:)`` does.
  ///
  /// - Complexity: O(*n*), no allocation.
  public init?(utf8 text: Span<UInt8>) {
    if let usual = Self.usual(text) {
      self = usual
      return
    }
    var at = 0
    guard let year = Self.digits(text, &at, 4...4), let separator = Self.byte(text, at),
      separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
    else { return nil }
    at += 1
    guard let month = Self.digits(text, &at, 1...2), Self.byte(text, at) == separator,
      year > 0
    else { return nil }
    at += 1
    guard let day = Self.digits(text, &at, 1...2), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    var sum = Self.days(to: year, month, day) * Self.perDay
    guard at < text.count else {
      microseconds = sum - Self.homeOffset
      return
    }
    guard text[at] == UInt8(ascii: "T") || text[at] == UInt8(ascii: " ") else { return nil }
    at += 1
    guard let time = Self.timeOfDay(text, &at), let offset = Self.offset(text, at) else {
      return nil
    }
    sum += time
    microseconds = sum - offset
  }

  /// Reads a time in the form that programs write, `2026-07-01T08:30:00` with a zone of whole hours in two
  /// digits, `Z` or none: straight on, as each figure has its place.
  ///
  /// - Returns: `nil` for any other form, and for figures out of range.
  @inline(__always)
  private static func usual(_ text: Span<UInt8>) -> Moment? {
    guard text.count >= 19, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":")
    else { return nil }
    guard let century = pair(text, 0), let rest = pair(text, 2), let month = pair(text, 5),
      let day = pair(text, 8), let hour = pair(text, 11), let minute = pair(text, 14),
      let second = pair(text, 17)
    else { return nil }
    let year = century * 100 + rest
    guard year > 0, (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60,
      day <= 28 || day <= days(inMonth: month, of: year)
    else { return nil }
    var offset = homeOffset
    if text.count == 25 {
      guard let ahead = pair(text, 20), ahead <= 18, text[22] == UInt8(ascii: ":"),
        text[23] == UInt8(ascii: "0"), text[24] == UInt8(ascii: "0"),
        text[19] == UInt8(ascii: "+") || text[19] == UInt8(ascii: "-")
      else { return nil }
      offset = (text[19] == UInt8(ascii: "+") ? ahead : -ahead) * 3600 * perSecond
    } else if text.count == 20 {
      guard text[19] == UInt8(ascii: "Z") else { return nil }
      offset = 0
    } else if text.count != 19 {
      return nil
    }
    let seconds = days(to: year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
    return Moment(microseconds: seconds * perSecond - offset)
  }

  /// The number of two digits at an offset.
  @inline(__always)
  private static func pair(_ text: Span<UInt8>, _ at: Int) -> Int64? {
    let (tens, ones) = (text[at] &- 0x30, text[at + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int64(tens &* 10 &+ ones) : nil
  }

  @inline(__always)
  private static func byte(_ text: Span<UInt8>, _ at: Int) -> UInt8? {
    at < text.count ? text[at] : nil
  }

  /// A number of so many digits.
  @inline(__always)
  private static func digits(
    _ text: Span<UInt8>, _ at: inout Int, _ count: ClosedRange<Int>
  ) -> Int64? {
    let start = at
    var value: Int64 = 0
    while at < text.count, at - start < count.upperBound, text[at] &- 0x30 < 10 {
      value = value * 10 + Int64(text[at] &- 0x30)
      at += 1
    }
    return at - start >= count.lowerBound ? value : nil
  }

  private static func timeOfDay(_ text: Span<UInt8>, _ at: inout Int) -> Int64? {
    let colon = UInt8(ascii: ":")
    guard let hour = digits(text, &at, 1...2), byte(text, at) == colon else { return nil }
    at += 1
    guard let minute = digits(text, &at, 2...2) else { return nil }
    var (second, fraction): (Int64, Int64) = (0, 0)
    if byte(text, at) == colon {
      at += 1
      guard let seconds = digits(text, &at, 2...2) else { return nil }
      second = seconds
      if byte(text, at) == UInt8(ascii: ".") || byte(text, at) == UInt8(ascii: ",") {
        at += 1
        let start = at
        guard let first = digits(text, &at, 1...6) else { return nil }
        fraction = first
        for _ in at - start..<6 { fraction *= 10 }
        while at < text.count, text[at] &- 0x30 < 10 { at += 1 }
      }
    }
    guard minute < 60, second <= 60,
      hour < 24 || (hour == 24 && minute == 0 && second == 0 && fraction == 0)
    else { return nil }
    return (hour * 3600 + minute * 60 + second) * perSecond + fraction
  }

  /// What a zone at the end is ahead of UTC; Beijing time without one.
  private static func offset(_ text: Span<UInt8>, _ start: Int) -> Int64? {
    var at = start
    if at < text.count, text[at] == 0x20 { at += 1 }
    guard at < text.count else { return at == start ? homeOffset : nil }
    if text[at] | 0x20 == UInt8(ascii: "z") { return at + 1 == text.count ? 0 : nil }
    guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") else { return nil }
    let isAhead = text[at] == UInt8(ascii: "+")
    at += 1
    guard let hours = digits(text, &at, 2...2), hours <= 18 else { return nil }
    var minutes: Int64 = 0
    if at < text.count {
      if text[at] == UInt8(ascii: ":") { at += 1 }
      guard let value = digits(text, &at, 2...2), value < 60 else { return nil }
      minutes = value
    }
    guard at == text.count else { return nil }
    let offset = (hours * 3600 + minutes * 60) * perSecond
    return isAhead ? offset : -offset
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a day of the Gregorian calendar.
  ///
  /// Years begin in March, so that the day that is not always there is the last one.
  private static func days(to year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
  }
}

extension Moment: CustomStringConvertible {
  /// In Beijing time, as `2026-07-01T00:00:00+08:00`; with a fraction only when there is one.
  public var description: String {
    let local = microseconds + Self.homeOffset
    let (day, rest) = Self.floored(local, Self.perDay)
    let date = Self.date(ofDay: day)
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: Self.perSecond)
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
    return Self.padded(date.year, 4) + "-" + Self.padded(date.month, 2) + "-"
      + Self.padded(date.day, 2) + "T" + time.joined(separator: ":")
      + (fraction == 0 ? "" : "." + Self.padded(fraction, 6)) + "+08:00"
  }

  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let (era, dayOfEra) = floored(shifted, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  private static func floored(_ a: Int64, _ b: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder < 0 ? (quotient - 1, remainder + b) : (quotient, remainder)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
