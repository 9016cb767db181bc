// Reads a synthesized backend (cdk.out) and resolves CloudFormation's intrinsic functions without an
// AWS account: values that only a deployment could know become stable placeholders.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveIn, type Scope } from './intrinsics.ts'
import { attribute, physicalName, token } from './resource-names.ts'

type Values = Record<string, unknown>
type Definition = {
  Type: string
  Properties?: Values
  Metadata?: Values
  DependsOn?: unknown
  DeletionPolicy?: string
}

export type Template = {
  Resources: Record<string, Definition>
  Outputs?: Record<string, { Value: unknown }>
  Parameters?: Record<string, { Default?: unknown }>
  Conditions?: Values
  Mappings?: Record<string, Record<string, Values>>
  Metadata?: Values
}

/** What a deployment would decide. `seed` makes every generated id and key its own. */
export type Placeholders = { region: string; account: string; graphqlUrl: string; seed: string }

export type Resource<Properties = Values> = {
  /** Logical id in its template. */
  id: string
  type: string
  /** Physical name: what `Ref` gives for most types. */
  readonly name: string
  stack: Stack
  metadata: Values
  /** Resolved; absent values (`AWS::NoValue`) are left out. */
  readonly properties: Properties
}

export type Stack = {
  file: string
  template: Template
  /** The resolved value of an output, undefined when there is none of that name. */
  output(name: string): unknown
  resolve(value: unknown): unknown
}

export type Assembly = {
  directory: string
  placeholders: Placeholders
  root: Stack
  resources: Resource[]
  /** All resources of one CloudFormation type; the caller names the shape of their properties. */
  of<Properties = Values>(type: string): Resource<Properties>[]
  /** The resource of that type with this physical name or ARN. */
  find<Properties = Values>(type: string, nameOrArn: string): Resource<Properties> | undefined
  /** Path of the file or folder behind an S3 location such as `s3://bucket/HASH.vtl` or `HASH.zip`. */
  asset(location: string): string
}

const defaults: Placeholders = {
  region: 'us-east-1',
  account: '123456789012',
  graphqlUrl: 'https://offline.appsync-api.us-east-1.amazonaws.com/graphql',
  seed: 'offline',
}

/**
 * Loads every stack of an assembly.
 * Throws when the folder holds no synthesized backend, and, on reading a property, when it uses an
 * intrinsic function that cannot be resolved offline.
 */
export function loadAssembly(directory: string, given: Partial<Placeholders> = {}): Assembly {
  const placeholders = { ...defaults, ...given }
  const templates = readTemplates(directory)
  const root = [...templates.keys()].find((file) => !file.includes('.nested.'))
  if (!root) throw new Error(`${directory} holds no synthesized backend`)
  const { files } = readJson<{ files: Record<string, { source: { path: string } }> }>(
    join(directory, root.replace('.template.json', '.assets.json')),
  )
  // Nested templates are found by the hash in their URL: without the CDK's command line the
  // `aws:asset:path` metadata is missing.
  const sourceOf = (location: string) => files[hashIn(location)]?.source.path ?? ''

  const resources: Resource[] = []
  const seen = new Set<string>()

  const load = (file: string, parameters: Values): Stack => {
    const template = templates.get(file)
    if (!template) throw new Error(`${directory} lacks the template ${file}`)
    const children = new Map<string, Stack>()
    const own = new Map<string, Resource>()
    const scope: Scope = {
      template,
      parameters,
      placeholders,
      child: (id) => {
        const known = children.get(id)
        if (known) return known
        const { TemplateURL, Parameters } = own.get(id)?.properties ?? {}
        const child = load(sourceOf(String(TemplateURL)), (Parameters ?? {}) as Values)
        children.set(id, child)
        return child
      },
      resource: (id) => own.get(id),
    }
    const resolve = (value: unknown) => resolveIn(scope, value)
    const stack: Stack = {
      file,
      template,
      resolve,
      output: (name) => resolve(template.Outputs?.[name]?.Value),
    }
    for (const [id, { Type: type, Metadata: metadata = {}, Properties = {} }] of Object.entries(
      template.Resources,
    )) {
      // Two stacks may use one logical id; CloudFormation would add a random suffix to both names.
      const unique = seen.has(id) ? `${id}${token(file, 6)}` : id
      seen.add(id)
      // Lazily, because names and properties may refer to resources and stacks that come later.
      const properties = once(() => resolve(Properties) as Values)
      const name = once(() => physicalName(type, unique, properties, placeholders))
      const resource: Resource = {
        id,
        type,
        stack,
        metadata,
        get name() {
          return name()
        },
        get properties() {
          return properties()
        },
      }
      own.set(id, resource)
      resources.push(resource)
    }
    for (const [id, { type }] of own) if (type === 'AWS::CloudFormation::Stack') scope.child(id)
    return stack
  }

  return {
    directory,
    placeholders,
    root: load(root, {}),
    resources,
    of: <P>(type: string) => resources.filter((r) => r.type === type) as Resource<P>[],
    find: <P>(type: string, name: string) =>
      resources.find(
        (r) => r.type === type && (r.name === name || attribute(r, 'Arn', placeholders) === name),
      ) as Resource<P> | undefined,
    asset: (location) => join(directory, sourceOf(location)),
  }
}

/** The file that a deployment would put into a bucket, such as the data model for clients. */
export function deployedFile(assembly: Assembly, bucket: string, key: string): string | undefined {
  return assembly
    .of<{ SourceObjectKeys: string[]; DestinationBucketName: string }>(
      'Custom::CDKBucketDeployment',
    )
    .filter(({ properties }) => properties.DestinationBucketName === bucket)
    .flatMap(({ properties }) => properties.SourceObjectKeys)
    .map((source) => join(assembly.asset(source), key))
    .find((file) => existsSync(file))
}

/** Every template of an assembly by its file name. */
export function readTemplates(directory: string): Map<string, Template> {
  const files = readdirSync(directory).filter((file) => file.endsWith('.template.json'))
  return new Map(
    files.map((file) => {
      const template = readJson<Partial<Template>>(join(directory, file))
      // A stack without anything in it has no resources.
      return [file, { ...template, Resources: template.Resources ?? {} }]
    }),
  )
}

const readJson = <T extends object>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

const hashIn = (location: string) => location.split('/').at(-1)?.split('.')[0] ?? ''
