internal import PlanFormats

extension CompiledFault {
  /// What is wrong with a compiled plan, and how to put it right.
  func phrases(_ file: String) -> (message: Phrase, remedy: Phrase) {
    let again = Phrase(
      zh: "用 dingge index 从原始规划重新编译。",
      en: "Compile it again from the original plan with dingge index.")
    switch self {
    case .notCompiled:
      return (
        Phrase(
          zh: "\(file) 不是编译后的规划。", en: "\(file) is no compiled plan."),
        Phrase(
          zh: "用 dingge index 生成 .dgx 文件，或直接给出原始规划。",
          en: "Make a .dgx with dingge index, or name the original plan.")
      )
    case .newer(let version, let known):
      return (
        Phrase(
          zh: "\(file) 的格式版本是 \(version)，本程序只认识到版本 \(known)。",
          en: "\(file) has format version \(version); this dingge reads up to version \(known)."),
        Phrase(
          zh: "升级 dingge，或用本程序重新编译。",
          en: "Use a newer dingge, or compile the plan again with this one.")
      )
    case .older(let version, let known):
      return (
        Phrase(
          zh: "\(file) 的格式版本是 \(version)，本程序使用版本 \(known)。",
          en: "\(file) has format version \(version); this dingge uses version \(known)."),
        again
      )
    case .truncated(let bytes, let expected):
      return (
        Phrase(
          zh: "\(file) 有 \(bytes) 字节，写入时是 \(expected) 字节：文件不完整。",
          en: "\(file) has \(bytes) bytes, and was written with \(expected): it is not whole."),
        again
      )
    case .altered:
      return (
        Phrase(
          zh: "\(file) 已损坏：内容与写入时不一致（校验和不符）。",
          en: "\(file) is damaged: its bytes are not those that were written (checksum)."),
        again
      )
    }
  }
}
