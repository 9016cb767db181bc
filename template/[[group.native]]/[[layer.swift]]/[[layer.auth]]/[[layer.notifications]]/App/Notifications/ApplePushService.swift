import AppCore
import UIKit
import UserNotifications

/// Apple's service for push notifications, which tells the app's delegate by what it reaches this device.
struct ApplePushService: PushService {
    func isAllowed() async throws -> Bool {
        try await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound])
    }

    @MainActor
    func tokens() -> AsyncThrowingStream<DeviceToken, any Error> {
        let tokens = AppDelegate.tokens.follow()
        UIApplication.shared.registerForRemoteNotifications()
        return tokens
    }
}

/// What SwiftUI has no place for.
final class AppDelegate: NSObject, UIApplicationDelegate, UNUserNotificationCenterDelegate {
    static let tokens = DeviceTokens()

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        UNUserNotificationCenter.current().delegate = self
        return true
    }

    func application(
        _ application: UIApplication,
        didRegisterForRemoteNotificationsWithDeviceToken deviceToken: Data
    ) {
        AppDelegate.tokens.receive(DeviceToken(deviceToken))
    }

    func application(_ application: UIApplication, didFailToRegisterForRemoteNotificationsWithError error: any Error) {
        AppDelegate.tokens.fail(with: error)
    }

    /// What arrives while the app is open is shown, too.
    nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter,
        willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        completionHandler([.banner, .list, .sound])
    }
}
