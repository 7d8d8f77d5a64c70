internal import Foundation
public import GridPartition

extension WorkProgress.Snapshot {
  /// What is being done, how far it is, how fast, and how long it will take.
  ///
  /// - Parameters:
  ///   - seconds: Since the stage began.
  ///   - language: The language of the words.
  /// - Returns: A few words without a full stop.
  public func sentence(after seconds: Double, in language: Language) -> String {
    var parts: [String] = []
    if let share { parts.append(Quantities(language: language).percent(share)) }
    if seconds > 0, done > 0 { parts.append(rate(seconds)(language)) }
    if let share, share >= 0.01, share < 1, seconds >= 1 {
      parts.append(left(seconds * (1 - share) / share)(language))
    }
    let head = title(language)
    guard !parts.isEmpty else { return head }
    return head + Phrase(zh: "：", en: ": ")(language)
      + parts.joined(separator: Phrase(zh: "，", en: ", ")(language))
  }

  private var title: Phrase {
    switch stage {
    case .reading: Phrase(zh: "读取规划", en: "Reading the plan")
    case .boundaries: Phrase(zh: "检查各单元的边界", en: "Checking each boundary")
    case .coverages: Phrase(zh: "核对下级与上级", en: "Checking children against parents")
    case .findings: Phrase(zh: "汇总缺陷", en: "Putting the findings together")
    case .indexing: Phrase(zh: "建立索引", en: "Building the index")
    case .comparing: Phrase(zh: "比较两份规划", en: "Comparing the plans")
    case .assigning: Phrase(zh: "归入网格", en: "Assigning")
    }
  }

  private func rate(_ seconds: Double) -> Phrase {
    switch stage {
    case .reading: bytes(Double(done) / seconds)
    case .assigning where rows == 0: bytes(Double(done) / seconds)
    case .assigning: each(Double(rows) / seconds, Phrase(zh: "条", en: "rows"))
    case .boundaries, .coverages, .findings, .indexing, .comparing:
      each(Double(done) / seconds, Phrase(zh: "条边", en: "edges"))
    }
  }

  private func bytes(_ rate: Double) -> Phrase {
    let megabytes = String(format: rate < 1e7 ? "%.1f" : "%.0f", rate / 1e6)
    return Phrase(zh: "每秒 \(megabytes) MB", en: "\(megabytes) MB/s")
  }

  private func each(_ rate: Double, _ unit: Phrase) -> Phrase {
    let chinese =
      rate < 10_000 ? String(format: "%.0f ", rate) : String(format: "%.1f 万", rate / 10_000)
    let english =
      switch rate {
      case ..<10_000: String(format: "%.0f", rate)
      case ..<1e6: String(format: "%.0f,000", (rate / 1000).rounded(.down))
      default: String(format: "%.1f million", rate / 1e6)
      }
    return Phrase(zh: "每秒 \(chinese)\(unit(.zh))", en: "\(english) \(unit(.en))/s")
  }

  private func left(_ seconds: Double) -> Phrase {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    if hours > 0 {
      return Phrase(zh: "还需 \(hours) 小时 \(minutes) 分", en: "\(hours) h \(minutes) min left")
    }
    if minutes > 0 {
      return Phrase(zh: "还需 \(minutes) 分 \(rest) 秒", en: "\(minutes) min \(rest) s left")
    }
    return Phrase(zh: "还需 \(rest) 秒", en: "\(rest) s left")
  }
}
