internal import GridPartition
internal import JSONText

/// Reads the features of one file into a builder, blocks of them on all cores.
final class PlanFileWork: BlockWork, @unchecked Sendable {
  /// A block of features and what was made of it.
  struct Bench {
    var block = FeatureBlock()
    var parser = FeatureParser()
    var features: PlanFeatureReader
    var builder: PlanBuilder
    var problems: [FeatureProblem] = []
    var problemCount = 0
    var failure: PlanReadingError?
  }

  /// The file's name in messages.
  private let file: String
  private let newFeatures: PlanFeatureReader
  private let newBuilder: PlanBuilder

  /// Only looked at in ``take(into:)`` while work is under way.
  private var blocks: FeatureBlockReader

  /// What was read, in the order of the file. Only looked at in ``handOn(_:)`` while work is under
  /// way.
  private(set) var gathered: GatheredFeatures
  /// Whether any feature had a property that could be the code.
  private(set) var hasCodes = false
  private(set) var featureCount = 0
  /// The property names of the first feature.
  private(set) var properties: [String] = []

  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - name: How it is called in messages.
  ///   - level: How the levels of features are known.
  ///   - fields: Names of properties that go before the usual ones.
  ///   - gathered: What was read from other files before.
  /// - Throws: ``FileError`` when the file cannot be opened.
  init(
    path: String, name: String, level: LayerLevel, fields: PlanFields,
    gathered: consuming GatheredFeatures
  ) throws(FileError) {
    file = name
    newFeatures = PlanFeatureReader(file: name, level: level, fields: fields)
    newBuilder = gathered.builder.empty
    blocks = try FeatureBlockReader(path: path)
    self.gathered = gathered
  }

  /// The other members of the file's root.
  var rootMembers: [FeatureCollectionReader.RootMember] { blocks.rootMembers }

  func makeBench() -> Bench { Bench(features: newFeatures, builder: newBuilder) }

  func take(into bench: inout Bench) -> Bool { blocks.next(into: &bench.block) }

  func work(on bench: inout Bench) {
    bench.builder.removeAll()
    bench.problems = []
    bench.problemCount = 0
    bench.failure = nil
    bench.features.go(to: bench.block.firstNumber)
    do throws(PlanReadingError) {
      for feature in bench.block.features { try read(feature, on: &bench) }
      switch bench.block.failure {
      case .file(let error): throw .file(error)
      case .text(_, let error): throw .notJSON(file: file, error)
      case nil: break
      }
    } catch {
      bench.failure = error
    }
  }

  private func read(
    _ feature: FeatureBlock.Feature, on bench: inout Bench
  ) throws(PlanReadingError) {
    let value: JSONValue
    do throws(JSONTextError) {
      value = try bench.parser.parse(bench.block.text, feature.range)
    } catch {
      throw .notJSON(file: file, bench.block.located(error, in: feature))
    }
    guard !feature.isRoot || PlanFeatureReader.isFeatureOrGeometry(value) else {
      throw .notGeoJSON(file: file)
    }
    do throws(FeatureProblem) {
      try bench.features.read(
        value, of: bench.parser, line: feature.line, into: &bench.builder)
    } catch {
      bench.problemCount += 1
      if bench.problems.count < GatheredFeatures.problemLimit { bench.problems.append(error) }
    }
  }

  func handOn(_ bench: inout Bench) throws -> Bool {
    if let failure = bench.failure { throw failure }
    gathered.add(
      bench.builder, share: bench.block.share, bench.problems, count: bench.problemCount)
    if featureCount == 0 { properties = bench.features.properties }
    featureCount += bench.block.features.count
    if bench.features.hasCodes { hasCodes = true }
    return true
  }
}
