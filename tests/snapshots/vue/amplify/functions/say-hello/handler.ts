import type { Schema } from '../../data/resource'

export const handler: Schema['sayHello']['functionHandler'] = async (event) => {
  const name = event.arguments.name || 'world'
  return `Hello, ${name}! This is say-hello.`
}
