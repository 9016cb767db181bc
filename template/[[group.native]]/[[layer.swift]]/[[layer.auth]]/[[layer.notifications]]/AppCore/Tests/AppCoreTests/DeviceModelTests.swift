import Foundation
import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct DeviceModelTests {
    private let first = DeviceToken(Data([0, 255]))
    private let second = DeviceToken(Data([10, 11]))

    @Test("a token is what a backend wants: hexadecimal digits, two a byte")
    func digits() {
        #expect(first.description == "00ff")
    }

    @Test("the device is registered with the newest token")
    func registers() async {
        let devices = FakeDeviceRepository()
        let model = DeviceModel(push: FakePushService(tokens: [first, second]), devices: devices)
        await model.follow()
        #expect(await devices.token == second)
        #expect(model.problem == nil)
    }

    @Test("who declines is not registered, which is no problem")
    func declines() async {
        let devices = FakeDeviceRepository()
        let model = DeviceModel(push: FakePushService(allows: false, tokens: [first]), devices: devices)
        await model.follow()
        #expect(await devices.token == nil)
        #expect(model.problem == nil)
    }

    @Test("a device without a token is told about, and so is a backend that refuses it, until it does not")
    func fails() async {
        let devices = FakeDeviceRepository(problem: Problem("Not allowed"))
        let none = DeviceModel(push: FakePushService(problem: Problem("No entitlement")), devices: devices)
        await none.follow()
        #expect(none.problem == "No entitlement")
        let model = DeviceModel(push: FakePushService(tokens: [first]), devices: devices)
        await model.follow()
        #expect(model.problem == "Not allowed")
        await devices.fail(with: nil)
        await model.follow()
        #expect(model.problem == nil)
        #expect(await devices.token == first)
    }

    @Test("tokens reach who follows them last, and what fails ends that")
    func tokens() async throws {
        let tokens = DeviceTokens()
        tokens.receive(second)
        let before = tokens.follow()
        let now = tokens.follow()
        tokens.receive(first)
        tokens.fail(with: Problem("No entitlement"))
        for try await _ in before {
            Issue.record("who followed before gets no more")
        }
        var received: [DeviceToken] = []
        await #expect(throws: Problem("No entitlement")) {
            for try await token in now {
                received.append(token)
            }
        }
        #expect(received == [first])
    }
}
