internal import CheckReportPage
internal import Foundation
internal import GridPartition
internal import JSONInterface
internal import Wording

extension CheckCommand {
  /// Writes the answer as a page, if one is wanted.
  func writePage(_ answer: CheckReport, of plan: Plan, remarks: [String]) throws(Failure) {
    guard let report else { return }
    let language = languageOption.language
    let stamp = CheckReportPage.Stamp(
      version: Release.version, secondsSince1970: Date().timeIntervalSince1970)
    let page = CheckReportPage(answer, of: plan, remarks: remarks, stamp: stamp, in: language)
    try write(page.bytes, to: report, language)
  }
}
