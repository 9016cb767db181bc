import { screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import page from '../index.html?raw'
import { appTitle, home, screens } from './lib/screens'
import './start' // the app loads it on demand; a test need not wait for that

const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)

beforeEach(() => {
  outputs.hasBackend = true
})

/** The app as a browser opens it at an address. */
async function open(address: string) {
  history.replaceState(null, '', address)
  document.body.innerHTML = new DOMParser().parseFromString(page, 'text/html').body.innerHTML
  vi.resetModules()
  await import('./index')
}

test('a visitor reads what the app offers, and can sign in', async () => {
  await open('/')
  expect(screen.getByRole('heading', { name: appTitle })).toBeVisible()
  const offers = screen
    .getAllByRole('listitem')
    .map((item) => item.textContent.trim().split(/\n\s*/))
  expect(offers).toEqual(screens.map(({ title, offer }) => [title, offer]))
  const icons = [...document.querySelectorAll('path')].map((path) => path.getAttribute('d'))
  expect(icons).toEqual(screens.map(({ icon }) => icon))
  await userEvent.click(screen.getByRole('button', { name: /Sign in/ }))
  expect(await screen.findByRole('tab', { name: 'Sign In' })).toBeVisible()
})

test('a visitor who opens a screen is asked to sign in', async () => {
  await open(home)
  expect(await screen.findByRole('tab', { name: 'Sign In' })).toBeVisible()
  expect(location.pathname).toBe(home)
})

test('a visitor without a connection can try again', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  vi.doMock('./start', () => Promise.reject(new Error('offline')))
  await open(home)
  vi.doUnmock('./start')
  expect(await screen.findByRole('button', { name: 'Reload' })).toBeVisible()
})

test('without a backend, the app says how to connect one', async () => {
  outputs.hasBackend = false
  await open('/')
  expect(await screen.findByRole('heading', { name: 'Connect a backend' })).toBeVisible()
  expect(screen.getByText('npm run sandbox')).toBeVisible()
})
