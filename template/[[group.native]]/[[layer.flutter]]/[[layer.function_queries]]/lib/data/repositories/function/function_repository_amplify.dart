import 'dart:convert';

import 'package:amplify_flutter/amplify_flutter.dart';

import '../../services/api.dart';
import 'function_repository.dart';

class AmplifyFunctionRepository implements FunctionRepository {
  const AmplifyFunctionRepository();

  @override
  Future<String?> call(String function, String name) async {
    final request = GraphQLRequest<String>(
      document: 'query Call(\$name: String) { $function(name: \$name) }',
      variables: {'name': name},
    );
    final response = await Amplify.API.query(request: request).response;
    final answers = jsonDecode(unwrap(response)) as Map<String, Object?>;
    return answers[function] as String?;
  }
}
