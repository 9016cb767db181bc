import AppCore
import Foundation
import MapLibre

/// Signs what the map asks of Amazon Location Service.
///
/// MapLibre asks for that when it sends a request, and does not wait. So there is always a signature at hand.
final class MapSignature: NSObject, MLNNetworkConfigurationDelegate, @unchecked Sendable {
    static let shared = MapSignature()

    private let lock = NSLock()
    private var current: (host: String, signature: SignatureV4)?

    static func host() throws -> String {
        "maps.geo.\(try AmazonLocation.region()).amazonaws.com"
    }

    /// Has a signature, after which the map can be shown.
    func renew() async throws {
        let new = (try Self.host(), try await explained { try await AmazonLocation.signature(for: "geo-maps") })
        MLNNetworkConfiguration.sharedManager.delegate = self
        lock.withLock { current = new }
    }

    /// Renews it until the task is cancelled. Whoever signs in next has another.
    func keep() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(60))
            try? await renew()
        }
        lock.withLock { current = nil }
    }

    /// MapLibre calls this in the background.
    func willSend(_ request: NSMutableURLRequest) -> NSMutableURLRequest {
        let known = lock.withLock { current }
        if let known, let url = request.url, url.host() == known.host {
            for (name, value) in known.signature.headers(of: "GET", url) {
                request.setValue(value, forHTTPHeaderField: name)
            }
        }
        return request
    }
}
