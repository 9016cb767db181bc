// What the app uses of AWSS3StoragePlugin, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import Amplify

// AmplifyPlugins/Storage/Sources/AWSS3StoragePlugin/Configuration/AWSS3StoragePluginConfiguration.swift
public protocol AWSS3PluginPrefixResolver {}

public struct AWSS3StoragePluginConfiguration {
    public init(prefixResolver: AWSS3PluginPrefixResolver? = nil, progressStallTimeout: ProgressStallTimeout = .disabled) {}
}

// AmplifyPlugins/Storage/Sources/AWSS3StoragePlugin/AWSS3StoragePlugin.swift
public final class AWSS3StoragePlugin: Plugin {
    public init(configuration storageConfiguration: AWSS3StoragePluginConfiguration = AWSS3StoragePluginConfiguration()) {}
}
