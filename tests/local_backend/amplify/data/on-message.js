import { extensions, util } from '@aws-appsync/utils'

export function request() {
  return { payload: null }
}

export function response(ctx) {
  if (ctx.args.prefix) {
    const filter = { channel: { beginsWith: ctx.args.prefix } }
    extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter(filter))
  }
  return null
}
