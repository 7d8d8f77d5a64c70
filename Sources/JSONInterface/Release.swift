/// Which dingge this is.
public enum Release {
  /// The version that answers name, by semantic versioning.
  public static let version = "0.1.0"
}
