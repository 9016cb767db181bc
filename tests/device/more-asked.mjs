// Signing up where everybody tells more and has an authenticator app, without the screens; nobody gets a new password.
import './phone.mjs'
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import 'app/src/lib/amplify'
import assert from 'node:assert/strict'
import { fetchUserAttributes, signOut } from 'aws-amplify/auth'
import { personName } from 'app/src/lib/person'
import { isSignedIn } from 'app/src/lib/session'
import { begin, beginAccount, codeOf, latestMail, password, press } from './people.mjs'

const ada = 'ada@example.com'
const told = {
  'Email': ada,
  'Password': password,
  'Confirm Password': password,
  'Birthdate': '1815-12-10',
  'Postal address': '12 Elm Street, Springfield',
  'Nickname': 'Ada',
}
await assert.rejects(press(beginAccount(), 'Create Account', { ...told, 'Confirm Password': 'other' }), /must match/)
let screen = await press(beginAccount(), 'Create Account', told)
screen = await press(screen, 'Confirm', { 'Confirmation Code': (await latestMail(ada)).code })
assert.equal(screen.title, 'Set up your authenticator app')
const { secret, link } = screen.key
assert.match(link, /^otpauth:/)
assert.equal(await press(screen, 'Confirm', { Code: codeOf(secret) }), undefined)
assert.equal(await personName(), ada)
const { birthdate, address, nickname } = await fetchUserAttributes()
assert.deepEqual([birthdate, address, nickname], ['1815-12-10', '12 Elm Street, Springfield', 'Ada'])
await signOut()

assert.deepEqual(begin().exits, [])
screen = await press(begin(), 'Sign in', { 'Email': ada, 'Password': password })
assert.equal(screen.text, 'Your authenticator app shows one.')
assert.equal(await isSignedIn(), false)
assert.equal(await press(screen, 'Confirm', { Code: codeOf(secret, 1) }), undefined)
assert.equal(await isSignedIn(), true)
console.log('The way is done.')
process.exit() // sockets stay open
