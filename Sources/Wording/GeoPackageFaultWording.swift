internal import PlanFormats

extension GeoPackageFault {
  /// Why a GeoPackage cannot be read, and the way out.
  func phrases(_ file: String) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .notADatabase:
      (
        Phrase(
          zh: "\(file) 不是 GeoPackage：文件开头不是 SQLite 数据库。",
          en: "\(file) is no GeoPackage: it does not begin as an SQLite database."),
        Self.exportAgain
      )
    case .notAGeoPackage:
      (
        Phrase(
          zh: "\(file) 是 SQLite 数据库，但不是 GeoPackage：缺少 gpkg_contents 等表。",
          en:
            "\(file) is an SQLite database, but no GeoPackage: the table gpkg_contents is missing."),
        Self.exportAgain
      )
    case .locked:
      (
        Phrase(
          zh: "\(file) 正被另一个程序写入，等待 5 秒后仍不可读。",
          en: "Another program is writing to \(file); it could not be read within 5 seconds."),
        Phrase(
          zh: "在该程序（如 QGIS）中保存并结束编辑后重试。",
          en: "Save and end editing in that program, QGIS for example, then try again.")
      )
    case .unreadable(let reason):
      (
        Phrase(zh: "无法读取 \(file)：\(reason)。", en: "Cannot read \(file): \(reason)."),
        Phrase(
          zh: "文件可能已损坏：用 QGIS 打开后另存，或取用备份。",
          en: "The file may be damaged: open it in QGIS and save it anew, or take a backup.")
      )
    case .noLayers:
      (
        Phrase(zh: "\(file) 中没有要素图层。", en: "\(file) has no layer of features."),
        Phrase(zh: "检查是否导出了正确的图层。", en: "Check that the right layer was exported.")
      )
    }
  }

  private static let exportAgain = Phrase(
    zh: "在 QGIS 中用“导出 - 要素另存为 - GeoPackage”重新导出。",
    en: "Export it again, in QGIS by \"Export - Save Features As - GeoPackage\".")
}

extension GeometryFault {
  /// What is wrong with a binary geometry, in a few words.
  var phrase: Phrase {
    switch kind {
    case .noHeader:
      Phrase(
        zh: "几何不是 GeoPackage 的二进制格式", en: "the geometry does not begin as one of a GeoPackage does")
    case .broken:
      Phrase(
        zh: "几何在第 \(offset) 字节处损坏", en: "the geometry is damaged at byte \(offset)")
    case .notAnArea(let type):
      Phrase(zh: "几何为 \(type)，不是面", en: "the geometry is a \(type), not a polygon")
    case .curved(let type):
      Phrase(zh: "几何含有曲线（\(type)）", en: "the geometry has curves (\(type))")
    case .unknownType(let code):
      Phrase(zh: "未知的几何类型 \(code)", en: "the geometry is of an unknown type, \(code)")
    }
  }
}

extension ExtraOrdinates {
  var letters: String { (contains(.z) ? "Z" : "") + (contains(.m) ? "M" : "") }
}
