// What the app uses of CryptoKit.
//
// source: written from memory, to be looked up at https://developer.apple.com/documentation/cryptokit. No body: this is for type checks
// only.
import Foundation

public protocol Digest: Sequence where Element == UInt8 {}

public protocol HashFunction {
    associatedtype Digest: CryptoKit.Digest
    static func hash<D: DataProtocol>(data: D) -> Digest
}

public struct SHA256Digest: Digest {
    public func makeIterator() -> IndexingIterator<[UInt8]> { fatalError() }
}

public struct SHA256: HashFunction {
    public static func hash<D: DataProtocol>(data: D) -> SHA256Digest { fatalError() }
}

public struct SymmetricKey: Sendable {
    public init<D: ContiguousBytes>(data: D) { fatalError() }
}

public struct HashedAuthenticationCode<H: HashFunction>: Sequence {
    public func makeIterator() -> IndexingIterator<[UInt8]> { fatalError() }
}

public struct HMAC<H: HashFunction> {
    public static func authenticationCode<D: DataProtocol>(for data: D, using key: SymmetricKey) -> HashedAuthenticationCode<H> {
        fatalError()
    }
}
