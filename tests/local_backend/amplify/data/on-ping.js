import { extensions } from '@aws-appsync/utils'

export function request() {
  return { payload: null }
}

export function response(ctx) {
  if (ctx.args.filter) extensions.setSubscriptionFilter(ctx.args.filter)
  return null
}
