// What the flows of this folder share: somebody before the forms of an app, with a mailbox and an authenticator app.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { localBackend } from 'app/src/lib/outputs'
import { signInScreen, signUpScreen } from 'app/src/lib/sign-in-flow'

export const password = 'Correct-horse-1'.repeat(3)

/** The latest code that was sent to somebody. */
export async function latestMail(address) {
  const mails = await (await fetch(`${localBackend.url}/mailbox`)).json()
  return mails.findLast(({ to }) => to === address)
}

/** What an authenticator app shows for a key in base 32 (RFC 6238): now, or some periods later. */
export function codeOf(key, later = 0) {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
  const secret = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later))
  const hash = createHmac('sha1', secret).update(time).digest()
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** Fills in a screen of the form as a person does, who sees what it asks for, and presses one of its buttons. */
export async function press(screen, label, answers = {}) {
  const asked = screen.fields.map((field) => field.label)
  assert.deepEqual(Object.keys(answers).filter((name) => !asked.includes(name)), [], asked.join(', '))
  const told = screen.fields.map((field) => [field.name, answers[field.label] ?? field.value ?? ''])
  const ways = [...screen.ways, ...screen.exits]
  const way = ways.find((each) => each.label === label)
  assert(way, `${label} is not among ${ways.map((each) => each.label)}`)
  return way.go(Object.fromEntries(told))
}

export const begin = signInScreen
export const beginAccount = signUpScreen
