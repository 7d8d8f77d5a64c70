internal import Foundation
public import GridPartition
public import Wording

/// The answer of a check as one HTML page that needs nothing else: no network and no other file.
///
/// The page says what was proved and by which rule, shows every defect on a map, and lists them in a
/// table that leads to the map. Without JavaScript all of it is still there. It may run no script but
/// its own, and load nothing.
public struct CheckReportPage {
  /// So many defects are listed at most; the rest are dots on the map.
  static let mostListed = 3_000

  let report: CheckReport
  let plan: Plan
  let remarks: [String]
  let stamp: Stamp
  let language: Language
  let wording: DefectWording
  let description: PlanDescription
  /// The defects that are listed, cluster by cluster, as offsets in the report's.
  let listed: [Int]
  let map: PlanMap?
  /// What a repair did to reach this, if one did.
  var changes: RepairChanges?

  /// What a certificate says of its own making.
  public struct Stamp: Sendable {
    let version: String
    let time: Date

    /// - Parameters:
    ///   - version: The version of the program.
    ///   - secondsSince1970: When the plan was checked.
    public init(version: String, secondsSince1970: Double) {
      self.version = version
      time = Date(timeIntervalSince1970: secondsSince1970)
    }
  }

  /// Prepares a page.
  ///
  /// - Parameters:
  ///   - report: The answer of the check.
  ///   - plan: The plan that was checked.
  ///   - remarks: Sentences about the whole, already in the language.
  ///   - stamp: By which program, and when.
  ///   - language: The language of the page.
  /// - Complexity: O(*n* log *n*) in the positions of the plan.
  public init(
    _ report: CheckReport, of plan: Plan, remarks: [String], stamp: Stamp, in language: Language
  ) {
    self.report = report
    self.plan = plan
    self.remarks = remarks
    self.stamp = stamp
    self.language = language
    wording = DefectWording(plan, in: language)
    description = PlanDescription(of: plan)
    listed = report.clusters.flatMap(\.defects).filter { $0 < Self.mostListed }
    map = PlanMap(
      of: plan, description, listed: listed.map { report.defects[$0] },
      others: Array(report.defects.dropFirst(Self.mostListed)))
  }

  /// The page as UTF-8; the same for the same arguments, and under 20 MB.
  public var bytes: [UInt8] {
    PageFrame(
      title: "\(title) · \(CertificateWords.kicker(language))", sheets: Self.sheets,
      script: Self.script, language: language
    ).bytes(writeBody)
  }

  private func writeBody(_ html: inout HTMLText) {
    html.element("a", ["class": "skip", "href": "#defects"], text: TableWords.skip(language))
    html.element("main") { html in
      writeCertificate(into: &html)
      if let changes { write(changes, into: &html) }
      html.element("div", ["class": "workspace"]) { html in
        if let map { write(map, into: &html) }
        writeDefects(into: &html)
      }
      writeParents(into: &html)
    }
  }

  private static let sheets = [
    PackageResources.certificate_css, PackageResources.tables_css, PackageResources.map_css,
    PackageResources.page_css, PackageResources.repair_css, PackageResources.print_css,
  ]

  private static let script =
    PackageResources.view_js + PackageResources.drawing_js + PackageResources.tables_js

  /// The name of the unit that holds all others, or of the file.
  var title: String {
    if let widest = plan.levels.first, plan.levels.count > 1 {
      let units = plan.units(of: widest)
      if units.count == 1, let name = plan.units[units[0]].name { return name }
    }
    return plan.source.split(separator: "/").last.map(String.init) ?? plan.source
  }
}
