// Resolvers in VTL: the simulator renders them; what it lacks or does otherwise than AppSync is
// added to each rendering here.
import { VelocityTemplate } from '@aws-amplify/amplify-appsync-simulator'
import { create } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/index.js'
import { TemplateSentError } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/errors.js'
import { JavaArray } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/value-mapper/array.js'
import { map } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/value-mapper/mapper.js'
import type { GraphQLResolveInfo } from 'graphql'
import type { IncomingHttpHeaders } from 'node:http'
import { subscriptionFilter, toSubscriptionFilter } from './appsync-filters.ts'
import type { Caller, Mode } from './appsync-authorization.ts'
import type { Assembly } from './types.ts'

// Amplify's templates of `ownersDefinedIn` call `put` with one argument on a list. AppSync ignores
// that; the engine would stop, and the field be null.
Object.defineProperty(JavaArray.prototype, 'put', { value: () => '' })

/** One GraphQL request. */
export type Context = {
  caller: Caller
  headers: IncomingHttpHeaders
  sourceIp: string
  /** Errors beside the data, which resolvers append. */
  errors: unknown[]
  /** Fields of Mutation and Subscription that ran, in their order. */
  called: Called[]
  /** Set by the resolver of a subscription. */
  subscriptionFilter?: (item: Record<string, unknown>) => boolean
}
export type Called = {
  field: string
  /** Its name in the answer. */
  alias: string
  /** Those that were given, or have a default. */
  args: Record<string, unknown>
}

export type Values = {
  source: unknown
  arguments: unknown
  stash: unknown
  prevResult?: unknown
  result?: unknown
  error?: { message: string; type: string } | undefined
}

/** What a template or a JavaScript handler gave. */
export type Rendered = {
  result: unknown
  stash: unknown
  args: unknown
  /** It returned early: `#return` or `runtime.earlyReturn`. */
  returned: boolean
  /** It failed; the error is among the context's errors. */
  failed: boolean
  /** Early return that also skips the rest of the pipeline. */
  skipsPipeline?: boolean
}

export type Handler = (values: Values, context: Context, info: GraphQLResolveInfo) => Rendered

type Util = ReturnType<typeof create>
type RenderContext = { util: Util; utils: Util; ctx: Record<string, unknown>; extensions?: object }
type Internals = {
  buildRenderContext(values: Values, request: object, info: GraphQLResolveInfo): RenderContext
  compiler: { render(context: RenderContext): string }
}

const authTypes: Record<Mode, string> = {
  API_KEY: 'API Key Authorization',
  AWS_IAM: 'IAM Authorization',
  AMAZON_COGNITO_USER_POOLS: 'User Pool Authorization',
  AWS_LAMBDA: 'Lambda Authorization',
  OPENID_CONNECT: 'Open ID Connect Authorization',
}

/** `$ctx.identity`: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html */
export function identityOf({ caller, sourceIp }: Context, assembly: Assembly): object | null {
  const { mode, claims, iam, resolverContext } = caller
  if (mode === 'AWS_LAMBDA') return { resolverContext }
  if (mode === 'AMAZON_COGNITO_USER_POOLS') {
    const username = claims?.username ?? claims?.['cognito:username']
    return {
      sub: claims?.sub,
      issuer: claims?.iss,
      username,
      claims,
      sourceIp: [sourceIp],
      groups: claims?.['cognito:groups'] ?? null,
      defaultAuthStrategy: 'ALLOW',
    }
  }
  if (mode !== 'AWS_IAM' || !iam) return null
  const { cognito, identityId, userArn, role } = iam
  const pool = assembly.of('AWS::Cognito::IdentityPool')[0]?.name
  return {
    accountId: assembly.placeholders.account,
    // Templates take a caller without these three for a trusted one: a guest could write.
    cognitoIdentityPoolId: cognito ? pool : null,
    cognitoIdentityId: cognito ? identityId : null,
    cognitoIdentityAuthType: cognito
      ? cognito.authenticated
        ? 'authenticated'
        : 'unauthenticated'
      : null,
    cognitoIdentityAuthProvider: cognito?.sub
      ? `"cognito-idp","cognito-idp:CognitoSignIn:${cognito.sub}"`
      : null,
    sourceIp: [sourceIp],
    userArn,
    username: `${role}:CognitoIdentityCredentials`,
  }
}

/** `$util` and `$extensions` of one rendering, as AppSync has them. */
export function utilities(context: Context, info: GraphQLResolveInfo) {
  const util = create([], new Date(), info, {} as Parameters<typeof create>[3])
  // The engine expects the maps of templates, JavaScript has plain objects.
  const { toDynamoDBFilterExpression, toDynamoDBConditionExpression } = util.transform
  const failure = (message: unknown, type?: unknown, data?: unknown, details?: unknown) =>
    new TemplateSentError(String(message), text(type), plain(data), plain(details), info)
  return {
    util: Object.assign(util, {
      authType: () => authTypes[context.caller.mode],
      base64Decode: (value: unknown) => Buffer.from(String(value), 'base64').toString('utf8'),
      error(this: Util, message: unknown, type?: unknown, data?: unknown, details?: unknown) {
        const error = failure(message, type, data, details)
        this.errors.push(error)
        throw error
      },
      appendError(this: Util, message: unknown, type?: unknown, data?: unknown, details?: unknown) {
        this.errors.push(failure(message, type, data, details))
        return ''
      },
      transform: {
        ...util.transform,
        toDynamoDBFilterExpression: (filter: unknown) =>
          toDynamoDBFilterExpression({ toJSON: () => plain(filter) }),
        toDynamoDBConditionExpression: (condition: unknown) =>
          toDynamoDBConditionExpression({ toJSON: () => plain(condition) }),
        toSubscriptionFilter: (filter: unknown, ignored?: unknown, rules?: unknown) =>
          toSubscriptionFilter(plain(filter), plain(ignored), plain(rules)),
      },
    }),
    extensions: {
      setSubscriptionFilter(filter: unknown) {
        context.subscriptionFilter = subscriptionFilter(plain(filter))
        return ''
      },
      setSubscriptionInvalidationFilter: () => notAvailable('setSubscriptionInvalidationFilter'),
      invalidateSubscriptions: () => notAvailable('invalidateSubscriptions'),
      evictFromApiCache: () => '', // there is no cache
    },
  }
}

function notAvailable(name: string): never {
  throw new Error(`extensions.${name} is not available locally`)
}

const text = (value: unknown) =>
  (value === undefined || value === null ? null : String(value)) as string // typed too narrowly

/** Templates work with Java-like maps and lists, which become plain through JSON. */
function plain(value: unknown): unknown {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(value))
}

/** Parsed at first use: a backend has hundreds of templates. */
export function velocityHandler(content: string, assembly: Assembly): Handler {
  let template: VelocityTemplate | undefined
  return (values, context, info) => {
    template ??= parse(content, assembly)
    const request = { appsyncErrors: [], headers: context.headers, local: context }
    type Render = (
      values: Values,
      request: object,
      info: GraphQLResolveInfo,
    ) => {
      result: unknown
      stash: unknown
      args: unknown
      errors: unknown[]
      isReturn: boolean
      hadException: boolean
    }
    const render = (template.render as Render).bind(template)
    const { result, stash, args, errors, isReturn, hadException } = render(values, request, info)
    context.errors.push(...errors)
    return { result, stash, args, returned: isReturn, failed: hadException }
  }
}

function parse(content: string, assembly: Assembly): VelocityTemplate {
  const simulator = { appSyncConfig: {} } as ConstructorParameters<typeof VelocityTemplate>[1]
  const template = new VelocityTemplate({ content }, simulator)
  const internals = template as unknown as Internals
  const build = internals.buildRenderContext.bind(internals)
  internals.buildRenderContext = (values, request, info) => {
    const { local } = request as { local: Context }
    const built = build(values, request, info)
    const { util, extensions } = utilities(local, info)
    built.ctx.identity = map(identityOf(local, assembly))
    return { ...built, util, utils: util, extensions }
  }
  const render = internals.compiler.render.bind(internals.compiler)
  internals.compiler.render = (context) => {
    try {
      return render(context)
    } catch (error) {
      // The simulator would drop an error of its own, and the field be silently null. The engine
      // wraps what $util.error throws, so that only the list of errors tells the two apart.
      if (!context.util.errors.length) {
        const message = error instanceof Error ? error.message : String(error)
        const { info } = context.util
        context.util.errors.push(
          new TemplateSentError(message, 'MappingTemplate', null, null, info),
        )
      }
      throw error
    }
  }
  return template
}
