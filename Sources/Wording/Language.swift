/// A language that dingge speaks.
public enum Language: String, CaseIterable, Sendable {
  case zh
  case en

  /// The language of a locale name such as `zh_CN.UTF-8`; English for any other.
  public init(locale: String?) {
    self = locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }
}

/// The same words in each language.
public struct Phrase: Sendable {
  private let zh: String
  private let en: String

  /// Creates a phrase from its two wordings.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The words in a language.
  public func callAsFunction(_ language: Language) -> String { language == .zh ? zh : en }
}

/// What is wrong, and how to put it right.
public struct Notice: Sendable {
  public let message: String
  public let remedy: String

  public init(message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }
}
