internal import Crypto
internal import Foundation
internal import Wording

/// What all pages are framed by: one HTML document that needs no network and no other file, and that the
/// browser lets do nothing else.
struct PageFrame {
  let title: String
  let sheets: [[UInt8]]
  /// What runs when the page is there; nothing for a page without script.
  var script: [UInt8] = []
  let language: Language

  /// The page as UTF-8.
  func bytes(_ writeBody: (inout HTMLText) -> Void) -> [UInt8] {
    var html = HTMLText()
    html.literal("<!doctype html>\n")
    html.element("html", ["lang": language == .zh ? "zh-CN" : "en"]) { html in
      html.element("head", [:], writeHead)
      html.endLine()
      html.element("body") { html in
        writeBody(&html)
        if !script.isEmpty { html.element("script") { html in html.resource(script) } }
      }
    }
    html.endLine()
    return html.bytes
  }

  private func writeHead(_ html: inout HTMLText) {
    html.open("meta", ["charset": "utf-8"])
    html.open("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
    html.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    html.element("title", text: title)
    html.element("style") { html in
      for sheet in sheets { html.resource(sheet) }
    }
  }

  /// What the browser holds the page against before it runs or loads anything.
  private var policy: String {
    let rules = "default-src 'none'; style-src 'unsafe-inline'"
    guard !script.isEmpty else { return rules }
    let digest = Data(SHA256.hash(data: script)).base64EncodedString()
    return "\(rules); script-src 'sha256-\(digest)'"
  }
}
