import AmplifyConnectClient
import AppCore

/// Tells the backend which devices are whose, with Amplify's client for what `defineNotifications` makes.
struct AmplifyDeviceRepository: DeviceRepository {
    func register(_ token: DeviceToken) async throws {
        try await call { try await $0.registerDevice(token: token.description) }
    }

    func remove() async throws {
        try await call { try await $0.removeDevice() }
    }

    private func call(_ work: (AmplifyConnectClient) async throws -> Void) async throws {
        try await explained {
            do {
                let backend = try ConnectClientConfiguration()
                try await work(AmplifyConnectClient(configuration: backend, credentialsProvider: PersonalCredentials()))
            } catch let error as ConnectError {
                throw Problem(error.errorDescription)
            }
        }
    }
}
