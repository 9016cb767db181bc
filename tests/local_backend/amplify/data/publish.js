import { util } from '@aws-appsync/utils'

export function request(ctx) {
  if (!ctx.args.text) util.error('Say something', 'EmptyMessage')
  return { payload: { channel: ctx.args.channel, text: ctx.args.text } }
}

export function response(ctx) {
  return ctx.result
}
