import type { Schema } from '../../data/resource'

export const handler: Schema['sendReport']['functionHandler'] = async (event) => {
  const name = event.arguments.name || 'world'
  return `Hello, ${name}! This is send-report.`
}
