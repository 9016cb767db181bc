import { util } from '@aws-appsync/utils'

export function request(ctx) {
  return { payload: null }
}

/** `call` is `ctx`, or the path of a function in `util`, whose arguments are `with`. */
export function response(ctx) {
  if (ctx.args.call === 'ctx') {
    const { args, info, prev, request, outErrors, env } = ctx
    const { 'x-own': own } = request.headers
    return { args, info, prev, own, outErrors, env }
  }
  const names = ctx.args.call.split('.')
  const last = names.pop()
  const owner = names.reduce((object, name) => object[name], util)
  return { is: owner[last](...ctx.args.with) }
}
