// A person's way through an app whose backend is another project's, without its screens.
import { called } from './phone.mjs'
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import 'app/src/lib/amplify'
import assert from 'node:assert/strict'
import { confirmSignUp, signIn, signUp } from 'aws-amplify/auth'
import { sayHello } from 'app/src/lib/functions'
import { localBackend } from 'app/src/lib/outputs'
import { addTodo, watchTodos } from 'app/src/lib/todos'

const [username, password] = ['ada@example.com', 'Correct-horse-1']

await signUp({ username, password, options: { userAttributes: { email: username } } })
const mails = await (await fetch(`${localBackend.url}/mailbox`)).json()
await confirmSignUp({ username, confirmationCode: mails.find(({ to }) => to === username).code })
assert.equal((await signIn({ username, password })).nextStep.signInStep, 'DONE')

const live = new Promise((resolve, reject) => {
  watchTodos((todos) => todos.length && resolve(todos), reject)
})
await addTodo('Count the swifts')
assert.deepEqual((await live).map(({ content }) => content), ['Count the swifts'])
assert.match(await sayHello('Ada'), /Hello, Ada/)

assert.deepEqual([...called], ['10.0.2.2'])
console.log('The way is done.')
process.exit() // sockets stay open
