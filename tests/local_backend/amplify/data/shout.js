import { runtime } from '@aws-appsync/utils'

export function request(ctx) {
  if (ctx.args.text === 'silence') {
    const now = '2026-01-01T00:00:00.000Z'
    runtime.earlyReturn({ id: 'none', text: '', createdAt: now, updatedAt: now }, { skipTo: 'END' })
  }
  ctx.stash.text = ctx.args.text.toUpperCase()
  return { payload: null }
}

export function response(ctx) {
  return ctx.prev.result
}
