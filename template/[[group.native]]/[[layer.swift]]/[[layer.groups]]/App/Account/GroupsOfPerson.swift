import AppCore

/// The groups of the person who is signed in.
func groupsOfPerson() async throws -> Set<String> {
    try await IdToken.current()?.groups ?? []
}
