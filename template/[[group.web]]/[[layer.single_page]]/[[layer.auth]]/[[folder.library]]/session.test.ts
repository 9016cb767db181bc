import { expect, test, vi } from 'vitest'
import { mayBeSignedIn, watchOtherWindows } from './session'

test('a browser without tokens is signed out', () => {
  localStorage.setItem('theme', 'dark')
  expect(mayBeSignedIn()).toBe(false)
})

test('a browser that holds tokens may be signed in', () => {
  localStorage.setItem('CognitoIdentityServiceProvider.client.LastAuthUser', 'ada')
  expect(mayBeSignedIn()).toBe(true)
})

test('a window hears that another signs out, until it stops listening', () => {
  const onChange = vi.fn<() => void>()
  const stop = watchOtherWindows(onChange)
  dispatchEvent(new StorageEvent('storage', { key: 'theme' }))
  expect(onChange).not.toHaveBeenCalled()
  const key = 'CognitoIdentityServiceProvider.client.LastAuthUser'
  dispatchEvent(new StorageEvent('storage', { key }))
  expect(onChange).toHaveBeenCalledOnce()
  stop()
  dispatchEvent(new StorageEvent('storage', { key }))
  expect(onChange).toHaveBeenCalledOnce()
})
