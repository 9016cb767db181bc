import Foundation

/// What amplify_outputs.json says.
public enum Outputs {
    /// Whether these describe a backend: the stub that a fresh clone starts with holds a version, and nothing else.
    public static func describeBackend(_ json: Data) -> Bool {
        let sections = try? JSONSerialization.jsonObject(with: json) as? [String: Any]
        return sections?.keys.contains { $0 != "version" && $0 != "$schema" } ?? false
    }
}
