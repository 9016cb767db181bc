// Resolvers in VTL: the simulator renders them; what it lacks or does otherwise than AppSync is
// added to each rendering here.
import { VelocityTemplate } from '@aws-amplify/amplify-appsync-simulator'
import { TemplateSentError } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/errors.js'
import { createInfo } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/info.js'
import { JavaArray } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/value-mapper/array.js'
import mapModule, {
  JavaMap,
} from '@aws-amplify/amplify-appsync-simulator/lib/velocity/value-mapper/map.js'
import { map } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/value-mapper/mapper.js'
import { JavaString } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/value-mapper/string.js'
import type { GraphQLResolveInfo } from 'graphql'
import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from './appsync-authorization.ts'
import { naming, utilities } from './appsync-util-functions.ts'
import type { Assembly } from './types.ts'

// Amplify's templates of `ownersDefinedIn` call `put` with one argument on a list. AppSync ignores
// that; the engine would stop, and the field be null.
Object.defineProperty(JavaArray.prototype, 'put', { value: () => '' })

// The engine's maps would take a field named `map` or `mapper` for their own, and keys that are
// texts of templates for keys of their own.
const { put, containsKey, remove } = JavaMap.prototype
Object.assign(JavaMap.prototype, {
  put(this: JavaMap, key: unknown, value: unknown) {
    return put.call(this, String(key), value)
  },
  containsKey(this: JavaMap, key: unknown) {
    return containsKey.call(this, String(key))
  },
  remove(this: JavaMap, key: unknown) {
    return remove.call(this, String(key))
  },
})
mapModule.createMapProxy = (javaMap: JavaMap) =>
  new Proxy(javaMap, {
    get(target, name) {
      if (typeof name === 'string' && containsKey.call(target, name)) return target.get(name)
      const member = Reflect.get(target, name) as unknown
      return typeof member === 'function' ? member.bind(target) : member
    },
    set(target, name, value) {
      if (typeof value !== 'function') put.call(target, String(name), value)
      return true
    },
  })

/** One GraphQL request. */
export type Context = {
  caller: Caller
  headers: IncomingHttpHeaders
  sourceIp: string
  /** Errors beside the data, which resolvers append. */
  errors: unknown[]
  /** Fields of Mutation and Subscription that ran, in their order. */
  called: Called[]
  /** Of the answer over HTTP. */
  responseHeaders: Record<string, string>
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

type RenderContext = {
  util: { errors: unknown[] }
  ctx: Record<string, unknown>
}
type Internals = {
  buildRenderContext(values: Values, request: object, info: GraphQLResolveInfo): RenderContext
  compiler: {
    render(context: RenderContext): string
    getExpression(ast: object, isReturned?: boolean): unknown
    getPropMethod(property: object, base: unknown, ast: object): unknown
  }
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

/** Templates work with Java-like maps and lists, which become plain through JSON. */
function plain(value: unknown): unknown {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(value))
}

/** What `$util.toJson` wrote: `#return` gives the value, not the text. */
class JsonText extends JavaString {}

/** `$util` and `$extensions` of one rendering. Functions take and give the values of templates. */
function templateUtilities(context: Context, info: GraphQLResolveInfo) {
  const { util, extensions, errors, failure } = utilities(context, info)
  const forTemplates = (members: object): object =>
    Object.fromEntries(
      Object.entries(members).map(([name, member]: [string, unknown]) => [
        name,
        typeof member === 'function'
          ? (...given: unknown[]) => {
              try {
                return map(member(...given.map(plain)) as unknown)
              } catch (error) {
                // The engine hides what it was, or gives null in silence.
                if (!errors.includes(error as TemplateSentError))
                  failure((error as Error).message, 'MappingTemplate')
                throw error
              }
            }
          : forTemplates(member as object),
      ]),
    )
  /** Gives the very value, which a template may change. */
  const unless = (isMissing: (value: unknown) => boolean) => (value: unknown, other: unknown) =>
    (isMissing(plain(value)) ? other : value) ?? null
  return {
    util: naming('$util', {
      ...forTemplates(util),
      toJson: (value: unknown) => new JsonText(util.toJson(plain(value))),
      defaultIfNull: unless(util.isNull),
      defaultIfNullOrEmpty: unless(util.isNullOrEmpty),
      defaultIfNullOrBlank: unless(util.isNullOrBlank),
      errors,
    }),
    extensions: naming('$extensions', forTemplates(extensions)),
  }
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
  let place: GraphQLResolveInfo
  internals.buildRenderContext = (values, request, info) => {
    const { local } = request as { local: Context }
    place = info
    const built = build(values, request, info)
    const { util, extensions } = templateUtilities(local, info)
    Object.assign(built.ctx, {
      identity: map(identityOf(local, assembly)),
      info: map(infoOf(info)),
      outErrors: map(outErrors(local)),
    })
    return { ...built, util, utils: util, extensions }
  }
  const { compiler } = internals
  const valueOf = compiler.getExpression.bind(compiler)
  compiler.getExpression = (ast, isReturned) => {
    const value = valueOf(ast, isReturned)
    return isReturned && value instanceof JsonText ? (JSON.parse(String(value)) as unknown) : value
  }
  // The engine reads where a call stands when it fails, which not every call knows.
  const call = compiler.getPropMethod.bind(compiler)
  compiler.getPropMethod = (property, base, ast) => call(property, base, { pos: {}, ...ast })
  const render = compiler.render.bind(compiler)
  compiler.render = (context) => {
    // It would keep the variables of every loop that ever ran.
    Object.assign(compiler, { conditions: [], condition: '', local: {} })
    try {
      return render(context)
    } catch (error) {
      // The simulator would drop an error of its own, and the field be silently null. The engine
      // wraps what $util.error throws, so that only the list of errors tells the two apart.
      if (!context.util.errors.length) {
        const { message } = error as Error
        context.util.errors.push(
          new TemplateSentError(message, 'MappingTemplate', null, null, place),
        )
      }
      throw error
    }
  }
  return template
}

/** `ctx.info` */
export const infoOf = (info: GraphQLResolveInfo) => ({
  ...createInfo(info),
  parentTypeName: info.parentType.name,
})

/** `ctx.outErrors`: errors beside the data so far. */
export const outErrors = ({ errors }: Context) =>
  errors.map((error) => (error as TemplateSentError).extensions)
