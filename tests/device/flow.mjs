// A person's way through an app without its screens: what they would call is called.
import { called } from './phone.mjs'
import { useBroker } from './broker.mjs'
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import 'app/src/lib/amplify'
import assert from 'node:assert/strict'
import { confirmSignUp, signIn, signOut, signUp } from 'aws-amplify/auth'
import { messagesOf, openConversation, said, sendMessage, watchAnswers } from 'app/src/lib/chat'
import { publish, watchFeed } from 'app/src/lib/feed'
import { deleteFile, folders, listFiles, uploadFile, watchLink } from 'app/src/lib/files'
import { sayHello } from 'app/src/lib/functions'
import { createItem, listItems } from 'app/src/lib/items'
import * as channel from 'app/src/lib/messages'
import { localBackend } from 'app/src/lib/outputs'
import { personName } from 'app/src/lib/person'
import { isSignedIn, watchSignOut } from 'app/src/lib/session'
import { suggestTodos } from 'app/src/lib/suggestions'
import { addTodo, deleteTodo, setTodoDone, watchTodos } from 'app/src/lib/todos'

const password = 'Correct-horse-1'

async function enter(username) {
  await signUp({ username, password, options: { userAttributes: { email: username } } })
  const mails = await (await fetch(`${localBackend.url}/mailbox`)).json()
  const confirmationCode = mails.findLast(({ to }) => to === username).code
  await confirmSignUp({ username, confirmationCode })
  assert.equal((await signIn({ username, password })).nextStep.signInStep, 'DONE')
}

/** What `watch` shows when it is as expected. */
function seen(watch, isExpected) {
  return new Promise((resolve, reject) => {
    const stop = watch((value) => isExpected(value) && (setTimeout(() => stop()), resolve(value)), reject)
  })
}

/** Until what is listened to is acknowledged: nothing says when that is. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1000))

const shown = (isExpected) => seen(watchTodos, isExpected)
const contents = (todos) => todos.map(({ content }) => content)

assert.equal(await isSignedIn(), false)
await enter('ada@example.com')
assert.equal(await isSignedIn(), true)
assert.equal(await personName(), 'ada@example.com')

assert.deepEqual(await shown(() => true), [])
const live = shown(([todo]) => todo?.isDone)
await addTodo('Count the swifts')
const [todo] = await shown(({ length }) => length === 1)
await setTodoDone(todo.id, true)
assert.deepEqual(contents(await live), ['Count the swifts'])

assert.match(await sayHello('Ada'), /Hello, Ada/)

assert.equal((await listItems())[0].name, 'Binoculars')
assert.equal((await createItem('Lantern')).name, 'Lantern')

// The stand-in for a model answers, bit by bit.
const conversation = await openConversation()
const parts = []
const keep = (answer) => parts.push(answer.text) && answer.isComplete
const answer = seen((onAnswer, onError) => watchAnswers(conversation, onAnswer, onError), keep)
await settle()
await sendMessage(conversation, said('What flies at dusk?'))
const { text } = await answer
assert.match(text, /You said: “What flies at dusk\?”/)
assert.ok(parts.length > 2 && parts.every((part) => text.startsWith(part)))
const known = await messagesOf(await openConversation())
assert.deepEqual(known.map(({ role }) => role), ['user', 'assistant'])
assert.match((await suggestTodos('Room for bats'))[0], /Sample 1 of todos/)

const arrived = seen(channel.watchMessages, Boolean)
await settle()
await channel.sendMessage('Swifts over the barn')
assert.equal((await arrived).text, 'Swifts over the barn')

// The local backend has no AWS IoT: what talks to it is tried with a stand-in.
const sockets = useBroker()
const post = seen((onPost, onError) => watchFeed(onPost, console.log, onError), Boolean)
await settle()
await publish('Swifts at the bridge')
assert.equal((await post).text, 'Swifts at the bridge')
assert.match(sockets[0], /X-Amz-Signature=/)

const [mine] = folders
let share = 0
await uploadFile(mine, new File(['swift'], 'swift.txt', { type: 'text/plain' }), (now) => (share = now)).done
assert.equal(share, 1)
const [file] = await listFiles(mine)
assert.equal(file.name, 'swift.txt')
const link = await seen((onLink, onError) => watchLink(file, onLink, onError), Boolean)
assert.equal(await (await fetch(link)).text(), 'swift')

const out = new Promise((resolve) => watchSignOut(resolve))
await signOut()
await out
assert.equal(await isSignedIn(), false)

// Somebody else sees nothing of it.
await enter('bob@example.com')
assert.deepEqual(await shown(() => true), [])
assert.deepEqual(await listFiles(mine), [])
await signOut()

await signIn({ username: 'ada@example.com', password })
await deleteTodo(todo.id)
await deleteFile(file)
assert.deepEqual(await shown(({ length }) => length === 0), [])
assert.deepEqual(await listFiles(mine), [])

assert.deepEqual([...called], ['10.0.2.2'])
console.log('The way is done.')
process.exit() // sockets stay open
