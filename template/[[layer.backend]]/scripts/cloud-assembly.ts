// Reads a synthesized backend (cdk.out) and resolves CloudFormation's intrinsic functions without an
// AWS account: values that only a deployment could know become stable placeholders.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Values = Record<string, unknown>
type Definition = { Type: string; Properties?: Values; Metadata?: Values; DependsOn?: unknown }

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
  return new Map(files.map((file) => [file, readJson<Template>(join(directory, file))]))
}

const readJson = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

const hashIn = (location: string) => location.split('/').at(-1)?.split('.')[0] ?? ''

/** Lower-case letters and digits, the same for the same text. */
function token(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest('hex')
  return BigInt(`0x${digest}`).toString(36).padStart(49, '0').slice(-length)
}

function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}

/** Names as the services form them; generated ones are derived from the seed. */
function physicalName(type: string, id: string, properties: () => Values, at: Placeholders) {
  const secret = `${at.seed}/${id}`
  switch (type) {
    case 'AWS::Cognito::UserPool':
      return `${at.region}_${token(secret, 9)}`
    case 'AWS::Cognito::UserPoolClient':
    case 'AWS::AppSync::GraphQLApi':
      return token(secret, 26)
    case 'AWS::Cognito::IdentityPool':
      return `${at.region}:${uuid(secret)}`
    case 'AWS::AppSync::ApiKey':
      return `da2-${token(secret, 26)}`
    case 'AWS::S3::Bucket':
      return String(properties().BucketName ?? id.toLowerCase())
    case 'AWS::Cognito::UserPoolGroup':
      return String(properties().GroupName)
    case 'AWS::Cognito::UserPoolDomain':
      return String(properties().Domain)
    case 'Custom::AmplifyDynamoDBTable':
      return String(properties().tableName)
    case 'AWS::AppSync::DataSource':
    case 'AWS::SSM::Parameter':
      return String(properties().Name ?? id)
    default:
      return id
  }
}

/** `Fn::GetAtt`, or `Ref` when no attribute is named. */
function attribute(resource: Resource, name: string | undefined, at: Placeholders): unknown {
  const { type, name: physical } = resource
  const [, service = '', kind = ''] = type.toLowerCase().split('::')
  const arn = (path: string, where = `${at.region}:${at.account}`, of = service) =>
    `arn:aws:${of}:${where}:${path}`
  switch (`${type}.${name ?? 'Ref'}`) {
    case 'AWS::Cognito::UserPool.Arn':
      return arn(`userpool/${physical}`, undefined, 'cognito-idp')
    case 'AWS::AppSync::GraphQLApi.ApiId':
      return physical
    case 'AWS::AppSync::GraphQLApi.GraphQLUrl':
      return at.graphqlUrl
    case 'AWS::AppSync::GraphQLApi.Arn':
    case 'AWS::AppSync::GraphQLApi.Ref':
      return arn(`apis/${physical}`)
    case 'AWS::S3::Bucket.Arn':
      return arn(physical, ':')
    case 'AWS::S3::Bucket.RegionalDomainName':
      return `${physical}.s3.${at.region}.amazonaws.com`
    case 'AWS::IAM::Role.Arn':
      return arn(`role/${physical}`, `:${at.account}`)
    case 'AWS::Lambda::Function.Arn':
      return arn(`function:${physical}`)
    case 'AWS::SSM::Parameter.Value':
      return resource.properties.Value
    case 'Custom::AmplifyDynamoDBTable.TableArn':
      return arn(`table/${physical}`, undefined, 'dynamodb')
    case 'Custom::AmplifyDynamoDBTable.TableStreamArn':
      return arn(`table/${physical}/stream/local`, undefined, 'dynamodb')
    case 'Custom::CDKBucketDeployment.DestinationBucketArn':
      return arn(String(resource.properties.DestinationBucketName), ':')
    case 'AWS::AppSync::ApiKey.ApiKey':
    case 'AWS::AppSync::DataSource.Name':
    case 'AWS::AppSync::FunctionConfiguration.FunctionId':
    case `${type}.Ref`:
      return physical
    case `${type}.Arn`:
      return arn(`${kind}/${physical}`)
    default:
      return `${physical}.${name}`
  }
}

type Scope = {
  template: Template
  parameters: Values
  placeholders: Placeholders
  child(id: string): Stack
  resource(id: string): Resource | undefined
}

function resolveIn(scope: Scope, value: unknown): unknown {
  const { template, parameters, placeholders } = scope
  const pseudo: Values = {
    'AWS::Region': placeholders.region,
    'AWS::AccountId': placeholders.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': 'local',
    'AWS::StackId': `arn:aws:cloudformation:${placeholders.region}:${placeholders.account}:stack/local/0`,
    'AWS::NoValue': undefined,
  }

  const ref = (id: string): unknown => {
    if (id in pseudo) return pseudo[id]
    if (id in parameters) return parameters[id]
    if (template.Parameters?.[id]) return template.Parameters[id].Default ?? id
    const resource = scope.resource(id)
    return resource ? attribute(resource, undefined, placeholders) : id
  }
  const getAtt = (id: string, name: string): unknown => {
    const resource = scope.resource(id)
    if (!resource) return `${id}.${name}`
    if (resource.type !== 'AWS::CloudFormation::Stack')
      return attribute(resource, name, placeholders)
    return scope.child(id).output(name.replace('Outputs.', ''))
  }
  const dotted = (path: string) => path.split(/\.(.*)/s) as [string, string]
  const substitute = (text: string, variables: Values) =>
    text.replace(/\$\{([^!}][^}]*)\}/g, (_, key: string) =>
      String(
        key in variables
          ? resolve(variables[key])
          : key.includes('.')
            ? getAtt(...dotted(key))
            : ref(key),
      ),
    )
  const holds = (name: string) => Boolean(resolve(template.Conditions?.[name] ?? true))

  const intrinsics: Record<string, (argument: never) => unknown> = {
    Ref: ref,
    Condition: holds,
    'Fn::GetAtt': (path: string | [string, string]) =>
      getAtt(...(typeof path === 'string' ? dotted(path) : path)),
    'Fn::Join': ([separator, parts]: [string, unknown]) =>
      (resolve(parts) as unknown[]).join(separator),
    'Fn::Split': ([separator, text]: [string, unknown]) => String(resolve(text)).split(separator),
    'Fn::Select': ([index, list]: [unknown, unknown]) =>
      (resolve(list) as unknown[])[Number(resolve(index))],
    'Fn::Sub': (argument: string | [string, Values]) =>
      typeof argument === 'string' ? substitute(argument, {}) : substitute(...argument),
    'Fn::If': ([name, yes, no]: [string, unknown, unknown]) => resolve(holds(name) ? yes : no),
    'Fn::Equals': ([left, right]: [unknown, unknown]) => resolve(left) === resolve(right),
    'Fn::Not': ([condition]: [unknown]) => !resolve(condition),
    'Fn::And': (conditions: unknown[]) => conditions.every(resolve),
    'Fn::Or': (conditions: unknown[]) => conditions.some(resolve),
    'Fn::FindInMap': ([map, first, second]: unknown[]) =>
      template.Mappings?.[String(resolve(map))]?.[String(resolve(first))]?.[
        String(resolve(second))
      ],
    'Fn::Base64': (text: unknown) => Buffer.from(String(resolve(text))).toString('base64'),
    'Fn::GetAZs': () => ['a', 'b', 'c'].map((zone) => placeholders.region + zone),
  }

  const resolve = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(resolve).filter((item) => item !== undefined)
    if (given === null || typeof given !== 'object') return given
    const entries = Object.entries(given)
    const [name, argument] = entries.length === 1 && entries[0] ? entries[0] : ['', undefined]
    const intrinsic = intrinsics[name]
    if (intrinsic && (name !== 'Condition' || typeof argument === 'string'))
      return intrinsic(argument as never)
    if (name.startsWith('Fn::'))
      throw new Error(`${name} cannot be resolved without an AWS account`)
    return Object.fromEntries(
      entries
        .map(([key, item]) => [key, resolve(item)] as const)
        .filter(([, item]) => item !== undefined),
    )
  }
  return resolve(value)
}
