// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "dingge",
  products: [.executable(name: "dingge", targets: ["dingge"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGEOS", path: "Sources/CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(
      name: "CPROJ", path: "Sources/CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(
      name: "CXXHash", path: "Sources/CXXHash", pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"])]),
    .target(
      name: "CSimdJSON",
      cxxSettings: [.define("SIMDJSON_EXCEPTIONS", to: "0")],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CTableText"),
    .target(name: "CLinux"),
    .target(name: "CPolynomial"),
    .target(name: "Geometry", dependencies: ["CLinux"], swiftSettings: strict),
    .target(name: "GEOSTopology", dependencies: ["CGEOS"], swiftSettings: strict),
    .target(
      name: "CoordinateSystems", dependencies: ["CPROJ", "CPolynomial"], swiftSettings: strict),
    .target(name: "JSONText", dependencies: ["CSimdJSON"], swiftSettings: strict),
    .target(
      name: "GridPartition",
      dependencies: [
        "Geometry", "GEOSTopology", "CoordinateSystems",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "PlanFormats",
      dependencies: [
        "CLinux", "CTableText", "CXXHash", "CoordinateSystems", "Geometry", "GridPartition",
        "JSONText", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "PlanStore",
      dependencies: [
        "CoordinateSystems", "Geometry", "GridPartition", "PlanFormats",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Wording",
      dependencies: ["CoordinateSystems", "GridPartition", "JSONText", "PlanFormats", "PlanStore"],
      swiftSettings: strict),
    .target(
      name: "JSONInterface",
      dependencies: [
        "CoordinateSystems", "Geometry", "GridPartition", "JSONText", "PlanFormats", "Wording",
      ],
      swiftSettings: strict),
    .target(
      name: "CheckReportPage",
      dependencies: [
        "CoordinateSystems", "Geometry", "GridPartition", "JSONText", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Page")], swiftSettings: strict),
    .executableTarget(
      name: "dingge",
      dependencies: [
        "CheckReportPage", "CoordinateSystems", "Geometry", "GridPartition", "JSONInterface",
        "JSONText", "PlanFormats", "PlanStore", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "measure",
      dependencies: [
        "CoordinateSystems", "Geometry", "GridPartition", "JSONInterface", "JSONText",
        "PlanFormats", "TestSupport", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "tools/measure", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["CoordinateSystems", "Geometry", "GridPartition"],
      path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "GeometryTests", dependencies: ["Geometry", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CoordinateSystemsTests", dependencies: ["CoordinateSystems", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GridPartitionTests",
      dependencies: ["CoordinateSystems", "Geometry", "GridPartition", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CheckReportPageTests",
      dependencies: [
        "CheckReportPage", "Geometry", "GridPartition", "JSONText", "TestSupport", "Wording",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "JSONInterfaceTests",
      dependencies: [
        "CoordinateSystems", "GridPartition", "JSONInterface", "JSONText", "TestSupport", "Wording",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "JSONTextTests", dependencies: ["JSONText", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PlanFormatsTests",
      dependencies: ["GridPartition", "PlanFormats", "JSONText", "Geometry", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
