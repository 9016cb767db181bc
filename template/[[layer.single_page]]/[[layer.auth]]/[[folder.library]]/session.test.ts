import { expect, test } from 'vitest'
import { mayBeSignedIn } from './session'

test('a browser without tokens is signed out', () => {
  localStorage.setItem('theme', 'dark')
  expect(mayBeSignedIn()).toBe(false)
})

test('a browser that holds tokens may be signed in', () => {
  localStorage.setItem('CognitoIdentityServiceProvider.client.LastAuthUser', 'ada')
  expect(mayBeSignedIn()).toBe(true)
})
