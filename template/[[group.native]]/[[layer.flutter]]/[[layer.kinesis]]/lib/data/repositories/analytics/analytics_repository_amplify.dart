import 'dart:convert';

import 'package:amplify_auth_cognito/amplify_auth_cognito.dart';
import 'package:amplify_flutter/amplify_flutter.dart';
import 'package:amplify_foundation_dart/amplify_foundation_dart.dart'
    as foundation;
import 'package:amplify_kinesis/amplify_kinesis.dart';

import 'analytics_repository.dart';

/// Keeps records on the device, and sends them to the stream of
/// amplify/kinesis/resource.ts every thirty seconds.
class AmplifyAnalyticsRepository implements AnalyticsRepository {
  /// Records with one key stay in order: those of one start of the app.
  final _session = UUID.getUUID();

  late final Future<_Stream> _stream = _open();

  @override
  Future<void> record(String name) async {
    try {
      final stream = await _stream;
      final at = DateTime.now().toUtc().toIso8601String();
      final result = await stream.client.record(
        data: utf8.encode(jsonEncode({'name': name, 'at': at})),
        partitionKey: _session,
        streamName: stream.name,
      );
      if (result case foundation.Error(:final error)) throw error;
    } on Exception catch (error) {
      safePrint('"$name" is not recorded: $error');
    }
  }

  Future<_Stream> _open() async {
    final outputs = await Amplify.asyncConfig;
    final stream = outputs.custom?['kinesis'] as Map<String, dynamic>?;
    if (stream == null) {
      throw const FormatException('amplify_outputs.dart has no stream');
    }
    final client = await AmplifyKinesisClient.create(
      region: stream['aws_region'] as String,
      credentialsProvider: const _Credentials(),
    );
    return _Stream(client, stream['stream_name'] as String);
  }
}

class _Stream {
  const _Stream(this.client, this.name);

  final AmplifyKinesisClient client;
  final String name;
}

/// Those of the person who is signed in.
class _Credentials implements foundation.AWSCredentialsProvider {
  const _Credentials();

  @override
  Future<foundation.AWSCredentials> resolve() async {
    final cognito = Amplify.Auth.getPlugin(AmplifyAuthCognito.pluginKey);
    final session = await cognito.fetchAuthSession();
    final credentials = session.credentialsResult.value;
    return foundation.TemporaryCredentials(
      credentials.accessKeyId,
      credentials.secretAccessKey,
      credentials.sessionToken!,
      credentials.expiration!,
    );
  }
}
