import { util } from '@aws-appsync/utils'

export function request(ctx) {
  return { payload: null }
}

/** `call` is the path of a function in `util`, `with` a list of its arguments. */
export function response(ctx) {
  const names = ctx.args.call.split('.')
  const last = names.pop()
  const owner = names.reduce((object, name) => object[name], util)
  return { is: owner[last](...ctx.args.with) }
}
