internal import JSONText

/// Writes HTML and the SVG inside it: elements are nested by closures, and every text is escaped.
///
/// Names of elements and attributes are literals of the program; whatever comes from a plan can only
/// be a text or the value of an attribute.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  typealias Attributes = KeyValuePairs<StaticString, String>

  /// Writes an element with its content.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout HTMLText) -> Void
  ) {
    open(name, attributes)
    content(&self)
    literal("</")
    literal(name)
    literal(">")
  }

  /// Writes an element that holds a text.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes a start tag, or an element that has no end tag.
  mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    literal("<")
    literal(name)
    for (name, value) in attributes { attribute(name, value) }
    literal(">")
  }

  /// Writes a path.
  mutating func path(_ attributes: Attributes, _ path: PathText) {
    literal("<path")
    for (name, value) in attributes { attribute(name, value) }
    literal(" d=\"")
    bytes += path.bytes
    literal("\"/>")
  }

  private mutating func attribute(_ name: StaticString, _ value: String) {
    literal(" ")
    literal(name)
    literal("=\"")
    text(value)
    literal("\"")
  }

  /// Writes markup of the program's own.
  mutating func literal(_ markup: StaticString) {
    markup.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Writes a part of the page that is kept as a file of its own.
  mutating func resource(_ resource: [UInt8]) { bytes += resource }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }
}

extension HTMLText {
  /// Writes a text such that it is shown as it is and nothing else.
  ///
  /// Characters that would turn the order of the text around them, or that a browser may take for
  /// the end of a line or leave out, are shown by their number.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": literal("&amp;")
      case "<": literal("&lt;")
      case ">": literal("&gt;")
      case "\"": literal("&quot;")
      case "'": literal("&#39;")
      case _ where scalar.isUnseen:
        bytes += "[U+\(String(scalar.value, radix: 16, uppercase: true))]".utf8
      default: bytes += String(scalar).utf8
      }
    }
  }

  /// Writes JSON as data that a script reads; no end of the script can be in it.
  mutating func data(_ id: StaticString, _ json: JSONWriter) {
    element("script", ["type": "application/json", "id": "\(id)"]) { html in
      for byte in json.bytes {
        if byte == UInt8(ascii: "<") { html.literal("\\u003c") } else { html.bytes.append(byte) }
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the character is a control: of the text's direction, of lines, or an old one.
  fileprivate var isUnseen: Bool {
    switch value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
