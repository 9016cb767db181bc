import { getContainerRenderer } from '@astrojs/react/container-renderer'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { loadRenderers } from 'astro:container'
import { expect, test } from 'vitest'
import { titleOf } from '../lib/screens'
import Screen, { getStaticPaths } from './[screen].astro'

const renderers = await loadRenderers([getContainerRenderer()])

test.each(getStaticPaths())('$props.path is a page, with the island', async ({ props }) => {
  const container = await AstroContainer.create({ renderers })
  const page = await container.renderToString(Screen, { props })
  expect(page).toContain(`<title>${titleOf(props.path)}</title>`)
  expect(page).toMatch(/<astro-island [^>]*client="only"/)
})
