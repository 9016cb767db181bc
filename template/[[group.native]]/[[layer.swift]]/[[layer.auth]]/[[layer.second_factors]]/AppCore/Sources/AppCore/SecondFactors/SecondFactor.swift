/// What somebody can be asked for at sign-in besides the password.
public enum SecondFactor: Sendable {
    case authenticatorApp
    case sms
    case email
}
