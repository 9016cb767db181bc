// What the app uses of CoreTransferable, with the signatures of its public interface.
//
// source: written from memory, to be looked up in https://developer.apple.com/documentation/coretransferable, iOS 18 SDK
import Foundation
import UniformTypeIdentifiers

public protocol TransferRepresentation: Sendable {
    associatedtype Item: Transferable
}

public protocol Transferable {
    associatedtype Representation: TransferRepresentation
    @TransferRepresentationBuilder<Self> static var transferRepresentation: Representation { get }
}

@resultBuilder public struct TransferRepresentationBuilder<Item: Transferable> {
    public static func buildExpression<Content: TransferRepresentation>(_ content: Content) -> Content where Item == Content.Item { fatalError() }
    public static func buildBlock<Content: TransferRepresentation>(_ content: Content) -> Content where Item == Content.Item { fatalError() }
    public static func buildBlock<C1: TransferRepresentation, C2: TransferRepresentation>(
        _ content1: C1, _ content2: C2
    ) -> TupleTransferRepresentation<Item, (C1, C2)> where Item == C1.Item, C1.Item == C2.Item { fatalError() }
}

public struct TupleTransferRepresentation<Item: Transferable, Value: Sendable>: TransferRepresentation {}

public struct ReceivedTransferredFile: Sendable {
    public let file: URL
    public let isOriginalFile: Bool
}

public struct FileRepresentation<Item: Transferable>: TransferRepresentation {
    public init(
        importedContentType: UTType, shouldAttemptToOpenInPlace: Bool = false,
        importing: @escaping @Sendable (ReceivedTransferredFile) async throws -> Item
    ) {}
}
