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
    case .extraOrdinates(let extras, let layer):
      Phrase(
        zh: "\(layer)：坐标带有 \(extras.letters) 值，已忽略。",
        en: "\(layer): \(extras.letters) values of positions are left out.")
    }
  }
}
