// Resolvers in JavaScript (APPSYNC_JS): the synthesized code runs in this process, with
// `@aws-appsync/utils` served by appsync-utils.ts. Unlike AppSync's runtime, Node.js refuses no
// syntax: the ESLint plugin of AppSync tells what would be refused there.
import { TemplateSentError } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/errors.js'
import type { GraphQLResolveInfo } from 'graphql'
import { EarlyReturn, withUtilities } from './appsync-utils.ts'
import { naming, utilities } from './appsync-util-functions.ts'
import { identityOf, infoOf, outErrors, type Handler } from './appsync-velocity.ts'
import type { Assembly } from './types.ts'

type Code = Record<'request' | 'response', ((ctx: object) => unknown) | undefined>

/** Handlers of one resolver or function. `prefix` names it in messages. */
export async function javaScriptHandlers(
  code: string,
  assembly: Assembly,
): Promise<{ request: Handler; response: Handler }> {
  const shim = (path = '') =>
    new URL(`./appsync-utils${path.replace('/', '-')}.ts`, import.meta.url)
  const linked = code.replace(
    /(\bfrom\s*|\bimport\s*)(['"])@aws-appsync\/utils(\/\w+)?\2/g,
    (_, keyword: string, quote: string, path?: string) => keyword + quote + shim(path) + quote,
  )
  const encoded = Buffer.from(linked).toString('base64')
  const module = (await import(`data:text/javascript;base64,${encoded}`)) as Code

  const handler =
    (phase: 'request' | 'response'): Handler =>
    (values, context, info) => {
      const { util, extensions, errors } = utilities(context, info)
      const stash = values.stash ?? {}
      const ctx = {
        arguments: values.arguments ?? {},
        args: values.arguments ?? {},
        identity: identityOf(context, assembly),
        source: values.source ?? null,
        stash,
        prev: { result: values.prevResult ?? null },
        result: values.result ?? null,
        error: values.error,
        request: { headers: context.headers, domainName: null },
        info: infoOf(info),
        outErrors: outErrors(context),
        env: environment(assembly),
      }
      const done = { stash, args: ctx.args, returned: false, failed: false }
      try {
        const current = { util: naming('util', util), extensions: naming('extensions', extensions) }
        const result = withUtilities(current, () => module[phase]?.(ctx))
        return { ...done, result: result ?? null }
      } catch (error) {
        if (error instanceof EarlyReturn) {
          return {
            ...done,
            result: error.value,
            returned: true,
            skipsPipeline: error.skipsPipeline,
          }
        }
        if (!errors.includes(error as TemplateSentError)) errors.push(runtimeError(error, info))
        return { ...done, result: null, failed: true }
      } finally {
        context.errors.push(...errors)
      }
    }
  return { request: handler('request'), response: handler('response') }
}

function environment(assembly: Assembly): Record<string, string> {
  type Properties = { EnvironmentVariables?: Record<string, string> }
  const [api] = assembly.of<Properties>('AWS::AppSync::GraphQLApi')
  return api?.properties.EnvironmentVariables ?? {}
}

function runtimeError(error: unknown, info: GraphQLResolveInfo) {
  const message = error instanceof Error ? error.message : String(error)
  return new TemplateSentError(message, 'Code', null, null, info)
}
