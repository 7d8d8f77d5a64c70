internal import PlanFormats

extension ForeignFault {
  /// Why a file of another format could not be read or written, and the way out.
  func phrases(_ file: String) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .programMissing:
      (
        Phrase(
          zh: "处理 \(file) 需要 GDAL 的 ogr2ogr 程序，本机没有安装。",
          en: "\(file) needs the program ogr2ogr of GDAL, which is not installed."),
        Phrase(
          zh: "安装 Debian 软件包 gdal-bin（apt-get install gdal-bin），或改用 GeoPackage、GeoJSON。",
          en:
            "Install the Debian package gdal-bin (apt-get install gdal-bin), or use GeoPackage or "
            + "GeoJSON.")
      )
    case .notStarted(let reason):
      (
        Phrase(
          zh: "无法启动 ogr2ogr：\(reason)。", en: "The program ogr2ogr could not be started: \(reason)."),
        Phrase(zh: "检查 gdal-bin 的安装。", en: "Check how gdal-bin is installed.")
      )
    case .failed(let message):
      (
        Phrase(
          zh: "ogr2ogr 无法处理 \(file)：\(message)", en: "ogr2ogr cannot handle \(file): \(message)"),
        Phrase(
          zh: "检查文件是否完整（Shapefile 须有 .shp、.shx、.dbf），或在 QGIS 中打开后另存为 GeoPackage。",
          en:
            "Check that the file is whole (a shapefile needs its .shp, .shx and .dbf), or open it in "
            + "QGIS and save it as GeoPackage.")
      )
    case .notAFile:
      (
        Phrase(
          zh: "\(file) 不是文件：不接受 GDAL 的服务、数据库和压缩包名称。",
          en: "\(file) is no file: names of services, databases and archives of GDAL are not taken."
        ),
        Phrase(zh: "请给出本机文件的路径。", en: "Give the path of a file on this machine.")
      )
    case .encoding(let name):
      (
        Phrase(zh: "\(file) 不是有效的 \(name) 文本。", en: "\(file) is not valid \(name) text."),
        Phrase(
          zh: "用 --encoding utf-8 或 gb18030 指明编码，或以 UTF-8 重新保存。",
          en: "State its encoding with --encoding utf-8 or gb18030, or save it again as UTF-8.")
      )
    case .noOutlines:
      (
        Phrase(
          zh: "\(file) 中没有闭合多段线。", en: "\(file) has no closed polyline."),
        Phrase(
          zh: "在 CAD 中把每个网格的边界画成闭合的多段线（PLINE，选项“闭合”）。",
          en: "Draw each outline as one closed polyline in CAD (PLINE with the option Close).")
      )
    case .onlyWGS84:
      (
        Phrase(
          zh: "无法写入 \(file)：这种格式只用 WGS 84 经纬度。",
          en: "Cannot write \(file): the format is always in longitude and latitude of WGS 84."),
        Phrase(zh: "加上 --to-crs EPSG:4326。", en: "Add --to-crs EPSG:4326.")
      )
    case .onlyPolygons(let unit):
      (
        Phrase(
          zh: "无法写入 \(file)：这种格式不能存放没有图形的单元，如 \(unit)。",
          en:
            "Cannot write \(file): the format has no room for units without polygon, such as "
            + "\(unit)."),
        Phrase(zh: "改用 GeoPackage 或 GeoJSON。", en: "Write a GeoPackage or GeoJSON.")
      )
    }
  }
}
