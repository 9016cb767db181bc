import Foundation

/// By what Apple reaches this device, as a backend wants it: in hexadecimal digits.
public struct DeviceToken: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ data: Data) {
        description = data.map { String(format: "%02x", $0) }.joined()
    }
}
