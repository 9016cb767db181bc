import { render, screen } from '@testing-library/react'
import { createRoutesStub } from 'react-router'
import { expect, test, vi } from 'vitest'
import { appTitle, screens } from '../lib/screens'
import { Layout } from './Layout'
import { NotFound } from './NotFound'

vi.mock('./Account', () => ({ Account: () => <button>Sign out</button> }))

window.scrollTo = () => {} // jsdom lays nothing out

const App = createRoutesStub([
  {
    Component: Layout,
    children: [
      ...screens.map(({ path, title }) => ({ path, Component: () => <h1>{title}</h1> })),
      { path: '*', Component: NotFound },
    ],
  },
])

test.each(screens)('$path has a title', async ({ path, title }) => {
  render(<App initialEntries={[path]} />)
  expect(await screen.findByRole('heading', { name: title })).toBeVisible()
  expect(document.title).toBe(`${title} · ${appTitle}`)
  expect(screen.getByRole('link', { name: appTitle })).toHaveAttribute('href', '/')
})

test('an address without a screen leads back', async () => {
  render(<App initialEntries={['/no-such-screen']} />)
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Go back to the start' })).toHaveAttribute('href', '/')
})
