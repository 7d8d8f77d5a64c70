internal import Foundation
internal import Geometry

/// Numbers as people read them.
struct Quantities {
  let language: Language

  /// Square metres with three digits, in hectares or square kilometres when large.
  func area(_ squareMetres: Double) -> String {
    switch squareMetres {
    case 1e6...:
      Phrase(
        zh: "\(digits(squareMetres / 1e6)) 平方公里",
        en: "\(digits(squareMetres / 1e6)) km²")(language)
    default: Phrase(zh: "\(digits(squareMetres)) 平方米", en: "\(digits(squareMetres)) m²")(language)
    }
  }

  /// Metres with three digits; millimetres or micrometres when small, kilometres when large.
  func length(_ metres: Double) -> String {
    switch metres {
    case 1000...:
      Phrase(zh: "\(digits(metres / 1000)) 公里", en: "\(digits(metres / 1000)) km")(language)
    case 0.1...: Phrase(zh: "\(digits(metres)) 米", en: "\(digits(metres)) m")(language)
    case 1e-4...:
      Phrase(zh: "\(digits(metres * 1000)) 毫米", en: "\(digits(metres * 1000)) mm")(language)
    default: Phrase(zh: "\(digits(metres * 1e6)) 微米", en: "\(digits(metres * 1e6)) µm")(language)
    }
  }

  /// A position with the digits of a tenth of a metre.
  func position(_ position: Position?) -> String {
    guard let position else { return Phrase(zh: "（无位置）", en: "(no place)")(language) }
    // Degrees to a tenth of a metre, what can be no degrees to a centimetre.
    let isPlane = abs(position.x) > 180 || abs(position.y) > 90
    return String(format: isPlane ? "(%.2f, %.2f)" : "(%.6f, %.6f)", position.x, position.y)
  }

  func percent(_ share: Double) -> String { String(format: "%.0f %%", share * 100) }

  /// Three significant digits, without exponent down to a millionth.
  private func digits(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let magnitude = Int(floor(log10(abs(value))))
    if magnitude < -6 { return String(format: "%.1e", value) }
    return String(format: "%.\(max(0, 2 - magnitude))f", value)
  }
}
