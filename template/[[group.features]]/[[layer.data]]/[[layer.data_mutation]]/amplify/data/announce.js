import { util } from '@aws-appsync/utils'

export function request(ctx) {
  const text = ctx.args.text.trim()
  if (!text) util.error('An announcement has a text.', 'EmptyAnnouncement')
  return { payload: { text, sentAt: util.time.nowISO8601() } }
}

export function response(ctx) {
  return ctx.result
}
