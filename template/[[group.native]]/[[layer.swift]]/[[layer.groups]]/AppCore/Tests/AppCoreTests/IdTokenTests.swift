import Foundation
import Testing

@testable import AppCore

struct IdTokenTests {
    private func token(_ claims: String) -> String {
        let base64 = Data(claims.utf8).base64EncodedString()
        let part = base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return "head.\(part).signature"
    }

    @Test(
        "it names the groups of the person, whatever characters encode them",
        arguments: ["ADMINS", "ADMINS?", "ADMINS?~", "ÄDMINS>>", "管理者"]
    )
    func groups(name: String) {
        #expect(IdToken(token("{\"cognito:groups\": [\"\(name)\", \"EDITORS\"]}")).groups == [name, "EDITORS"])
    }

    @Test("who is in no group has none", arguments: ["{}", "{\"cognito:groups\": []}"])
    func none(claims: String) {
        #expect(IdToken(token(claims)).groups.isEmpty)
    }

    @Test("what is no token names none", arguments: ["", "a.b", "a.b.c", "a.?.c"])
    func noToken(token: String) {
        #expect(IdToken(token).groups.isEmpty)
    }
}
