import { expect, test } from 'vitest'
import { messageOf, unwrap } from './errors'

test('an error is shown in its own words', () => {
  expect(messageOf(new Error('No such file'))).toBe('No such file')
})

test('every error of an answer from Amplify Data is shown', () => {
  const errors = [{ message: 'Not Authorized' }, { message: 'Too long' }]
  expect(messageOf({ errors })).toBe('Not Authorized\nToo long')
  expect(() => unwrap({ data: null, errors })).toThrow('Not Authorized\nToo long')
})

test('an error of a subscription is found inside its event', () => {
  const event = { type: 'onCreate', error: { errors: [{ message: 'Connection failed' }] } }
  expect(messageOf(event)).toBe('Connection failed')
})

test('a lost connection is explained', () => {
  expect(messageOf({ name: 'NetworkError' })).toMatch(/cannot be reached/)
  const errors = [{ message: 'A network error has occurred.' }]
  expect(messageOf({ errors })).toMatch(/cannot be reached/)
})

test('an answer without errors is its data', () => {
  expect(unwrap({ data: 42 })).toBe(42)
})
