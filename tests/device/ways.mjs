// Every way to sign in, without the screens: what the form would ask for is answered, and its buttons are pressed.
import { called } from './phone.mjs'
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import 'app/src/lib/amplify'
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { signOut } from 'aws-amplify/auth'
import { confirmKey, makeKey } from 'app/src/lib/authenticator-app'
import { addPasskey, deletePasskey, listPasskeys } from 'app/src/lib/passkeys'
import { personName } from 'app/src/lib/person'
import { signInWith } from 'app/src/lib/providers'
import { comesByProvider, enabledFactors, turnFactor } from 'app/src/lib/second-factors'
import { isSignedIn } from 'app/src/lib/session'
import { watchSignIn } from 'app/src/lib/signed-in'
import { addTodo } from 'app/src/lib/todos'
import { begin, beginAccount, codeOf, latestMail, password, press } from './people.mjs'

const ada = 'ada@example.com'
const bob = 'bob@example.com'
const phone = '+12065550123'
const seen = []
watchSignIn((isIn) => seen.push(isIn))

// With a password, and a second factor by an authenticator app.
let screen = await press(beginAccount(), 'Create Account with Password', {
  'Email': ada,
  'Phone Number': '+1 (206) 555-0123',
  'Password': password,
  'Confirm Password': password,
})
const { to, code } = (await latestMail(phone)) ?? (await latestMail(ada))
assert([ada, phone].includes(to))
assert.equal(await press(screen, 'Confirm', { 'Confirmation Code': code }), undefined)
assert.equal(await personName(), ada)
assert.deepEqual(await enabledFactors(), [])
assert.equal(await comesByProvider(), false)
const { secret, link } = await makeKey()
assert.match(link, new RegExp(`^otpauth://totp/.*${secret}`))
await confirmKey(codeOf(secret))
await turnFactor('TOTP', true)
assert.deepEqual(await enabledFactors(), ['TOTP'])
await signOut()
assert.equal(await isSignedIn(), false)

const address = 'E-mail address or phone number'
const enter = () => press(begin(), 'Sign in', { [address]: ada, 'Password': password })
await assert.rejects(press(begin(), 'Sign in', { [address]: ada, 'Password': 'Wrong-horse-1' }), /Incorrect/)
screen = await enter()
assert.equal(screen.text, 'Your authenticator app shows one.')
await assert.rejects(press(screen, 'Confirm', { Code: '000000' }))
assert.equal(await press(await enter(), 'Confirm', { Code: codeOf(secret, 1) }), undefined)
await turnFactor('TOTP', false)
await signOut()

// With codes, and an account that has no password.
screen = await press(begin(), 'Other sign-in options', { [address]: ada })
screen = await press(screen, 'Sign In with Email')
assert.equal(await press(screen, 'Confirm', { Code: (await latestMail(ada)).code }), undefined)
await signOut()
screen = await press(begin(), 'Other sign-in options', { [address]: phone })
screen = await press(screen, 'Sign In with SMS')
assert.equal(await press(screen, 'Confirm', { Code: (await latestMail(phone)).code }), undefined)
await addTodo('Signed in by SMS')
await signOut()
screen = await press(beginAccount(), 'Create Account with Email', { Email: bob })
assert.equal(await press(screen, 'Confirm', { 'Confirmation Code': (await latestMail(bob)).code }), undefined)
assert.equal(await personName(), bob)
await signOut()

// A forgotten password.
screen = await press(await press(begin(), 'Forgot your password?', { [address]: ada }), 'Send code')
const next = { 'Code': (await latestMail(ada)).code, 'Password': `${password}2`, 'Confirm Password': `${password}2` }
assert.equal(await press(screen, 'Change Password', next), undefined)
await signOut()

// With a passkey of the app's domain. Where an account has none, the form offers what it has.
const byPasskey = async () =>
  press(await press(begin(), 'Other sign-in options', { [address]: bob }), 'Sign In with Passkey')
assert.equal((await byPasskey()).title, 'Choose how to sign in')
screen = await press(begin(), 'Other sign-in options', { [address]: bob })
screen = await press(screen, 'Sign In with Email')
assert.equal(await press(screen, 'Confirm', { Code: (await latestMail(bob)).code }), undefined)
await addPasskey()
const [passkey] = await listPasskeys()
assert.equal(passkey.name, 'Passkey of notes.example.com')
await signOut()
assert.equal(await byPasskey(), undefined)
assert.equal(await personName(), bob)
await deletePasskey(passkey.id)
assert.deepEqual(await listPasskeys(), [])
await signOut()

// By somebody else, in the browser of the phone.
const pages = []
let answer
globalThis.visit = async (page) => {
  pages.push(new URL(page))
  const shown = await ask(page)
  if (shown.statusCode === 302) return shown.headers.location
  const answered = await ask(page, new URLSearchParams(answer).toString())
  assert.equal(answered.statusCode, 302)
  return answered.headers.location
}

/** A page, or what comes after its form, as a browser asks for it. */
function ask(page, form) {
  const origin = { origin: new URL(page).origin, 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve, reject) => {
    const asked = request(page, form ? { method: 'POST', headers: origin } : {}, (answer) => resolve(answer.resume()))
    asked.on('error', reject).end(form)
  })
}

for (const [provider, email] of [
  ['Google', 'eve@example.com'],
  ['acme', 'mal@example.com'],
  ['corp', 'zoe@example.com'],
]) {
  answer = { email }
  await signInWith(provider)
  assert.equal(await isSignedIn(), true)
  assert.equal(await personName(), email)
  assert.equal(await comesByProvider(), true)
  await addTodo(`Signed in by ${provider}`)
  await signOut()
  assert.equal(await isSignedIn(), false)
}
answer = { error: 'access_denied' }
await assert.rejects(signInWith('Google'), /Google did not confirm who you are/)
assert.equal(await isSignedIn(), false)

// Whoever closes the browser is where they were, and the app hears of it.
const { visit } = globalThis
globalThis.visit = async () => undefined
await assert.rejects(signInWith('Google'), { message: 'canceled' })
globalThis.visit = visit
answer = { email: 'eve@example.com' }
await signInWith('Google')
assert.equal(await personName(), 'eve@example.com')
await signOut()

assert.deepEqual([...new Set(pages.map(({ protocol, hostname }) => `${protocol}//${hostname}`))], ['http://10.0.2.2'])
assert.deepEqual([...new Set(pages.map(({ pathname }) => pathname))].sort(), ['/logout', '/oauth2/authorize'])
assert.deepEqual(seen.slice(0, 3), [false, true, false])
assert.deepEqual([...called], ['10.0.2.2'])
console.log('The way is done.')
process.exit() // sockets stay open
