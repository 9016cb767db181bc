// The executable GraphQL schema: the synthesized SDL, its resolvers, and AppSync's directives that
// say which authorization modes may use a type or field.
import { TemplateSentError } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/errors.js'
import {
  buildASTSchema,
  defaultFieldResolver,
  isObjectType,
  isScalarType,
  parse,
  valueFromASTUntyped,
  type DirectiveNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql'
import type { Caller, Mode } from './appsync-authorization.ts'
import type { Resolver } from './appsync-resolvers.ts'
import { scalars } from './appsync-scalars.ts'
import { unauthorized } from './appsync-util-functions.ts'
import type { Context } from './appsync-velocity.ts'

type Field = GraphQLField<unknown, Context>

type Options = {
  sdl: string
  resolvers: Map<string, Resolver>
  defaultMode: Mode
  /** Whether the IAM policies of a caller allow a field of Query, Mutation or Subscription. */
  iamAllows: (caller: Caller, type: string, field: string) => boolean
}

const declared = (sdl: string) =>
  parse(
    `${Object.keys(scalars)
      .map((name) => `scalar ${name}`)
      .join('\n')}\n${sdl}`,
  )

/** The schema without resolvers, for data that is complete already. */
export function plainSchema(sdl: string): GraphQLSchema {
  // AppSync's directives are not declared in the SDL.
  return buildASTSchema(declared(sdl), { assumeValidSDL: true })
}

export function executableSchema({
  sdl,
  resolvers,
  defaultMode,
  iamAllows,
}: Options): GraphQLSchema {
  const schema = plainSchema(sdl)
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalars[type.name]
    if (isScalarType(type) && scalar) {
      const { serialize, parseValue, parseLiteral } = scalar
      Object.assign(type, { serialize, parseValue, parseLiteral })
    }
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const isRoot = roots.includes(type)
    for (const field of Object.values(type.getFields()) as Field[]) {
      const resolver = resolvers.get(`${type.name}.${field.name}`)
      const rule = ruleOf(field.astNode?.directives, type.astNode?.directives, defaultMode)
      field.resolve = async (source, args, context, info) => {
        const { caller } = context
        const allowed =
          isAllowed(rule, caller, type.name, field.name) &&
          (!isRoot || caller.mode !== 'AWS_IAM' || iamAllows(caller, type.name, field.name))
        if (!allowed) {
          throw unauthorized(info)
        }
        if (isRoot && type !== roots[0])
          context.called.push({ field: field.name, alias: String(info.path.key), args })
        if (!resolver) return defaultFieldResolver(source, args, context, info)
        return guarded(resolver, source, args, context, info)
      }
    }
  }
  return schema
}

/** A resolver's own failure ends its field only, as an error that tells where it happened. */
async function guarded(
  resolve: Resolver,
  source: unknown,
  args: unknown,
  context: Context,
  info: GraphQLResolveInfo,
) {
  try {
    return (await resolve(source, args, context, info)) ?? null
  } catch (error) {
    if (error instanceof TemplateSentError) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new TemplateSentError(message, 'InternalFailure', null, null, info)
  }
}

const modes: Record<string, Mode> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_lambda: 'AWS_LAMBDA',
  aws_oidc: 'OPENID_CONNECT',
}

type Rule = { modes: Set<Mode>; groups: string[] }

/** A field's directives replace its type's; without any, only the default mode may pass. */
function ruleOf(
  field: readonly DirectiveNode[] = [],
  type: readonly DirectiveNode[] = [],
  defaultMode: Mode,
): Rule {
  const isRule = ({ name }: DirectiveNode) => name.value in modes
  const own = field.filter(isRule)
  const rules = own.length ? own : type.filter(isRule)
  const given = rules.flatMap(({ name }) => modes[name.value] ?? [])
  const groups = rules
    .flatMap(({ arguments: values = [] }) => [...values])
    .filter(({ name }) => name.value === 'cognito_groups')
    .flatMap(({ value }) => valueFromASTUntyped(value) as string[])
  return { modes: new Set(given.length ? given : [defaultMode]), groups }
}

function isAllowed({ modes, groups }: Rule, caller: Caller, type: string, field: string): boolean {
  if (!modes.has(caller.mode)) return false
  // A field is denied by `Type.field` or by the ARN that ends in types/Type/fields/field.
  const denied = caller.deniedFields?.some(
    (one) => one === `${type}.${field}` || one.endsWith(`/types/${type}/fields/${field}`),
  )
  if (denied) return false
  if (caller.mode !== 'AMAZON_COGNITO_USER_POOLS' || !groups.length) return true
  return (caller.claims?.['cognito:groups'] ?? []).some((group) => groups.includes(group))
}
