internal import GridPartition
public import PlanFormats

extension PlanReadingRemark {
  /// What the reader went past.
  public func sentence(in language: Language) -> String { phrase(language) }

  private var phrase: Phrase {
    switch self {
    case .ignoredFile(let name):
      Phrase(
        zh: "未读取 \(name)：文件名不是层级名。", en: "\(name) is not read: it is not named after a level.")
    case .ignoredLayer(let name, let file):
      Phrase(
        zh: "未读取 \(file) 的图层 \(name)：图层名不是层级名。",
        en: "The layer \(name) of \(file) is not read: it is not named after a level.")
    case .layerOfGrids(let name, let file):
      Phrase(
        zh: "\(file) 只有图层 \(name)：要素未注明层级的，一律作为网格。",
        en:
          "The only layer of \(file) is \(name): its features are taken as grids where they do not "
          + "state a level.")
    case .encodingTaken(let encoding, let evidence, let file):
      evidence == .byMark
        ? Phrase(
          zh: "\(file)：按 .dbf 文件头的语言标记，文字以 \(encoding) 编码读取。",
          en: "\(file): texts are read as \(encoding), as the mark in the .dbf says.")
        : Phrase(
          zh: "\(file)：未说明编码，按内容判断为 \(encoding)；若有乱码请用 --encoding 指明。",
          en:
            "\(file) does not say its encoding; by its contents it is \(encoding). If texts are "
            + "garbled, state it with --encoding.")
    case .foreignWarning(let warning, let file):
      Phrase(zh: "\(file)：ogr2ogr 提示：\(warning)", en: "\(file): ogr2ogr warns: \(warning)")
    case .noOutlines(let count, let file):
      Phrase(
        zh: "\(file)：\(count) 个实体不是闭合多段线，未读取。",
        en: "\(file): \(count) entities are no closed polylines and are not read.")
    case .extraOrdinates(let extras, let layer):
      Phrase(
        zh: "\(layer)：坐标带有 \(extras.letters) 值，已忽略。",
        en: "\(layer): \(extras.letters) values of positions are left out.")
    }
  }
}
