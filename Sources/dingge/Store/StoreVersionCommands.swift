internal import ArgumentParser
internal import GridPartition
internal import JSONInterface
internal import JSONText
internal import PlanFormats
internal import PlanStore
internal import Wording

/// `dingge store publish`: makes the draft the next version.
struct StorePublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish the draft, which must be seamless, from a time on.")

  @OptionGroup var options: StoreOptions
  @OptionGroup var author: AuthorOption

  @Option(help: "When it takes over: 2026-07-01, or 2026-07-01T08:00+08:00.")
  var effectiveFrom: Moment

  @Option(help: "A remark, kept with the version.")
  var note: String?

  func run() throws {
    let language = options.language
    let publication: PlanStore.Publication
    do {
      let store = try PlanStore(path: options.store, for: .writing)
      publication = try store.publish(
        effectiveFrom: effectiveFrom, note: note, author.signature, approving: approve)
    } catch let error as StoreError {
      throw Failure(error, of: options.store, language)
    }
    let (number, digest) = (publication.version.version, publication.version.digest)
    let line = Phrase(
      zh: "已发布第 \(number) 版，自 \(effectiveFrom) 起生效（摘要 \(digest)）。",
      en: "Published version \(number), in force from \(effectiveFrom) (digest \(digest)).")
    try write(Array((line(language) + "\n").utf8), to: "-", language)
    guard !publication.reusedCodes.isEmpty else { return }
    let codes = publication.reusedCodes.prefix(10).joined(separator: ", ")
    options.languageOption.remark(
      Phrase(
        zh: "注意：这些编码曾被停用，现在重新出现：\(codes)。用 dingge store codes 可避免。",
        en: "Note: these codes had been given up and are used again: \(codes). dingge store codes "
          + "avoids it.")(language))
  }

  /// Refuses a plan that is not seamless, with its defects.
  private func approve(_ draft: Plan) throws {
    let language = options.language
    let report: CheckReport
    do throws(AreaIdentityFault) {
      report = try options.languageOption.watching { () throws(AreaIdentityFault) in
        try draft.check()
      }
    } catch {
      throw Failure(error, language)
    }
    guard report.verdict != .seamless else { return }
    let remarks = report.remarks.map { $0.sentence(in: language) }
    let text = CheckText(report, of: draft, remarks: remarks, in: language).lines
    try write(Array((text.joined(separator: "\n") + "\n").utf8), to: "-", language)
    throw Failure(
      status: .found,
      notice: Notice(
        message: Phrase(
          zh: "没有发布：草稿不是无缝的。", en: "Nothing was published: the draft is not seamless.")(
            language),
        remedy: Phrase(
          zh: "按上面的清单改正草稿，或用 dingge repair 修补后重新导入。",
          en: "Correct the draft by the list above, or repair it by dingge repair and import it "
            + "again.")(language)))
  }
}

/// `dingge store list`: lists the versions.
struct StoreListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the versions that were published.")

  enum Format: String, ExpressibleByArgument { case text, json }

  @OptionGroup var options: StoreOptions

  @Option(help: "text or json.")
  var format = Format.text

  func run() throws {
    let versions = try options.open(for: .reading) { store throws(StoreError) in
      try store.versions()
    }
    let inForce = Timeline(versions).version(at: .now)
    switch format {
    case .text:
      let wording = StoreWording(in: options.language)
      let rows = versions.map { wording.row($0, inForce: inForce) }
      let lines =
        rows.isEmpty
        ? [wording.noVersions] : AlignedTable([wording.versionHeadings] + rows, leading: 8).lines
      try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "-", options.language)
    case .json:
      var json = JSONWriter(.pretty)
      json.object { json in
        json.key("versions")
        json.array { json in for version in versions { json.write(version, inForce: inForce) } }
      }
      json.endLine()
      try write(json.finish(), to: "-", options.language)
    }
  }
}

/// `dingge store show`: tells of a version, or writes its plan.
struct StoreShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Tell of a version, or write its plan to a file.")

  @OptionGroup var options: StoreOptions

  @Argument(help: "The number of the version.")
  var version: Int

  @Option(name: .short, help: "Write the plan: .gpkg, .geojson and others, or a folder.")
  var output: String?

  func run() throws {
    let number = version
    let (version, inForce, plan) = try options.open(for: .reading) { store throws(StoreError) in
      let timeline = try store.timeline()
      return (try store.version(number), timeline.version(at: .now), try store.plan(number))
    }
    guard let output else {
      var json = JSONWriter(.pretty)
      json.write(version, inForce: inForce)
      json.endLine()
      return try write(json.finish(), to: "-", options.language)
    }
    do throws(PlanWritingError) {
      for remark in try PlanWriter.write(plan, to: output) {
        options.languageOption.remark(remark.sentence(in: options.language))
      }
    } catch {
      throw Failure(
        status: error.status, notice: error.notice(in: options.language))
    }
  }
}

/// `dingge store withdraw`: takes back a version that is not yet in force.
struct StoreWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Withdraw a version that is not yet in force.")

  @OptionGroup var options: StoreOptions

  @Argument(help: "The number of the version.")
  var version: Int

  @OptionGroup var author: AuthorOption

  func run() throws {
    let (number, signature) = (version, author.signature)
    let from = try options.open(for: .writing) { store throws(StoreError) in
      try store.withdraw(number, signature)
      return try store.version(number).effectiveFrom
    }
    options.languageOption.remark(
      Phrase(
        zh: "已撤回第 \(number) 版。自 \(from) 起没有生效的规划，直到发布另一版。",
        en: "Version \(number) is withdrawn. From \(from) on no plan is in force until another one "
          + "is published.")(options.language))
  }
}

extension JSONWriter {
  /// Writes a version as an object.
  fileprivate mutating func write(_ version: StoredVersion, inForce: Int?) {
    object { json in
      json.member("version", version.version)
      json.member("digest", version.digest)
      json.member("effective_from", version.effectiveFrom.description)
      json.member("effective_to", optional: version.effectiveTo?.description)
      json.member("recorded_at", version.recordedAt.description)
      json.member("author", version.author)
      json.member("note", optional: version.note)
      json.key("supersedes")
      if let supersedes = version.supersedes { json.value(supersedes) } else { json.null() }
      json.member("withdrawn_at", optional: version.withdrawnAt?.description)
      json.member("units", version.unitCount)
      json.member("in_force", version.version == inForce)
    }
  }
}
