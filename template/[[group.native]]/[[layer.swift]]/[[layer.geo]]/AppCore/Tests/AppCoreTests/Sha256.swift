import Foundation

@testable import AppCore

extension SignatureV4.Cryptography {
    /// By the book, because CryptoKit is on Apple's systems alone: FIPS 180-4 and RFC 2104.
    static let ofTests = Self(sha256: digest, hmac: code)
}

@Sendable
private func code(_ text: Data, _ key: Data) -> Data {
    let short = key.count > 64 ? digest(key) : key
    let block = short + Data(repeating: 0, count: 64 - short.count)
    return digest(Data(block.map { $0 ^ 0x5c }) + digest(Data(block.map { $0 ^ 0x36 }) + text))
}

@Sendable
private func digest(_ text: Data) -> Data {
    // The first 32 bits of what is after the point in the square roots of the first 8 primes, and the cube roots of 64.
    let primes = (2...311).filter { number in !(2..<number).contains { number % $0 == 0 } }
    var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    let constants = primes.map { fraction(cbrt(Double($0))) }

    var padded = [UInt8](text) + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    padded += withUnsafeBytes(of: UInt64(text.count * 8).bigEndian, [UInt8].init)

    for start in stride(from: 0, to: padded.count, by: 64) {
        var words = (0..<16).map { word in
            padded[(start + word * 4)...].prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (early, late) = (words[index - 15], words[index - 2])
            let first = turned(early, 7) ^ turned(early, 18) ^ early >> 3
            let second = turned(late, 17) ^ turned(late, 19) ^ late >> 10
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var v = hash
        for index in 0..<64 {
            let sum = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25)
            let choice = v[4] & v[5] ^ ~v[4] & v[6]
            let first = v[7] &+ sum &+ choice &+ constants[index] &+ words[index]
            let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
            let second = (turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)) &+ majority
            v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        hash = zip(hash, v).map(&+)
    }
    return Data(hash.flatMap { withUnsafeBytes(of: $0.bigEndian, [UInt8].init) })
}

private func fraction(_ root: Double) -> UInt32 {
    UInt32((root - root.rounded(.down)) * 4_294_967_296)
}

private func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
}
