// Signing up where a link confirms an address, without the screens: somebody opens it in a browser.
import './phone.mjs'
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import 'app/src/lib/amplify'
import assert from 'node:assert/strict'
import { personName } from 'app/src/lib/person'
import { begin, beginAccount, latestMail, password, press } from './people.mjs'

const ada = 'ada@example.com'
const told = { 'Email': ada, 'Password': password, 'Confirm Password': password }
let screen = await press(beginAccount(), 'Create Account', told)
assert.equal(screen.title, 'Open the link')
const enter = () => press(begin(), 'Sign in', { 'Email': ada, 'Password': password })
assert.equal((await enter()).title, 'Open the link')
screen = await press(screen, 'Send it again')
assert.equal(screen.notice, 'We sent another link.')
const [link] = (await latestMail(ada)).text.match(/https?:\S+/)
assert.equal((await fetch(link)).status, 200)
assert.equal(await enter(), undefined)
assert.equal(await personName(), ada)
console.log('The way is done.')
process.exit() // sockets stay open
