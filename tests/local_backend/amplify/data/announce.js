import { util } from '@aws-appsync/utils'
import * as ddb from '@aws-appsync/utils/dynamodb'

export function request(ctx) {
  const now = util.time.nowISO8601()
  const item = { __typename: 'Announcement', text: ctx.stash.text, createdAt: now, updatedAt: now }
  return ddb.put({ key: { id: util.autoId() }, item })
}

export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type)
  return ctx.result
}
