/// Where the user pool keeps the passkeys of the person who is signed in.
public protocol PasskeyRepository: Sendable {
    func passkeys() async throws -> [Passkey]

    /// Has the system make a passkey, after it has asked the person. Whoever closes that question has changed their mind.
    func add() async throws

    func delete(_ passkey: Passkey) async throws
}
