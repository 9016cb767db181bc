// Who may do what with the data, as the synthesized backend has it.
import { readFileSync } from 'node:fs'
import { deployedFile } from '../../scripts/cloud-assembly.ts'
import { backend } from './synthesized.ts'

/** The authorization rules of a type or of one of its fields: `rulesOf('Todo')`, `rulesOf('Query', 'sayHello')`. */
export function rulesOf(type: string, field?: string): string[] | undefined {
  const rules = /^[^\n]*@auth\(rules: \[(.*?)\]\)/s.exec(declarationOf(type, field))?.[1]
  return rules?.split(/,\n\s*/)
}

/** The directives that let clients call an operation. */
export function directivesOf(type: string, field: string): string[] {
  const line = lineOf(type, field)
  return (line.match(/@aws_\w+/g) ?? []).filter((name) => name !== '@aws_subscribe').toSorted()
}

/** The line of the data model that declares a type or one of its fields. */
export function lineOf(type: string, field?: string): string {
  const [line = ''] = declarationOf(type, field).split('\n')
  return line
}

function declarationOf(type: string, field?: string): string {
  const declaration = new RegExp(`^type ${type} .*?^}`, 'ms').exec(modelSchema())?.[0] ?? ''
  if (!field) return declaration
  const place = declaration.search(new RegExp(`^  ${field}[(:]`, 'm'))
  return place < 0 ? '' : declaration.slice(place)
}

/** The data model, as Amplify deploys it for code generation. */
function modelSchema(): string {
  for (const { name } of backend.of('AWS::S3::Bucket')) {
    const file = deployedFile(backend, name, 'model-schema.graphql')
    if (file) return readFileSync(file, 'utf8')
  }
  throw new Error('The backend deploys no data model')
}
