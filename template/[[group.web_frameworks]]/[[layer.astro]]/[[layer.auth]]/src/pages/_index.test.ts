import { getContainerRenderer } from '@astrojs/react/container-renderer'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { loadRenderers } from 'astro:container'
import { beforeEach, expect, test, vi } from 'vitest'
import { appTitle } from '../lib/screens'
import Index from './index.astro'

const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('../lib/outputs', () => outputs)

async function html() {
  const renderers = await loadRenderers([getContainerRenderer()])
  const container = await AstroContainer.create({ renderers })
  return container.renderToString(Index)
}

beforeEach(() => {
  outputs.hasBackend = true
})

test('a visitor is welcomed by a page without an island, and can sign in', async () => {
  const page = await html()
  expect(page).toContain(`<h1>${appTitle}</h1>`)
  expect(page).toMatch(/<a class="button" href="\/sign-in">/)
  expect(page).not.toContain('astro-island')
})

test('without a backend, the page says how to connect one', async () => {
  outputs.hasBackend = false
  expect(await html()).toContain('<h1>Connect a backend</h1>')
})
