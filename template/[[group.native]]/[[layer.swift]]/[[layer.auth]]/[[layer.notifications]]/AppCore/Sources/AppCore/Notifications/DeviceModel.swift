import Observation

/// Has this device notified of what is for the person who is signed in.
@MainActor
@Observable
public final class DeviceModel {
    public private(set) var problem: String?

    private let push: any PushService
    private let devices: any DeviceRepository

    public init(push: any PushService, devices: any DeviceRepository) {
        self.push = push
        self.devices = devices
    }

    /// Registers the device with each token that it gets, if the person wants that; ends with the task.
    public func follow() async {
        problem = nil
        do {
            guard try await push.isAllowed() else { return }
            for try await token in await push.tokens() {
                try await devices.register(token)
            }
        } catch is CancellationError {
            // Nobody is signed in any more.
        } catch {
            problem = error.localizedDescription
        }
    }
}
